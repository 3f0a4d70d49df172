import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import type { JsonValue } from '../../../core/query/query.ts';
import { isJsonObject, type JsonObject } from '../../forms/json.ts';
import { itemsOf, nameOf } from './locate.ts';

/** As CodeMirror has them: places are those of the text before all of them. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Longer than this a parse may not take, ms: then the whole text is another one. */
const PARSE_MS = 100;

/**
 * What makes one JSON text say what another one says: where they agree, the writer's order of keys and spacing stay.
 * @returns undefined where the text is no JSON
 */
export function patchText(state: EditorState, text: string): readonly TextChange[] | undefined {
  const node = ensureSyntaxTree(state, state.doc.length, PARSE_MS)?.topNode.firstChild;
  try {
    const now = JSON.parse(state.doc.toString()) as JsonValue;
    return node ? changesOf(state, node, now, JSON.parse(text) as JsonValue) : undefined;
  } catch {
    return undefined;
  }
}

function changesOf(state: EditorState, node: SyntaxNode, now: JsonValue, wanted: JsonValue): readonly TextChange[] {
  if (same(now, wanted)) return [];
  if (Array.isArray(now) && Array.isArray(wanted)) {
    const items = itemsOf(node);
    if (items.length > 0 && items.length === now.length && wanted.length > 0) return ofArrays(state, node, now, wanted);
  } else if (isJsonObject(now) && isJsonObject(wanted)) {
    const items = itemsOf(node);
    // A key that stands twice counts once: which one it is, is nothing that can be patched.
    const isKept = Object.keys(wanted).some((key) => Object.hasOwn(now, key));
    if (isKept && items.length === Object.keys(now).length) return ofObjects(state, node, now, wanted);
  }
  return [{ from: node.from, to: node.to, insert: written(state, node.from, wanted, isFlat(state, node)) }];
}

function ofObjects(state: EditorState, node: SyntaxNode, now: JsonObject, wanted: JsonObject): readonly TextChange[] {
  const items = itemsOf(node);
  const isKept = items.map((item) => Object.hasOwn(wanted, nameOf(state, item)));
  const inside = items.flatMap((item, index) => {
    const key = nameOf(state, item);
    const value = item.lastChild;
    if (!isKept[index] || !value) return [];
    return changesOf(state, value, now[key] ?? null, wanted[key] ?? null);
  });
  const added = Object.entries(wanted).filter(([key]) => !Object.hasOwn(now, key));
  const last = isKept.lastIndexOf(true);
  const flat = isFlat(state, node, items[last]?.lastChild);
  const texts = added.map(
    ([key, value]) => `${JSON.stringify(key)}: ${written(state, items[last]?.from ?? node.from, value, flat)}`,
  );
  return [...inside, ...removals(items, isKept), ...insertion(state, node, last, texts)];
}

function ofArrays(
  state: EditorState,
  node: SyntaxNode,
  now: readonly JsonValue[],
  wanted: readonly JsonValue[],
): readonly TextChange[] {
  const items = itemsOf(node);
  const most = Math.min(now.length, wanted.length);
  let head = 0;
  while (head < most && same(now[head], wanted[head])) head++;
  let tail = 0;
  while (tail < most - head && same(now.at(-1 - tail), wanted.at(-1 - tail))) tail++;
  // Those in the middle one by one, and then what is more on either side.
  const both = most - head - tail;
  const inside = items
    .slice(head, head + both)
    .flatMap((item, index) => changesOf(state, item, now[head + index] ?? null, wanted[head + index] ?? null));
  const isKept = items.map((_, index) => index < head + both || index >= items.length - tail);
  const more = wanted.slice(head + both, wanted.length - tail);
  const flat = isFlat(state, node, items[0]);
  const texts = more.map((value) => written(state, items[0]?.from ?? node.from, value, flat));
  return [...inside, ...removals(items, isKept), ...insertion(state, node, head + both - 1, texts)];
}

/** What takes out items with their commas. */
function removals(items: readonly SyntaxNode[], isKept: readonly boolean[]): readonly TextChange[] {
  const last = isKept.lastIndexOf(true);
  return items.flatMap((item, index) => {
    if (isKept[index]) return [];
    const [before, after] = [items[index - 1], items[index + 1]];
    // Before one that stays with the comma behind, else with the comma in front.
    if (index < last && after) return [{ from: item.from, to: after.from, insert: '' }];
    return [{ from: before?.to ?? item.from, to: item.to, insert: '' }];
  });
}

/** Items behind one that stays, -1 the front, spaced as that one is. */
function insertion(
  state: EditorState,
  node: SyntaxNode,
  behind: number,
  texts: readonly string[],
): readonly TextChange[] {
  if (texts.length === 0) return [];
  const items = itemsOf(node);
  const place = Math.max(behind, 0);
  const item = items[place];
  if (!item) return [];
  const start = items[place - 1]?.to ?? node.from + 1;
  const gap = state.sliceDoc(start, item.from).replace(',', '') || ' ';
  if (behind < 0) return [{ from: item.from, to: item.from, insert: texts.map((text) => `${text},${gap}`).join('') }];
  return [{ from: item.to, to: item.to, insert: texts.map((text) => `,${gap}${text}`).join('') }];
}

/** A value as it is written at a place: in one line, or indented as that line is. */
function written(state: EditorState, at: number, value: JsonValue, flat: boolean): string {
  const text = JSON.stringify(value, null, 2);
  if (flat) return text.replaceAll(/\n\s*/g, ' ');
  const [indent = ''] = /^\s*/.exec(state.doc.lineAt(at).text) ?? [];
  return text.replaceAll('\n', `\n${indent}`);
}

/** Whether what is put there stands in one line, as what is there does. @param beside what it comes to stand beside */
function isFlat(state: EditorState, node: SyntaxNode, beside?: SyntaxNode | null): boolean {
  if (state.doc.lines === 1) return true;
  const isOneLine = ({ from, to }: SyntaxNode) => !state.sliceDoc(from, to).includes('\n');
  return [node, beside].some((one) => one && itemsOf(one).length > 0 && isOneLine(one));
}

/** Whatever the order of keys. */
function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item: JsonValue, index) => same(item, b[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return JSON.stringify(a) === JSON.stringify(b);
  const keys = Object.keys(a);
  const others = Object.keys(b);
  return keys.length === others.length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

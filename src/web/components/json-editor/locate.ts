import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import type { Issue } from '../../../core/base/errors.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where in the text a problem is: its own place, or as much of its path as stands there. */
export function locate(state: EditorState, { path, code, position }: Issue): Span {
  const { length } = state.doc;
  if (code === 'json-syntax' && position !== undefined) {
    const from = Math.min(position, Math.max(0, length - 1));
    return { from, to: Math.min(from + 1, length) };
  }
  let node = syntaxTree(state).topNode.firstChild;
  for (const key of keysOf(path)) {
    const inner: SyntaxNode | null = node ? step(state, node, key) : null;
    if (!inner) break;
    node = inner;
  }
  return node ? { from: node.from, to: node.to } : { from: 0, to: length };
}

/** `stack[0].f0` as `stack`, 0, `f0`. */
function keysOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(([, index, quoted, name]) =>
    index === undefined ? (quoted ?? name ?? '') : Number(index),
  );
}

function step(state: EditorState, node: SyntaxNode, key: string | number): SyntaxNode | null {
  if (typeof key === 'number') return itemsOf(node)[key] ?? null;
  return node.getChildren('Property').find((each) => nameOf(state, each) === key)?.lastChild ?? null;
}

const PUNCTUATION = new Set(['[', ']', '{', '}', ',', '\u26a0']);

/** Of a list its values, of an object its properties. */
export function itemsOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!PUNCTUATION.has(child.name)) found.push(child);
  }
  return found;
}

/** The name of a property, without its quotes. */
export function nameOf(state: EditorState, property: SyntaxNode): string {
  const name = property.getChild('PropertyName');
  return name ? state.sliceDoc(name.from + 1, name.to - 1) : '';
}

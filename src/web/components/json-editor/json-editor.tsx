import { autocompletion, closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { EditorState, Transaction } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { Issue } from '../../../core/base/errors.ts';
import { completeRecipe, explain } from './complete-recipe.ts';
import { locate } from './locate.ts';
import { patchText } from './patch-text.ts';

export interface JsonEditorProps {
  readonly name: string;
  readonly text: string;
  readonly issues: readonly Issue[];
  /** What runs all the same. */
  readonly warnings: readonly Issue[];
  /** A while after the last key. */
  readonly onChange: (text: string) => void;
}

const PAUSE_MS = 300;

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--ink)' },
  { tag: tags.string, color: 'var(--accent)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--result)' },
]);

/** What a key or a module means, where the pointer rests on it. */
const HELP = hoverTooltip(({ state }, position) => {
  const found = explain(state, position);
  if (!found) return null;
  const create = () => {
    const dom = document.createElement('div');
    dom.className = 'json-help';
    const title = dom.appendChild(document.createElement('strong'));
    title.textContent = found.title;
    dom.append(` ${found.text}`);
    return { dom };
  };
  return { pos: found.from, end: found.to, above: true, create };
});

/** JSON as text: completion, and each mistake where it is. What others change replaces the text, unless it says the same. */
export function JsonEditor({ name, text, issues, warnings, onChange }: JsonEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(onChange);
  latest.current = onChange;
  const first = useRef(text);

  useEffect(() => {
    if (!place.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = EditorView.updateListener.of((update) => {
      const typed = update.transactions.some((change) => change.docChanged && change.annotation(Transaction.userEvent));
      if (!typed) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(update.view.state.doc.toString()), PAUSE_MS);
    });
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          history(),
          json(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ override: [completeRecipe] }),
          HELP,
          syntaxHighlighting(COLOURS),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': name }),
          tell,
        ],
      }),
    });
    view.current = editor;
    return () => {
      clearTimeout(timer);
      editor.destroy();
    };
  }, [name]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || means(editor.state.doc.toString()) === means(text)) return;
    if (editor.hasFocus && means(editor.state.doc.toString()) === undefined) return;
    const whole = { from: 0, to: editor.state.doc.length, insert: text };
    editor.dispatch({ changes: patchText(editor.state, text) ?? whole });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const shown = (all: readonly Issue[], severity: 'error' | 'warning') =>
      all.map((issue) => ({
        ...locate(editor.state, issue),
        severity,
        message: `${issue.expected}; ${issue.got}`,
      }));
    editor.dispatch(setDiagnostics(editor.state, [...shown(issues, 'error'), ...shown(warnings, 'warning')]));
  }, [issues, warnings]);

  return <div ref={place} className="json-editor selectable" />;
}

/** Equal for texts that differ in spaces only. */
function means(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

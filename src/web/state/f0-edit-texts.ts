import { type F0Edit, readF0Edit } from '../../core/modules/f0-edits.ts';
import type { JsonValue } from '../../core/query/query.ts';
import { decimal, signed } from '../components/format.ts';
import { f0Strings } from '../strings-f0.ts';
import { type F0Entry, f0Entries } from './f0-entries.ts';
import type { RecipeStep } from './recipe-doc.ts';

const t = f0Strings;

/** What an edit does, in a few words. */
export function f0EditText(given: JsonValue): string {
  const edit = readF0Edit(given);
  return edit === undefined ? t.edit.unknown : whatOf(edit);
}

/** The same with where. */
export function f0EditSentence(given: JsonValue): string {
  const edit = readF0Edit(given);
  return edit === undefined ? t.edit.unknown : t.at(whatOf(edit), f0SpanText(edit));
}

export function f0SpanText({ from, to }: Pick<F0Edit, 'from' | 'to'>): string {
  return t.span(decimal(from, 3), decimal(to, 3));
}

function whatOf(edit: F0Edit): string {
  switch (edit.operation) {
    case 'octave':
      return t.edit.octave(t.factors[edit.value]);
    case 'shift':
      return t.edit.shift(signed(edit.value, 1));
    case 'unvoice':
      return t.edit.unvoice;
    case 'voice':
      return t.edit.voice;
    case 'draw':
      return t.edit.draw(edit.value.length);
    case 'contour':
      return t.edit.contour(edit.value.filter(([, hz]) => hz > 0).length);
    case 'median':
      return t.edit.median(edit.value);
    case 'gaussian':
      return t.edit.gaussian(edit.value);
  }
}

/** What was changed between two states of a step's edits; undefined when they are the same. */
export function f0ChangeText(before: RecipeStep, after: RecipeStep): string | undefined {
  const [old, now] = [f0Entries(before), f0Entries(after)];
  if (sameEntries(old, now)) return undefined;
  const added = now.filter((entry) => !old.some((other) => sameEdit(other, entry)));
  const removed = old.filter((entry) => !now.some((other) => sameEdit(other, entry)));
  const [one, other] = [added[0] ?? removed[0], added[1] ?? removed[1]];
  if (added.length <= 1 && removed.length <= 1 && added[0]) return f0EditSentence(added[0].edit);
  if (one && !other) return t.removed(f0EditSentence(one.edit));
  if (one) return t.several;
  const toggled = now.filter(
    (entry) => !old.some((before) => sameEdit(before, entry) && before.bypassed === entry.bypassed),
  );
  const [single] = toggled;
  if (single && toggled.length === 1) return (single.bypassed ? t.bypassed : t.heard)(f0EditSentence(single.edit));
  return old.length === now.length ? t.reordered : t.several;
}

function sameEdit(a: F0Entry, b: F0Entry): boolean {
  return JSON.stringify(a.edit) === JSON.stringify(b.edit);
}

function sameEntries(a: readonly F0Entry[], b: readonly F0Entry[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

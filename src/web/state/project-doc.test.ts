import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIRST_RECIPE } from './app-state.ts';
import { commit, type History, redo, startHistory, undo } from './history.ts';
import { applyEntry, entryBetween, firstDoc, journalEntrySchema, type ProjectDoc } from './project-doc.ts';
import { meaningOf, type RecipeDoc, sameDoc, setParam } from './recipe-doc.ts';

type Act = { readonly kind: 'set'; readonly f0: string } | { readonly kind: 'undo' } | { readonly kind: 'redo' };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -12, max: 12 }).map((st) => ({ kind: 'set' as const, f0: `${st}st` })) },
  { weight: 1, arbitrary: fc.constantFrom<Act>({ kind: 'undo' }, { kind: 'redo' }) },
);

function perform(history: History<RecipeDoc>, step: Act): History<RecipeDoc> {
  switch (step.kind) {
    case 'undo':
      return undo(history);
    case 'redo':
      return redo(history);
    case 'set':
      return commit(history, setParam(history.present, 'step-0', ['f0'], step.f0), sameDoc);
  }
}

/** What a page that was killed after these acts finds when it starts again. */
function writtenDown(acts: readonly Act[]): { readonly live: History<RecipeDoc>; readonly kept: ProjectDoc } {
  let live = startHistory(FIRST_RECIPE);
  let kept = firstDoc(FIRST_RECIPE);
  for (const step of acts) {
    const next = perform(live, step);
    const entry = entryBetween(live, next);
    // Through the form that it has in the database.
    if (entry) kept = applyEntry(kept, journalEntrySchema.parse(structuredClone(entry)));
    live = next;
  }
  return { live, kept };
}

test('the journal of any walk gives the walk: present, past and future', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 260 }), (acts) => {
      const { live, kept } = writtenDown(acts);
      expect(kept.recipe.present).toEqual(live.present);
      expect(kept.recipe.past).toEqual(live.past);
      expect(kept.recipe.future).toEqual(live.future);
    }),
    { numRuns: 50 },
  );
});

test('undoing all of a walk that was read back ends in the first recipe', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 100 }), (acts) => {
      let history: History<RecipeDoc> = { ...writtenDown(acts).kept.recipe, before: undefined };
      while (history.past.length > 0) history = undo(history);
      expect(meaningOf(history.present)).toBe(meaningOf(FIRST_RECIPE));
    }),
    { numRuns: 50 },
  );
});

test('nothing is written down while a gesture goes on', () => {
  const start = startHistory(FIRST_RECIPE);
  expect(entryBetween(start, { ...start, present: FIRST_RECIPE, before: FIRST_RECIPE })).toBeUndefined();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Deed } from './deed.ts';
import { deedBetween } from './deed-text.ts';
import { withoutErased } from './erased.ts';
import { commit, type History, startHistory, undo } from './history.ts';
import type { RecipeDoc } from './recipe-doc.ts';

const words = (name: string) => ({ name, tags: [], note: '', talker: '' });
const never = () => false;

/** What is done: the sound of a deed, or undefined for an edit of the recipe. */
type Act = 'a' | 'b' | undefined;

function historyOf(acts: readonly Act[], undone: number): History<RecipeDoc> {
  let history = startHistory<RecipeDoc>({ steps: [], settings: {} });
  for (const [index, act] of acts.entries()) {
    const { beside: _, ...doc } = history.present;
    const deed: Deed | undefined = act && { kind: 'words', sound: act, before: words('x'), after: words(`${index}`) };
    const next: RecipeDoc = deed ? { ...doc, beside: deed } : { ...doc, settings: { index } };
    history = commit(history, next, never);
  }
  for (let time = 0; time < undone; time++) history = undo(history);
  return history;
}

const docs = ({ past, present, future }: Pick<History<RecipeDoc>, 'past' | 'present' | 'future'>) => [
  ...past,
  present,
  ...future,
];

test('only what was done to the erased sound goes, and the recipe stays where it is', () => {
  const act = fc.constantFrom<Act>('a', 'b', undefined);
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), fc.nat(12), (acts, undone) => {
      const history = historyOf(acts, undone);
      const left = withoutErased(history, (id) => id === 'a');
      expect(left.present.settings).toEqual(history.present.settings);
      expect(
        docs(left).every(({ beside }) => beside === undefined || ('sound' in beside && beside.sound === 'b')),
      ).toBe(true);
      expect(docs(left)).toHaveLength(1 + acts.filter((each) => each !== 'a').length);
      const deeds = docs(left).flatMap((doc, index, all) => {
        const before = all[index - 1];
        return (before && deedBetween(before, doc)) ?? [];
      });
      expect(deeds).toHaveLength(acts.filter((each) => each === 'b').length);
    }),
  );
});

test('a history in which nothing was done to it is the same', () => {
  const history = historyOf(['b', undefined], 1);
  expect(withoutErased(history, (id) => id === 'a')).toBe(history);
});

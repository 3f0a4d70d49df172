import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commit, drift, type History, redo, settle, startHistory, undo } from './history.ts';

const same = (a: number, b: number) => a === b;

it('makes one entry of a whole gesture', () => {
  let history = startHistory(0);
  for (const value of [1, 2, 3]) history = drift(history, value);
  history = settle(history, same);
  expect(history).toEqual({ past: [0], present: 3, future: [], before: undefined });
});

it('makes no entry of a gesture that ends where it began', () => {
  const history = settle(drift(drift(startHistory(5), 6), 5), same);
  expect(history.past).toEqual([]);
});

it('forgets what was undone once something else is done', () => {
  const history = commit(undo(commit(startHistory(0), 1, same)), 2, same);
  expect(history).toEqual({ past: [0], present: 2, future: [], before: undefined });
});

it('returns to the first value by undoing everything, and to the last by redoing everything', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 50 }), (values) => {
      const done = values.reduce<History<number>>((history, value) => commit(history, value, same), startHistory(0));
      let history = done;
      for (let count = 0; count < done.past.length; count++) history = undo(history);
      expect(history.present).toBe(0);
      for (let count = 0; count < done.past.length; count++) history = redo(history);
      expect(history).toEqual(done);
    }),
  );
});

it('keeps the newest two hundred entries', () => {
  let history = startHistory(0);
  for (let value = 1; value <= 300; value++) history = commit(history, value, same);
  expect(history.past).toHaveLength(200);
  expect(history.past[0]).toBe(100);
});

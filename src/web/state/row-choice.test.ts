import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChoiceWay, choose, chooseAll, NO_CHOICE } from './row-choice.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name }));
const after = (...moves: [to: number, way: ChoiceWay][]) =>
  moves.reduce((choice, [to, way]) => choose(rows, choice, to, way), NO_CHOICE);

test('one row is chosen alone, a range from where it began, and another beside them', () => {
  expect([...after([1, 'one']).names]).toEqual(['b']);
  expect([...after([1, 'one'], [3, 'range']).names]).toEqual(['b', 'c', 'd']);
  expect([...after([3, 'one'], [4, 'range'], [2, 'range']).names]).toEqual(['c', 'd']);
  expect([...after([1, 'one'], [3, 'toggle'], [1, 'toggle']).names]).toEqual(['d']);
  expect(chooseAll(rows, after([2, 'one']))).toMatchObject({ active: 2, names: new Set(['a', 'b', 'c', 'd', 'e']) });
});

test('keys stay inside the rows, however few are left of them', () => {
  const way = fc.constantFrom<ChoiceWay>('one', 'range', 'toggle');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: -9, max: 20 }), way, fc.nat(5))), (moves) => {
      let choice = NO_CHOICE;
      for (const [to, how, count] of moves) {
        choice = choose(rows.slice(0, count), choice, to, how);
        expect(choice.active).toBeGreaterThanOrEqual(0);
        expect(choice.active).toBeLessThan(Math.max(count, 1));
      }
    }),
  );
});

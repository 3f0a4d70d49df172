import { expect, test } from 'vitest';
import type { RowFacts } from '../../core/sets/run-set.ts';
import type { PlannedRow } from '../services/set-client.ts';
import { FIRST_SORT, filterRows, sortAmong, sortRows } from './set-rows.ts';
import type { RowState } from './set-state.ts';

const FACTORS = ['voice', 'f0'];
const rows = ['-12st', '*1', '-6st', '-12st'].map((f0, index): PlannedRow => {
  const values = { f0, voice: index < 3 ? 'anna.wav' : 'bert.wav' };
  return { index, name: `row-${index * 5}`, signature: `sig-${index}`, values, cached: false, query: '{}' };
});
const indexes = (shown: readonly PlannedRow[]) => shown.map(({ index }) => index);
const by = (column: string, descending = false, known = new Map<string, RowState>()) =>
  indexes(sortRows(rows, { column, descending }, known));

test('rows are found by a comparison, by a piece of their name, and by a value', () => {
  expect(indexes(filterRows(rows, 'f0 < -6', FACTORS))).toEqual([0, 3]);
  expect(indexes(filterRows(rows, 'ROW-1', FACTORS))).toEqual([2, 3]);
  expect(indexes(filterRows(rows, 'bert', FACTORS))).toEqual([3]);
  expect(filterRows(rows, '  ', FACTORS)).toBe(rows);
});

test('rows go by the number in a factor, by the numbers in a name, and stay in order where they are equal', () => {
  expect(sortRows(rows, FIRST_SORT, new Map())).toBe(rows);
  expect(by('index', true)).toEqual([3, 2, 1, 0]);
  expect(by('factor f0')).toEqual([0, 3, 2, 1]);
  expect(by('factor f0', true)).toEqual([1, 2, 0, 3]);
  expect(by('name')).toEqual([0, 1, 2, 3]);
});

test('rows go as the set has them once the column that they went by has gone', () => {
  const sort = { column: 'factor f0', descending: true };
  expect(sortAmong(sort, [{ id: 'name' }, { id: 'factor f0' }])).toBe(sort);
  expect(sortAmong(sort, [{ id: 'name' }, { id: 'factor vtl' }])).toBe(FIRST_SORT);
});

test('rows of which nothing is known come last, up or down', () => {
  const facts = (peakDbfs: number | null) => ({ peakDbfs }) as RowFacts;
  const known = new Map<string, RowState>([
    ['sig-1', { kind: 'done', facts: facts(-3) }],
    ['sig-2', { kind: 'done', facts: facts(null) }],
  ]);
  expect(by('peak', false, known)).toEqual([2, 1, 0, 3]);
  expect(by('peak', true, known)).toEqual([1, 2, 0, 3]);
});

test('numbers come before words, so that three of them have an order whichever two are compared', () => {
  const mixed = ['10', 'b.wav', '*2', 'a10', '9st', '1 2'].map((value, index): PlannedRow => {
    return { index, name: `row-${index}`, signature: '', values: { f0: value }, cached: false, query: '{}' };
  });
  const order = (given: readonly PlannedRow[]) =>
    sortRows(given, { column: 'factor f0', descending: false }, new Map()).map(({ values }) => values['f0']);
  expect(order(mixed)).toEqual(['*2', '9st', '10', '1 2', 'a10', 'b.wav']);
  expect(order(mixed.toReversed())).toEqual(order(mixed));
});

import { expect, test } from 'vitest';
import type { RowFacts } from '../../core/sets/run-set.ts';
import type { PlannedRow } from '../services/set-client.ts';
import { FIRST_SORT, type RowSort, rowSlices, sortAmong } from './set-rows.ts';
import type { RowState } from './set-state.ts';
import { drain } from './slices.ts';

const FACTORS = ['voice', 'f0'];
const rows = ['-12st', '*1', '-6st', '-12st'].map((f0, index): PlannedRow => {
  const values = { f0, voice: index < 3 ? 'anna.wav' : 'bert.wav' };
  return { index, name: `row-${index * 5}`, signature: `sig-${index}`, values, cached: false, query: '{}' };
});
const ALL = { text: '', factors: FACTORS, sort: FIRST_SORT, isFailedOnly: false, known: new Map<string, RowState>() };
const filterRows = (given: readonly PlannedRow[], text: string, factors: readonly string[]) =>
  drain(rowSlices(given, { ...ALL, text, factors })).found;
const sortRows = (given: readonly PlannedRow[], sort: RowSort, known: ReadonlyMap<string, RowState>) =>
  drain(rowSlices(given, { ...ALL, sort, known })).shown;
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

test('only rows that failed are found where these are asked for, of those that a text asks for', () => {
  const failed = { kind: 'failed', message: 'no' } as const;
  const known = new Map<string, RowState>([
    ['sig-0', failed],
    ['sig-2', failed],
  ]);
  const asked = { ...ALL, known, isFailedOnly: true };
  expect(indexes(drain(rowSlices(rows, asked)).found)).toEqual([0, 2]);
  expect(drain(rowSlices(rows, { ...asked, text: 'f0 = -6' }))).toMatchObject({ all: 4, shown: [{ index: 2 }] });
});

test('thousands of rows are ordered as an array would order them, in many slices', () => {
  const many = Array.from({ length: 3333 }, (_, index): PlannedRow => {
    const values = { f0: `${(index * 7919) % 101}st` };
    return { index, name: `row-${index}`, signature: `${index}`, values, cached: false, query: '{}' };
  });
  const numberOf = ({ values }: PlannedRow) => Number.parseInt(String(values['f0']), 10);
  const slices = rowSlices(many, { ...ALL, sort: { column: 'factor f0', descending: true } });
  let count = 0;
  let slice = slices.next();
  for (; !slice.done; slice = slices.next()) count++;
  expect(slice.value.shown).toEqual(many.toSorted((a, b) => numberOf(b) - numberOf(a)));
  expect(count).toBeGreaterThan(20);
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

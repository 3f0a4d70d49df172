import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedRow } from '../services/set-client.ts';
import type { SoundEntry } from './app-state.ts';
import { isMap, lookOf, type MapPoint, mapSlices, meansByName, pointAt, pointTowards } from './set-map.ts';
import type { RowState } from './set-state.ts';

const queryOf = (f0: string, vtl = '', file = 'a.wav') =>
  JSON.stringify({
    file,
    stack: [
      { module: 'slice', end: 1 },
      { module: 'world', f0, vtl },
    ],
  });
const rowOf = (index: number, query: string, cached = false): PlannedRow => {
  return { index, name: `row-${index}`, signature: `sig-${index}`, values: {}, cached, query };
};
const mapOf = (...given: Parameters<typeof mapSlices>) => {
  for (const slices = mapSlices(...given); ; ) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
};
const rowsOf = (...queries: string[]) => queries.map((query, index) => rowOf(index, query));
const places = (points: readonly MapPoint[]) => points.map(({ f0, vtl, rows }) => [f0, vtl, rows.length]);

test('rows lie where their world step takes them, those of one place together', () => {
  const rows = rowsOf(queryOf('-12st', '+3.8st'), queryOf('*2'), queryOf('-12st', '+3.8st', 'b.wav'));
  const map = mapOf(rows, [], new Map());
  expect(places(map.points)).toEqual([
    [-12, 3.8, 2],
    [12, 0, 1],
  ]);
  expect(map).toMatchObject({ placeless: 0, wanted: [], leftOut: [] });
});

test('a mean in Hz has a place once the mean of its sound is known', () => {
  const rows = rowsOf(queryOf('~100Hz'), queryOf('~100Hz', '', 'silent.wav'), '{"file": "a.wav", "stack": []}');
  expect(mapOf(rows, [], new Map())).toMatchObject({ points: [], placeless: 3, wanted: ['a.wav', 'silent.wav'] });
  const map = mapOf(
    rows,
    [],
    new Map([
      ['a.wav', 200],
      ['silent.wav', undefined],
    ] as const),
  );
  expect(places(map.points)).toEqual([[-12, 0, 1]]);
  expect(map).toMatchObject({ placeless: 2, wanted: [] });
});

test('means go by the sound that a name means, and a name of none is not waited for', () => {
  const entry = (id: string, fileName: string, status = 'ready') =>
    ({ key: id, name: fileName, fileName, status, ...(status === 'ready' ? { sound: { id } } : {}) }) as SoundEntry;
  const library = [entry('1', 'a.wav'), entry('2', 'a.wav'), entry('3', 'b.wav'), entry('4', 'late.wav', 'loading')];
  const known = new Map([
    ['1', 100],
    ['2', 200],
  ]);
  const means = meansByName(library, known);
  const names = ['a.wav', 'b.wav', 'gone.wav', 'late.wav'];
  expect(names.map((name) => means.has(name))).toEqual([true, false, true, false]);
  expect(names.map((name) => means.get(name))).toEqual([200, undefined, undefined, undefined]);
  const rows = rowsOf(queryOf('~100Hz', '', 'gone.wav'), queryOf('~100Hz', '', 'late.wav'), queryOf('-1st'));
  expect(mapOf(rows, [], means).wanted).toEqual(['late.wav']);
});

test('a place at which every row is left out is hollow, and one that has a row is not', () => {
  const map = mapOf(
    rowsOf(queryOf('+3st')),
    [queryOf('+3st', '', 'b.wav'), queryOf('-3st'), queryOf('-3st')],
    new Map(),
  );
  expect(map.leftOut).toEqual([{ f0: -3, vtl: 0 }]);
  expect(isMap(map)).toBe(true);
  expect(isMap(mapOf(rowsOf(queryOf('+3st')), [], new Map()))).toBe(false);
});

test('arrows go to the nearest point that lies that way, and stay at the edge', () => {
  const grid = ['-6st', '', '+6st'].flatMap((f0) => ['-2st', '', '+2st'].map((vtl) => queryOf(f0, vtl)));
  const { points } = mapOf(rowsOf(...grid), [], new Map());
  const from = { f0: 0, vtl: 0 };
  expect(pointTowards(points, from, 'ArrowRight')).toMatchObject({ f0: 6, vtl: 0 });
  expect(pointTowards(points, from, 'ArrowUp')).toMatchObject({ f0: 0, vtl: 2 });
  expect(pointTowards(points, { f0: -6, vtl: -2 }, 'ArrowDown')).toBeUndefined();
});

test('whatever an arrow reaches lies more that way than aside', () => {
  const coordinate = fc.integer({ min: -20, max: 20 });
  const point = fc.record({ f0: coordinate, vtl: coordinate, rows: fc.constant([]) });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 30 }), point, (points, from) => {
      const to = pointTowards(points, from, 'ArrowLeft');
      const lies = ({ f0, vtl }: MapPoint) => from.f0 - f0 > 0 && from.f0 - f0 >= Math.abs(vtl - from.vtl);
      return to === undefined ? !points.some(lies) : lies(to);
    }),
  );
});

test('a hand meets the nearest point within its reach', () => {
  const { points } = mapOf(rowsOf(queryOf('+1st'), queryOf('+2st')), [], new Map());
  expect(pointAt(points, { f0: 1.6, vtl: 0 }, 1)).toMatchObject({ f0: 2 });
  expect(pointAt(points, { f0: 4, vtl: 0 }, 1)).toBeUndefined();
});

test('a point tells what went wrong at it before what is done', () => {
  const { points } = mapOf([rowOf(0, queryOf('+1st'), true), rowOf(1, queryOf('+1st'))], [], new Map());
  const look = (...known: (readonly [string, RowState])[]) => lookOf(points[0]!, new Map(known));
  expect(look()).toBe('new');
  expect(look(['sig-1', { kind: 'working' }])).toBe('working');
  expect(look(['sig-0', { kind: 'failed', message: 'no' }], ['sig-1', { kind: 'working' }])).toBe('failed');
});

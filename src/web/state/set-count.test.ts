import { expect, test } from 'vitest';
import type { RowFacts } from '../../core/sets/run-set.ts';
import type { PlannedRow } from '../services/set-client.ts';
import type { SoundEntry } from './app-state.ts';
import { countSlices, meanLevelOf, sizeOf } from './set-count.ts';
import { drain } from './slices.ts';

const factors = [
  { id: '1', name: 'voice', group: '' },
  { id: '2', name: 'f0', group: 'line' },
  { id: '3', name: 'vtl', group: ' line ' },
];
const sound = { id: 'id-a', name: 'a.wav', duration: 2, frames: 88_200, channelCount: 1 };
const library = [{ key: 'a', fileName: 'a.wav', sound }] as unknown as readonly SoundEntry[];

function rowsOf(count: number): readonly PlannedRow[] {
  return Array.from({ length: count }, (_, index) => {
    const values = { voice: 'a.wav', f0: `-${index}st`, vtl: `+${index}st` };
    const query = JSON.stringify({ file: 'a.wav', stack: [] });
    return { index, name: `${index}`, signature: `sig-${index}`, values, cached: false, query };
  });
}

test('factors of one group count once, and thousands of rows are counted in slices', () => {
  const slices = countSlices(factors, rowsOf(2500), library);
  let count = 0;
  let slice = slices.next();
  for (; !slice.done; slice = slices.next()) count++;
  expect(slice.value.product).toBe('1 voice \u00d7 2500 f0 + vtl');
  expect(slice.value.rows).toHaveLength(2500);
  expect(count).toBeGreaterThan(4);
});

test('sounds are as long as they came out, or else as their sources, and of no known length where one is missing', () => {
  const counted = drain(countSlices(factors, rowsOf(3), library));
  expect(sizeOf(counted, new Map())).toEqual({ duration: 6, bytes: 3 * 2 * 88_200, toRender: 6 });
  const facts = { duration: 1, frames: 44_100, channels: 2 } as RowFacts;
  expect(sizeOf(counted, new Map([['sig-1', { kind: 'done', facts }]]))).toEqual({
    duration: 5,
    bytes: 6 * 88_200,
    toRender: 4,
  });
  expect(sizeOf(drain(countSlices(factors, rowsOf(3), [])), new Map())).toBeUndefined();
});

test('the mean level is that of rendered rows that are not silent', () => {
  const done = (rmsDbfs: number | null) => ({ kind: 'done', facts: { rmsDbfs } as RowFacts }) as const;
  const rendered = new Map([
    ['sig-0', done(-20)],
    ['sig-1', done(-35)],
    ['sig-2', done(null)],
    ['sig-9', done(0)],
  ]);
  expect(meanLevelOf(rowsOf(5), rendered)).toEqual({ rmsDbfs: -27.5, count: 2 });
  expect(meanLevelOf(rowsOf(5), new Map())).toBeUndefined();
});

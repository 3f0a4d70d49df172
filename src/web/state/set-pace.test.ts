import { expect, test } from 'vitest';
import { kindOf, msFor, msLeft, readPaces, withRow } from './set-pace.ts';
import { IDLE_RUN } from './set-state.ts';

const query = (...modules: readonly string[]) =>
  JSON.stringify({ file: 'a.wav', stack: modules.map((module) => ({ module, f0: '*2' })) }, undefined, 2);

test('rows of one kind have the same modules, those of their maskers among them', () => {
  expect(kindOf(query('slice', 'world'))).toBe('slice world');
  expect(kindOf('{"file": {"stack": [{"module": "gibberish"}]}, "stack": [{"module":"masker"}]}')).toBe(
    'gibberish masker',
  );
});

test('sounds take as long as those of their kind took for each second, over all threads', () => {
  const paces = withRow(withRow({}, query('world'), 900, 1), query('world'), 100, 1);
  const on = (threads: number) => msFor(8, query('world'), { paces, threads })!;
  expect(on(1)).toBeGreaterThan(3900);
  expect(on(1)).toBeLessThan(4000);
  expect(on(4)).toBeCloseTo(on(1) / 4, 6);
  expect(msFor(8, query('slice'), { paces, threads: 1 })).toBeUndefined();
});

test('what is measured now counts more than what was long ago, and the kinds that were seen last are kept', () => {
  let paces = withRow({}, query('world'), 1000, 1);
  for (let row = 0; row < 200; row++) paces = withRow(paces, query('world'), 10, 1);
  expect(msFor(1, query('world'), { paces, threads: 1 })).toBeLessThan(15);
  for (let kind = 0; kind < 30; kind++) paces = withRow(paces, query(`k${kind}`), 1, 1);
  expect(Object.keys(paces)).toEqual(Array.from({ length: 20 }, (_, index) => `k${index + 10}`));
});

test('what is kept is read again, and what is none is nothing', () => {
  const paces = withRow({}, query('world'), 900, 1);
  expect(readPaces(JSON.stringify(paces))).toEqual(paces);
  expect(readPaces('{"a": {"ms": "1", "seconds": 1}, "b": null, "c": {"ms": 1, "seconds": 0}}')).toEqual({});
  expect([readPaces(undefined), readPaces('{'), readPaces('3'), readPaces('null')]).toEqual([{}, {}, {}, {}]);
});

test('time left is that of rows to compute, at the rate of those that were', () => {
  const run = { ...IDLE_RUN, status: 'running', total: 100, expected: 20 } as const;
  // Eighty came out of the cache, and four were computed, 1 s each.
  expect(msLeft({ ...run, done: 84, cached: 80, elapsedMs: 4000 })).toBe(16_000);
  expect(msLeft({ ...run, done: 4, cached: 0, elapsedMs: 4000 })).toBe(16_000);
  expect(msLeft({ ...run, done: 80, cached: 80, elapsedMs: 0 })).toBeUndefined();
  // A row that failed is not waited for, nor is the rate its own.
  expect(msLeft({ ...run, done: 85, cached: 80, failed: 1, elapsedMs: 4000 })).toBe(15_000);
  // More was to compute than was known.
  expect(msLeft({ ...run, done: 90, cached: 60, elapsedMs: 30_000 })).toBe(0);
});

test('an export goes on as fast as it went', () => {
  expect(msLeft({ ...IDLE_RUN, status: 'exporting', total: 10, done: 4, elapsedMs: 2000 })).toBe(3000);
  expect(msLeft({ ...IDLE_RUN, status: 'exporting', total: 10 })).toBeUndefined();
  expect(msLeft({ ...IDLE_RUN, status: 'exporting', total: 10, done: 4 })).toBeUndefined();
});

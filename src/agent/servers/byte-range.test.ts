import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRange } from './byte-range.ts';

test.each([
  ['bytes=0-0', { start: 0, end: 1 }],
  ['bytes=2-5', { start: 2, end: 6 }],
  ['bytes=2-', { start: 2, end: 10 }],
  ['bytes=-4', { start: 6, end: 10 }],
  ['bytes=-40', { start: 0, end: 10 }],
  ['bytes=8-99999999999999999999', { start: 8, end: 10 }],
  ['BYTES=9-9', { start: 9, end: 10 }],
])('%s of ten bytes is a range', (header, range) => {
  expect(readRange(header, 10)).toEqual(range);
});

test.each(['bytes=10-', 'bytes=10-12', 'bytes=-0', 'bytes=99999999999999999999-'])(
  '%s of ten bytes has nothing',
  (header) => {
    expect(readRange(header, 10)).toBe('unsatisfiable');
  },
);

test.each([null, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=0-1,3-4', 'samples=0-1', 'bytes=a-b', 'bytes=1.5-2'])(
  '%s means the whole file',
  (header) => {
    expect(readRange(header, 10)).toBeUndefined();
  },
);

test('whatever is asked for, a range lies inside the file and is not empty', () => {
  const numbers = fc.option(fc.nat(), { nil: '' });
  fc.assert(
    fc.property(numbers, numbers, fc.nat(), (first, last, size) => {
      const range = readRange(`bytes=${first}-${last}`, size);
      if (typeof range !== 'object') return;
      expect(range.start).toBeGreaterThanOrEqual(0);
      expect(range.end).toBeGreaterThan(range.start);
      expect(range.end).toBeLessThanOrEqual(size);
    }),
  );
});

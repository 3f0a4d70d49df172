import { expect, test } from 'vitest';
import { GrowingPeaks } from './growing-peaks.ts';

/** Extremes that tell each stretch from every other. */
function columnsOf(count: number): Float32Array {
  return Float32Array.from({ length: 2 * count }, (_, index) => {
    const value = ((index * 7919) % 4093) / 4093;
    return index % 2 === 0 ? -value : value;
  });
}

test.each([1, 8192, 8193, 20_000, 65_537])('%i columns keep their extremes wherever they are merged', (count) => {
  const given = columnsOf(count);
  const peaks = new GrowingPeaks(256);
  for (let start = 0; start < given.length; start += 14) peaks.add(given.subarray(start, start + 14));
  const merged = peaks.framesPerColumn / 256;
  expect(peaks.count).toBe(Math.ceil(count / merged));
  expect(peaks.count).toBeLessThanOrEqual(8192);
  for (let column = 0; column < peaks.count; column++) {
    const part = given.subarray(2 * column * merged, 2 * (column + 1) * merged);
    const lows = part.filter((_, index) => index % 2 === 0);
    const highs = part.filter((_, index) => index % 2 === 1);
    expect(peaks.data[2 * column]).toBe(Math.min(...lows));
    expect(peaks.data[2 * column + 1]).toBe(Math.max(...highs));
  }
});

import { expect, test } from 'vitest';
import { geometricMean } from './measures.ts';

test('the mean f0 is geometric and leaves unvoiced frames out', () => {
  expect(geometricMean(Float64Array.of(0, 100, 0, 400))).toBeCloseTo(200, 9);
});

test('a sound without voice has no mean f0', () => {
  expect(geometricMean(new Float64Array(5))).toBeUndefined();
});

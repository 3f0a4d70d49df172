import { expect, it } from 'vitest';
import { PythonRandom } from '../base/python-random.ts';
import { standardNormal } from './normal.ts';

const random = new PythonRandom('normal');
const drawn = Array.from({ length: 40_000 }, () => standardNormal(random));
const share = (isCounted: (value: number) => boolean) => drawn.filter(isCounted).length / drawn.length;

// Standard errors at this number: 0.005 of the mean, 0.0025 of a share of a half.
it.each([
  [-2.3263, 0.01],
  [-1.6449, 0.05],
  [-0.6745, 0.25],
  [0, 0.5],
  [0.2533, 0.6],
  [1, 0.8413],
  [1.96, 0.975],
  [3.0902, 0.999],
])('has as much below %d as the normal distribution', (quantile, below) => {
  const error = Math.sqrt((below * (1 - below)) / drawn.length);
  expect(Math.abs(share((value) => value < quantile) - below)).toBeLessThan(4 * error);
});

it('has mean 0 and variance 1', () => {
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const variance = drawn.reduce((sum, value) => sum + value * value, 0) / drawn.length;
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(variance - 1)).toBeLessThan(0.03);
});

it('is the same from the same seed, to the last bit', () => {
  const seeded = new PythonRandom('1 f0');
  expect(Array.from({ length: 4 }, () => standardNormal(seeded))).toEqual(GOLDEN);
});

/** Comparisons, sums, products and quotients of doubles: the same on every machine. */
const GOLDEN = [0.17602150714685327, -0.5034551730671479, -0.34181671384490353, 0.05294471762542585];

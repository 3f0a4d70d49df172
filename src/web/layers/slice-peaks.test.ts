import { expect, test } from 'vitest';
import { peaksOf, shiftsOf } from './slice-peaks.ts';

/** dB at bins of 100 Hz: parabolas of 3 dB per 100 Hz squared around the peaks, the highest of them. */
function spectrum(peaks: readonly (readonly [hertz: number, db: number])[]): Float32Array {
  return Float32Array.from({ length: 60 }, (_, bin) =>
    Math.max(-90, ...peaks.map(([hertz, db]) => db - 3 * (bin - hertz / 100) ** 2)),
  );
}

test('peaks are where a spectrum is higher than around it, in their order', () => {
  const found = peaksOf(
    spectrum([
      [500, -20],
      [1500, -30],
      [2500, -25],
    ]),
    60,
    100,
  );
  expect(found).toEqual([
    { frequency: 500, levelDb: -20 },
    { frequency: 1500, levelDb: -30 },
    { frequency: 2500, levelDb: -25 },
  ]);
});

test('a ripple is no peak, nor is what lies 50 dB below', () => {
  const wavy = spectrum([
    [500, -20],
    [2500, -75],
  ]);
  wavy[7] = (wavy[6] ?? 0) + 1;
  expect(peaksOf(wavy, 60, 100).map(({ frequency }) => frequency)).toEqual([500]);
});

test('a peak went to the one nearest to where the recipe shifts it, and to none that is far from there', () => {
  const at = (...hertz: number[]) => hertz.map((frequency) => ({ frequency, levelDb: -30 }));
  const moved = shiftsOf(at(500, 1500, 2500), at(400, 1210, 2900), 0.8);
  expect(moved.map(({ from, to }) => [from.frequency, to.frequency])).toEqual([
    [500, 400],
    [1500, 1210],
  ]);
});

test('nothing went anywhere where the tract stays as long as it was', () => {
  const peaks = [{ frequency: 500, levelDb: -30 }];
  expect(shiftsOf(peaks, peaks, 1)).toEqual([]);
});

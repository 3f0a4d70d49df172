import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FULL_SCALE, isClipped } from '../../core/audio/full-scale.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { clippedCells } from './clip-marks.ts';
import { POWER_CELL, PyramidBuilder, WavePyramid } from './wave-pyramid.ts';

const at = (x: Float64Array, index: number) => x[index] ?? 0;

/** Sample by sample. */
function expected(x: Float64Array, size: number): readonly number[] {
  return Array.from({ length: Math.ceil(x.length / size) }, (_, cell) => {
    const end = Math.min((cell + 1) * size, x.length);
    for (let index = cell * size; index < end; index++) {
      if (isClipped(at(x, index - 1), at(x, index), at(x, index + 1))) return 1;
    }
    return 0;
  });
}

test('a run is two samples at the full scale of 16 bits; one alone is a peak', async () => {
  const { view } = await kernelsForTest();
  const marks = (...x: number[]) => {
    const samples = Float64Array.from(x);
    return [...(clippedCells(samples, 2, view.minMax(samples, 2)) ?? [])];
  };
  expect(marks(0, 1, 0.5, 1)).toEqual([]);
  expect(marks(0, 0.9, FULL_SCALE, FULL_SCALE)).toEqual([0, 1]);
  // Over the border of two cells, and from one side to the other.
  expect(marks(0, 1, -1, 0, 0, 0)).toEqual([1, 1, 0]);
  expect(marks(0.9999, 0.9999, 0.9999)).toEqual([]);
});

test('however a sound comes in blocks and at whatever zoom, the cells of its runs are marked', async () => {
  const kernels = await kernelsForTest();
  const block = POWER_CELL;
  const places = fc.array(fc.tuple(fc.nat(4 * POWER_CELL - 1), fc.integer({ min: 1, max: 3 })), { maxLength: 6 });
  await fc.assert(
    fc.property(places, fc.boolean(), fc.integer({ min: 6, max: 12 }), (runs, atBorder, k) => {
      const x = new Float64Array(4 * POWER_CELL + 100);
      for (const [start, length] of runs) x.fill(-1, start, start + length);
      if (atBorder) x.fill(1, block - 1, block + 1);
      const builder = new PyramidBuilder(x.length, kernels);
      for (let start = 0; start < x.length; start += block) builder.add(x.subarray(start, start + block));
      const all = expected(x, 2 ** k);
      const found = new WavePyramid(builder.finish()).clipped(2 ** k, 0, all.length);
      expect(found ? [...found] : all.map(() => 0)).toEqual(all);
      expect(found === undefined).toBe(!all.includes(1));
    }),
    { numRuns: 60 },
  );
});

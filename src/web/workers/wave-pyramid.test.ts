import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { POWER_CELL, PyramidBuilder, WavePyramid } from './wave-pyramid.ts';

/** Anything, and not twice the same. */
function noise(frames: number, seed: number): Float64Array {
  let state = seed + 1;
  return Float64Array.from({ length: frames }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  });
}

async function pyramidOf(x: Float64Array, block: number): Promise<WavePyramid> {
  const builder = new PyramidBuilder(x.length, await kernelsForTest());
  for (let start = 0; start < x.length; start += block) builder.add(x.subarray(start, start + block));
  return new WavePyramid(builder.finish());
}

const exponent = (least: number) => fc.integer({ min: least, max: 16 });

test('cells of any size have the least and the greatest of their samples', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 90_000 }), fc.nat(999), exponent(6), async (frames, seed, k) => {
      const x = noise(frames, seed);
      const cells = (await pyramidOf(x, 8 * POWER_CELL)).peaks(2 ** k, 0, Math.ceil(frames / 2 ** k));
      expect(cells).toEqual((await kernelsForTest()).view.minMax(x, 2 ** k));
    }),
    { numRuns: 40 },
  );
});

test('a stretch of cells is that of the whole', async () => {
  const x = noise(70_001, 3);
  const pyramid = await pyramidOf(x, 4 * POWER_CELL);
  const all = pyramid.peaks(128, 0, 547);
  expect(all).toHaveLength(2 * 547);
  expect(pyramid.peaks(128, 540, 100)).toEqual(all.subarray(2 * 540));
  expect(pyramid.peaks(128, 17, 5)).toEqual(all.subarray(34, 44));
});

test('mean squares are those of the samples, the last cell among them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300_000 }), exponent(10), async (frames, k) => {
      const x = noise(frames, 7);
      const size = 2 ** k;
      const power = (await pyramidOf(x, 16 * POWER_CELL)).power(size, 0, Math.ceil(frames / size));
      const last = power.length - 1;
      for (const cell of [0, last]) {
        const part = x.subarray(cell * size, (cell + 1) * size);
        const direct = part.reduce((sum, value) => sum + value * value, 0) / part.length;
        expect(power[cell]! / direct, `cell ${cell} of ${power.length}`).toBeCloseTo(1, 5);
      }
    }),
    { numRuns: 20 },
  );
});

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { LevelKernel } from './kernels.ts';

let level: LevelKernel;
beforeAll(async () => {
  level = (await kernelsForTest()).level;
});

const samples = (maxLength = 200): fc.Arbitrary<Float64Array> =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { maxLength }).map((values) => Float64Array.from(values));

/** Longer than one block, with a rest that fills no leaf. */
const LONG = 65536 + 12_345;
const longRamp = Float64Array.from({ length: LONG }, (_, i) => (i % 1000) / 1000 - 0.3);

describe('rms', () => {
  test('a constant has itself for rms', () => {
    expect(level.rms([new Float64Array(1000).fill(-0.25)])).toBe(0.25);
  });

  test('all channels count together', () => {
    expect(level.rms([Float64Array.of(3, 3), Float64Array.of(4, 4)])).toBe(Math.sqrt(12.5));
  });

  test('nothing has rms 0', () => {
    expect(level.rms([])).toBe(0);
    expect(level.rms([new Float64Array(0)])).toBe(0);
  });

  test('it agrees with the plain formula', () => {
    fc.assert(
      fc.property(samples(3000), (x) => {
        const mean = x.reduce((sum, value) => sum + value * value, 0) / Math.max(1, x.length);
        expect(level.rms([x])).toBeCloseTo(Math.sqrt(mean), 12);
      }),
    );
  });

  test('ten million equal squares keep fifteen digits, where a running sum keeps twelve', () => {
    const x = new Float64Array(10_000_000).fill(0.1);
    expect(Math.abs(level.rms([x]) - 0.1)).toBeLessThan(1e-16);
  });
});

describe('peak', () => {
  test('the most negative sample counts, wherever it is', () => {
    const x = longRamp.slice();
    x[LONG - 1] = -3;
    expect(level.peak([longRamp, x])).toBe(3);
  });

  test('nothing has peak 0', () => {
    expect(level.peak([])).toBe(0);
  });
});

describe('isFinite', () => {
  test('ordinary samples are, the largest double too', () => {
    expect(level.isFinite([longRamp, Float64Array.of(Number.MAX_VALUE, -Number.MAX_VALUE)])).toBe(true);
  });

  test.each([Number.NaN, Infinity, -Infinity])('one %s anywhere is found', (bad) => {
    for (const place of [0, 1, 65535, 65536, LONG - 1]) {
      const x = longRamp.slice();
      x[place] = bad;
      expect(level.isFinite([longRamp, x])).toBe(false);
    }
  });
});

describe('scale', () => {
  test('every sample of a long sound is multiplied once', () => {
    expect(level.scale([longRamp], 0.7)[0]).toEqual(longRamp.map((value) => value * 0.7));
  });

  test('the input is left alone', () => {
    const x = Float64Array.of(1, 2, 3);
    const [y] = level.scale([x], 2);
    expect([...x]).toEqual([1, 2, 3]);
    expect(y!.buffer).not.toBe(x.buffer);
  });
});

describe('matchRms', () => {
  test('the result has the level asked for, over all channels', () => {
    fc.assert(
      fc.property(samples(), samples(), fc.double({ min: 1e-3, max: 1, noNaN: true }), (left, right, target) => {
        fc.pre(level.rms([left, right]) > 1e-6);
        expect(level.rms(level.matchRms([left, right], target)) / target).toBeCloseTo(1, 12);
      }),
    );
  });

  test('samples are divided first and multiplied then', () => {
    const x = Float64Array.of(0.3, -0.7, 0.11);
    const rms = level.rms([x]);
    expect(level.matchRms([x], 0.123)[0]).toEqual(x.map((value) => (value / rms) * 0.123));
  });

  test('silence stays silence', () => {
    expect(level.matchRms([new Float64Array(3)], 0.5)).toEqual([new Float64Array(3)]);
  });

  test('a target of 0 gives zeros, not minus zeros', () => {
    expect(level.matchRms([Float64Array.of(-1, 1)], 0)).toEqual([Float64Array.of(0, 0)]);
  });
});

describe('preventClipping', () => {
  test('below full scale nothing changes', () => {
    const x = Float64Array.of(0.999, -0.5);
    const result = level.preventClipping([x]);
    expect(result).toEqual({ channels: [x], gain: 1 });
    expect(result.channels[0]!.buffer).not.toBe(x.buffer);
  });

  test('full scale itself is brought to 0.98', () => {
    expect(level.preventClipping([Float64Array.of(-1, 0.5)])).toEqual({
      channels: [Float64Array.of(-0.98, 0.49)],
      gain: 0.98,
    });
  });

  test('one factor, rounded once, serves all channels', () => {
    const gain = 0.98 / 3;
    expect(level.preventClipping([Float64Array.of(3), Float64Array.of(0.7)])).toEqual({
      channels: [Float64Array.of(3 * gain), Float64Array.of(0.7 * gain)],
      gain,
    });
  });
});

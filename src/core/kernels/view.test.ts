import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { SpectrogramOptions, ViewKernel } from './view-kernel.ts';

let view: ViewKernel;
beforeAll(async () => {
  view = (await kernelsForTest()).view;
});

const SAMPLE_RATE = 16_000;
const OPTIONS: SpectrogramOptions = {
  windowLength: 0.03,
  hop: 160,
  start: 0,
  columns: 100,
  maxFrequency: 8000,
  preEmphasis: 0,
};

const sine = (frequency: number, amplitude = 1, length = SAMPLE_RATE): Float64Array =>
  Float64Array.from({ length }, (_, i) => amplitude * Math.sin((2 * Math.PI * frequency * i) / SAMPLE_RATE));

/** Gaussian enough, seeded. */
function noise(length: number): Float64Array {
  let state = 1;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  return Float64Array.from({ length }, () => (uniform() + uniform() + uniform() + uniform()) * Math.sqrt(3));
}

const column = (levelDb: Float32Array, bins: number, c: number): Float32Array =>
  levelDb.subarray(c * bins, (c + 1) * bins);

describe('spectrogram', () => {
  test.each([0.005, 0.03])('a sine stands at its frequency, window %s s', (windowLength) => {
    const { levelDb, bins, binWidth } = view.spectrogram(sine(1000), SAMPLE_RATE, { ...OPTIONS, windowLength });
    const middle = column(levelDb, bins, 50);
    expect(Math.abs(middle.indexOf(Math.max(...middle)) * binWidth - 1000)).toBeLessThanOrEqual(binWidth / 2);
  });

  test.each([0.005, 0.03])(
    'the density of a full-scale sine adds up to its power, 1/2, window %s s',
    (windowLength) => {
      const { levelDb, bins, binWidth } = view.spectrogram(sine(1000), SAMPLE_RATE, { ...OPTIONS, windowLength });
      const power = column(levelDb, bins, 50).reduce((sum, db) => sum + 10 ** (db / 10) * binWidth, 0);
      expect(power).toBeCloseTo(0.5, 3);
    },
  );

  test('white noise of rms 1 lies at -10 lg(fs / 2) dB whatever the window', () => {
    for (const windowLength of [0.005, 0.03]) {
      const { levelDb } = view.spectrogram(noise(SAMPLE_RATE), SAMPLE_RATE, { ...OPTIONS, windowLength });
      const power = levelDb.reduce((sum, db) => sum + 10 ** (db / 10), 0) / levelDb.length;
      expect(10 * Math.log10(power)).toBeCloseTo(-10 * Math.log10(SAMPLE_RATE / 2), 0);
    }
  });

  test('half the amplitude is 6.02 dB less', () => {
    const loud = view.spectrogram(sine(1000), SAMPLE_RATE, OPTIONS);
    const soft = view.spectrogram(sine(1000, 0.5), SAMPLE_RATE, OPTIONS);
    const at = Math.round(1000 / loud.binWidth) + 50 * loud.bins;
    expect(loud.levelDb[at]! - soft.levelDb[at]!).toBeCloseTo(20 * Math.log10(2), 4);
  });

  test('pre-emphasis adds its slope above 50 Hz', () => {
    const flat = view.spectrogram(noise(4000), SAMPLE_RATE, { ...OPTIONS, columns: 20 });
    const tilted = view.spectrogram(noise(4000), SAMPLE_RATE, { ...OPTIONS, columns: 20, preEmphasis: 6 });
    for (const bin of [0, 1, 10, 100, 500]) {
      const octaves = Math.max(0, Math.log2((bin * flat.binWidth) / 50));
      const at = 7 * flat.bins + bin;
      expect(tilted.levelDb[at]! - flat.levelDb[at]!).toBeCloseTo(6 * octaves, 3);
    }
  });

  test('a column is centred on its sample', () => {
    const click = new Float64Array(4000);
    click[1600] = 1;
    const { levelDb, bins } = view.spectrogram(click, SAMPLE_RATE, { ...OPTIONS, hop: 100, columns: 33 });
    const at1000Hz = Array.from({ length: 33 }, (_, c) => levelDb[c * bins + 100]!);
    expect(at1000Hz.indexOf(Math.max(...at1000Hz))).toBe(16);
    expect(at1000Hz[15]).toBeCloseTo(at1000Hz[17]!, 3);
  });

  test('silence, and what lies beyond the sound, has the floor level and not minus infinity', () => {
    const { levelDb } = view.spectrogram(sine(1000, 1, 100), SAMPLE_RATE, { ...OPTIONS, start: 50_000, columns: 3 });
    expect(new Set(levelDb)).toEqual(new Set([-200]));
    expect(view.spectrogram(new Float64Array(0), SAMPLE_RATE, { ...OPTIONS, columns: 1 }).levelDb[0]).toBe(-200);
  });

  test('a column does not depend on which others are asked for', () => {
    const x = noise(70_000);
    const { levelDb: all, bins } = view.spectrogram(x, SAMPLE_RATE, {
      ...OPTIONS,
      start: -500,
      hop: 700,
      columns: 101,
    });
    fc.assert(
      fc.property(fc.nat(100), (c) => {
        const one = view.spectrogram(x, SAMPLE_RATE, { ...OPTIONS, start: c * 700 - 500, columns: 1 });
        expect(one.levelDb).toEqual(all.slice(c * bins, (c + 1) * bins));
      }),
      { numRuns: 20 },
    );
  });

  test('bins stop at the highest frequency asked for, and at Nyquist', () => {
    const { bins, binWidth } = view.spectrogram(sine(100), SAMPLE_RATE, { ...OPTIONS, maxFrequency: 5000 });
    expect((bins - 1) * binWidth).toBeLessThanOrEqual(5000);
    expect(bins * binWidth).toBeGreaterThan(5000);
    const whole = view.spectrogram(sine(100), SAMPLE_RATE, { ...OPTIONS, maxFrequency: 1e6 });
    expect((whole.bins - 1) * whole.binWidth).toBe(SAMPLE_RATE / 2);
  });

  test('a hop of nothing is refused', () => {
    expect(() => view.spectrogram(sine(1), SAMPLE_RATE, { ...OPTIONS, hop: 0 })).toThrow('whole samples');
  });
});

describe('minMax', () => {
  const plain = (x: Float64Array, cell: number): number[] =>
    Array.from({ length: Math.ceil(x.length / cell) }, (_, i) => x.subarray(i * cell, (i + 1) * cell)).flatMap(
      (part) => [
        Math.fround(part.reduce((a, b) => Math.min(a, b))),
        Math.fround(part.reduce((a, b) => Math.max(a, b))),
      ],
    );

  test('every cell has its smallest and largest sample', () => {
    const sample = fc.double({ min: -1, max: 1, noNaN: true }).map((value) => value + 0);
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 300 }), fc.integer({ min: 1, max: 320 }), (values, cell) => {
        const x = Float64Array.from(values);
        expect([...view.minMax(x, cell)].map((value) => value + 0)).toEqual(plain(x, cell).map((value) => value + 0));
      }),
    );
  });

  test.each([1, 999, 65_535, 65_536, 65_537, 150_000, 1_000_000])('a long sound in cells of %d', (cell) => {
    const x = noise(200_003);
    expect([...view.minMax(x, cell)]).toEqual(plain(x, cell));
  });

  test('no samples are no cells', () => {
    expect(view.minMax(new Float64Array(0), 100)).toHaveLength(0);
  });

  test('a cell of half a sample is refused', () => {
    expect(() => view.minMax(new Float64Array(1), 0.5)).toThrow('whole number');
  });
});

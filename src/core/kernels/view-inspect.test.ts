import { beforeAll, describe, expect, test } from 'vitest';
import figures from '../../testing/golden/inspection/figures.json' with { type: 'json' };
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { ViewKernel } from './view-kernel.ts';

let view: ViewKernel;
beforeAll(async () => {
  view = (await kernelsForTest()).view;
});

const { sampleRate, resonances } = figures;
const X = Float64Array.from(figures.samples, (sample) => sample / 32768);

describe('intensity', () => {
  const { floor, step, levelDb } = figures.intensity;
  const all = { floor, step, start: 0, frames: levelDb.length };

  test('agrees with NumPy in every frame', () => {
    const found = view.intensity(X, sampleRate, all);
    for (const [frame, level] of levelDb.entries()) expect(found[frame], `frame ${frame}`).toBeCloseTo(level, 9);
  });

  test('a sine of amplitude 1 has -3.01 dB, an offset none at all', () => {
    const sine = Float64Array.from({ length: 8000 }, (_, i) => Math.sin((2 * Math.PI * 250 * i) / 8000));
    expect(view.intensity(sine, 8000, { ...all, start: 60, frames: 1 })[0]).toBeCloseTo(10 * Math.log10(0.5), 6);
    const offset = new Float64Array(8000).fill(0.25);
    expect(view.intensity(offset, 8000, { ...all, start: 60, frames: 1 })[0]).toBeLessThan(-150);
  });

  test('a frame does not depend on which others are asked for', () => {
    const found = view.intensity(X, sampleRate, all);
    for (const start of [0, 7, 31]) {
      expect(view.intensity(X, sampleRate, { ...all, start, frames: 1 })[0]).toBe(found[start]);
    }
  });

  test('silence, and what lies beyond the sound, has a level', () => {
    expect([...view.intensity(new Float64Array(100), 8000, { ...all, frames: 2 })]).toEqual([-200, -200]);
    expect(view.intensity(new Float64Array(0), 8000, { ...all, start: 500, frames: 1 })[0]).toBe(-200);
  });
});

describe('formants', () => {
  const { count, windowLength, emphasisFrom, step, rows } = figures.formants;
  const all = { ceiling: sampleRate / 2, count, windowLength, emphasisFrom, step, start: 0, frames: rows.length };
  const rowOf = (found: Float64Array, frame: number) => [...found.subarray(frame * 2 * count, (frame + 1) * 2 * count)];

  test('agree with NumPy in every frame', () => {
    const found = view.formants(X, sampleRate, all);
    for (const [frame, row] of rows.entries()) {
      const own = rowOf(found, frame);
      for (const [index, value] of row.entries()) expect(own[index], `frame ${frame}, ${index}`).toBeCloseTo(value, 5);
    }
  });

  test('lie near the resonances that the vowel was made with', () => {
    const [first, , third, , fifth] = resonances.map(([frequency = 0]) => frequency);
    const [f1 = 0, , , , f3 = 0, , , , f5 = 0] = rowOf(view.formants(X, sampleRate, all), 20);
    expect(Math.abs(f1 / first! - 1)).toBeLessThan(0.2);
    expect(Math.abs(f3 / third! - 1)).toBeLessThan(0.05);
    expect(Math.abs(f5 / fifth! - 1)).toBeLessThan(0.02);
  });

  test('a frame does not depend on which others are asked for, at any rate', () => {
    const x = Float64Array.from({ length: 3 * 44_100 }, (_, i) => X[Math.floor(i / 4) % X.length] ?? 0);
    const options = { ...all, ceiling: 5000, frames: 400 };
    const found = view.formants(x, 44_100, options);
    for (const start of [0, 199, 350]) {
      const one = view.formants(x, 44_100, { ...options, start, frames: 1 });
      expect([...one]).toEqual(rowOf(found, start));
    }
  });

  test('silence has none', () => {
    expect([...view.formants(new Float64Array(4000), 11_000, { ...all, frames: 3 })]).toEqual(Array(30).fill(0));
  });

  test('more than ten are refused', () => {
    expect(() => view.formants(X, sampleRate, { ...all, count: 11 })).toThrow('fits no order');
  });
});

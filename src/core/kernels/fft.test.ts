import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';

const { fft } = await kernelsForTest();

const sizes = Array.from({ length: 16 }, (_, i) => 2 ** (i + 1));

/** Reproducible noise in -1..1. */
function noise(n: number, seed = 1): Float64Array {
  let state = seed;
  return Float64Array.from({ length: n }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

/** The sum of the definition, bin by bin, with the angle reduced in integers. */
function naiveBin(x: Float64Array, k: number): { re: number; im: number } {
  const n = x.length;
  let re = 0;
  let im = 0;
  x.forEach((value, i) => {
    const angle = (-2 * Math.PI * ((i * k) % n)) / n;
    re += value * Math.cos(angle);
    im += value * Math.sin(angle);
  });
  return { re, im };
}

function energy(x: Float64Array): number {
  return x.reduce((sum, value) => sum + value * value, 0);
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

describe.each(sizes)('real transform of %i samples', (n) => {
  const bins = n / 2 + 1;

  it('gives an impulse a flat spectrum', () => {
    const x = new Float64Array(n);
    x[0] = 1;
    const { re, im } = fft.realForward(x);
    expect(re).toEqual(new Float64Array(bins).fill(1));
    expect(im.map(Math.abs)).toEqual(new Float64Array(bins));
  });

  it('gives a constant one bin, at 0 Hz', () => {
    const { re, im } = fft.realForward(new Float64Array(n).fill(1));
    const expected = new Float64Array(bins);
    expected[0] = n;
    expect(re).toEqual(expected);
    expect(im.map(Math.abs)).toEqual(new Float64Array(bins));
  });

  it('gives a cosine and a sine at a bin half their samples there, and nothing elsewhere', () => {
    const at = Math.max(1, Math.floor(n / 5));
    if (at === n / 2) return;
    const angle = (i: number) => (2 * Math.PI * ((i * at) % n)) / n;
    const cosine = fft.realForward(Float64Array.from({ length: n }, (_, i) => Math.cos(angle(i))));
    const sine = fft.realForward(Float64Array.from({ length: n }, (_, i) => Math.sin(angle(i))));
    const expected = new Float64Array(bins);
    expected[at] = n / 2;
    const nothing = new Float64Array(bins);
    const tolerance = 1e-15 * n;
    expect(largestDifference(cosine.re, expected)).toBeLessThan(tolerance);
    expect(largestDifference(cosine.im, nothing)).toBeLessThan(tolerance);
    expect(largestDifference(sine.re, nothing)).toBeLessThan(tolerance);
    expect(
      largestDifference(
        sine.im,
        expected.map((value) => -value),
      ),
    ).toBeLessThan(tolerance);
  });

  it('agrees with the sum of the definition', () => {
    const x = noise(n);
    const { re, im } = fft.realForward(x);
    const tolerance = 4e-15 * Math.sqrt(n * energy(x));
    const step = Math.max(1, Math.floor(bins / 23));
    for (let k = 0; k < bins; k += step) {
      const expected = naiveBin(x, k);
      expect(Math.abs(re[k]! - expected.re)).toBeLessThan(tolerance);
      expect(Math.abs(im[k]! - expected.im)).toBeLessThan(tolerance);
    }
    expect(im[0]).toBe(0);
    expect(im[n / 2]).toBe(0);
  });

  it('keeps the energy (Parseval)', () => {
    const x = noise(n, 7);
    const { re, im } = fft.realForward(x);
    let sum = 0;
    for (let k = 0; k < bins; k++) sum += (k === 0 || k === n / 2 ? 1 : 2) * (re[k]! ** 2 + im[k]! ** 2);
    expect(sum / n / energy(x)).toBeCloseTo(1, 13);
  });

  it('comes back n times as large', () => {
    const x = noise(n, 3);
    const { re, im } = fft.realForward(x);
    const back = fft.realInverse(re, im).map((value) => value / n);
    expect(largestDifference(back, x)).toBeLessThan(2e-15);
  });

  it('ignores the imaginary parts at 0 Hz and at Nyquist on the way back', () => {
    const { re, im } = fft.realForward(noise(n, 5));
    const back = fft.realInverse(re, im);
    im[0] = 3;
    im[n / 2] = -2;
    expect(fft.realInverse(re, im)).toEqual(back);
  });
});

it('is linear', () => {
  const sample = fc.double({ min: -1, max: 1, noNaN: true });
  const signal = fc.array(sample, { minLength: 64, maxLength: 64 }).map((values) => Float64Array.from(values));
  fc.assert(
    fc.property(signal, signal, sample, (x, y, gain) => {
      const both = fft.realForward(x.map((value, i) => value + gain * y[i]!));
      const one = fft.realForward(x);
      const other = fft.realForward(y);
      expect(
        largestDifference(
          both.re,
          one.re.map((value, k) => value + gain * other.re[k]!),
        ),
      ).toBeLessThan(1e-13);
      expect(
        largestDifference(
          both.im,
          one.im.map((value, k) => value + gain * other.im[k]!),
        ),
      ).toBeLessThan(1e-13);
    }),
  );
});

it('leaves its input alone and gives fresh arrays', () => {
  const x = noise(256);
  const kept = x.slice();
  const first = fft.realForward(x);
  const copy = first.re.slice();
  fft.realForward(noise(256, 9));
  expect(x).toEqual(kept);
  expect(first.re).toEqual(copy);
});

it.each([0, 1, 3, 48, 1000])('refuses %i samples, which is no power of two of at least 2', (n) => {
  expect(() => fft.realForward(new Float64Array(n))).toThrow(`got ${n}`);
});

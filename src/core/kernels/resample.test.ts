import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { noiseClip } from '../../testing/signals.ts';
import type { ResampleKernel } from './kernels.ts';
import { complete } from './sliced.ts';

let resample: ResampleKernel;
beforeAll(async () => {
  resample = (await kernelsForTest()).resample;
});

const tone = (samples: number, rate: number, frequency: number) =>
  Float64Array.from({ length: samples }, (_, n) => Math.sin((2 * Math.PI * frequency * n) / rate));

const convert = (x: Float64Array, from: number, to: number) => complete(resample.convert([x], from, to))[0]!;

describe('resample', () => {
  // As the original counts.
  it.each([
    [85_046, 44_100, 48_000, 92_567],
    [11_025, 22_050, 44_100, 22_050],
    [30_856, 16_000, 48_000, 92_568],
    [1000, 48_000, 44_100, 918],
    [1, 48_000, 8000, 0],
  ])('makes of %d frames at %d Hz, at %d Hz, %d', (frames, from, to, length) => {
    expect(resample.length(frames, from, to)).toBe(length);
    expect(convert(new Float64Array(frames), from, to)).toHaveLength(length);
  });

  it.each([
    [44_100, 48_000],
    [48_000, 44_100],
    [16_000, 48_000],
    [44_100, 16_000],
    [44_100, 44_101],
  ])('gives a tone at %d Hz back at %d Hz, without delay', (from, to) => {
    const got = convert(tone(from, from, 1234.5), from, to);
    const want = tone(got.length, to, 1234.5);
    let worst = 0;
    // Away from the ends, where the tone stops at once.
    for (let k = Math.ceil(to / 4); k < (3 * to) / 4; k++) worst = Math.max(worst, Math.abs(got[k]! - want[k]!));
    expect(worst).toBeLessThan(1e-7);
  });

  // libsamplerate 0.2.2, sinc_best, in float32: an impulse at input sample 100, from output sample `first` on.
  it.each([
    [22_050, 44_100, 200, [0.9657284021377563, 0.6356370449066162, 0.03419238701462746, -0.2092658430337906]],
    [22_050, 44_100, 250, [0.004357240162789822, 0.008974399417638779, -0.0031700399704277515]],
    [44_100, 48_000, 105, [-0.0861697718501091, 0.12120884656906128, -0.17092402479376984, 0.2917782664299011]],
  ])('has the response of the original from %d to %d Hz', (from, to, first, expected) => {
    const impulse = new Float64Array(200);
    impulse[100] = 1;
    const got = convert(impulse, from, to);
    for (const [index, value] of expected.entries()) expect(Math.abs(got[first + index]! - value)).toBeLessThan(2e-7);
  });

  it('is linear and knows no channel but its own', () => {
    const [a, b] = [noiseClip(20_000, 16_000, 0.5, 1).channels[0]!, noiseClip(20_000, 16_000, 0.5, 2).channels[0]!];
    const both = complete(resample.convert([a, b], 16_000, 44_100));
    expect(both[0]).toEqual(convert(a, 16_000, 44_100));
    expect(both[1]).toEqual(convert(b, 16_000, 44_100));
  });

  it('changes nothing between equal rates, and gives fresh arrays', () => {
    const x = tone(100, 8000, 440);
    const got = convert(x, 8000, 8000);
    expect(got).toEqual(x);
    expect(got).not.toBe(x);
  });

  it('cuts long sounds into slices', () => {
    const progress = [...resample.convert([new Float64Array(200_000)], 48_000, 44_100)];
    expect(progress.length).toBeGreaterThan(5);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  });

  it('takes any two rates and any length', () => {
    const rate = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(rate, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 300 }), (low, times, frames) => {
        for (const [from, to] of [
          [low, low * times + 1],
          [low * times + 1, low],
        ] as const) {
          const got = convert(new Float64Array(frames).fill(0.5), from, to);
          expect(got).toHaveLength(resample.length(frames, from, to));
          expect(got.every((each) => Math.abs(each) < 0.7)).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('refuses rates that are none', () => {
    for (const rate of [0, -1, 44_100.5, 2 ** 30])
      expect(() => convert(tone(10, 10, 1), 8000, rate)).toThrow('whole numbers of Hz');
  });
});

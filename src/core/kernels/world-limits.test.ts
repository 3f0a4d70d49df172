import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { WorldAnalysis } from './kernels.ts';
import { complete } from './sliced.ts';

/** Sounds and contours at the edge of what there is: each gives finite numbers of the right shape, or one clear error. */

const { world, level } = await kernelsForTest();

/** A voice of ten harmonics. Not a signature: any sound does. */
function voice(f0: number, sampleRate: number, samples: number): Float64Array {
  return Float64Array.from({ length: samples }, (_, i) => {
    let sum = 0;
    for (let h = 1; h <= 10 && h * f0 < sampleRate / 2; h++)
      sum += Math.sin((2 * Math.PI * h * f0 * i) / sampleRate) / h;
    return 0.2 * sum;
  });
}

function expectSound(analysis: WorldAnalysis, frames: number): void {
  const { f0, fftSize, spectralEnvelope, aperiodicity } = analysis;
  const bins = fftSize / 2 + 1;
  expect([f0.length, spectralEnvelope.length, aperiodicity.length]).toEqual([frames, frames * bins, frames * bins]);
  expect(level.isFinite([f0, spectralEnvelope, aperiodicity])).toBe(true);
  expect(spectralEnvelope.every((power) => power > 0)).toBe(true);
  expect(aperiodicity.every((ratio) => ratio > 0 && ratio < 1)).toBe(true);
}

function expectFinite(y: Float64Array, length: number): void {
  expect(y.length).toBe(length);
  expect(level.isFinite([y])).toBe(true);
}

function flat(f0: Float64Array, sampleRate = 16000, framePeriodMs = 5): WorldAnalysis {
  const fftSize = world.fftSize(sampleRate);
  const cells = f0.length * (fftSize / 2 + 1);
  const spectralEnvelope = new Float64Array(cells).fill(1e-4);
  const aperiodicity = new Float64Array(cells).fill(0.1);
  return { sampleRate, framePeriodMs, fftSize, f0, spectralEnvelope, aperiodicity };
}

describe.each([2000, 8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 96000, 192000])('at %i Hz', (rate) => {
  it('a voice of 120 Hz is analysed and comes back about as loud', () => {
    const x = voice(120, rate, Math.round(0.4 * rate));
    const analysis = complete(world.analyze(x, rate));
    expectSound(analysis, world.frameCount(x.length, rate, 5));
    if (rate >= 8000) expect(analysis.f0.slice(20, 60).every((hz) => Math.abs(hz - 120) < 0.5)).toBe(true);
    const y = complete(world.synthesize(analysis, x.length));
    expectFinite(y, x.length);
    const gain = level.rms([y.subarray(rate / 10, 0.3 * rate)]) / level.rms([x.subarray(rate / 10, 0.3 * rate)]);
    if (rate >= 8000) expect(Math.abs(20 * Math.log10(gain))).toBeLessThan(1.5);
  });
});

describe('a sound', () => {
  it.each([1, 2, 3, 9, 30, 221, 1000])('of %i samples has its frames, and comes back', (n) => {
    const analysis = complete(world.analyze(voice(150, 44100, n), 44100));
    expectSound(analysis, Math.trunc(n / 220.5) + 1);
    expectFinite(complete(world.synthesize(analysis, n)), n);
  });

  it('of digital silence has a floor for an envelope, and comes back far below 16 bits', () => {
    const analysis = complete(world.analyze(new Float64Array(8000), 16000));
    expectSound(analysis, 101);
    expect(analysis.f0).toEqual(new Float64Array(101));
    expect(level.peak([complete(world.synthesize(analysis, 8000))])).toBeLessThan(1e-6);
  });

  it.each([1e-300, 1e-12, 1, 1e6])('of any level (%d) is analysed', (peak) => {
    const x = voice(150, 16000, 3000).map((value) => value * peak);
    const analysis = complete(world.analyze(x, 16000));
    expect(level.isFinite([analysis.f0, analysis.spectralEnvelope, analysis.aperiodicity])).toBe(true);
    expectFinite(complete(world.synthesize(analysis, 3000)), 3000);
  });

  it('is analysed with the noise that an older WORLD had, with another result', () => {
    const x = voice(150, 16000, 8000);
    const now = complete(world.analyze(x, 16000));
    const then = complete(world.analyze(x, 16000, { revision: '2021' }));
    expect(then.f0).toEqual(now.f0);
    expect(then.aperiodicity).not.toEqual(now.aperiodicity);
  });

  it('is analysed with the highest floor that is allowed', () => {
    const options = { f0Floor: 16000 / 11, f0Ceiling: 4000 };
    const analysis = complete(world.analyze(voice(150, 16000, 8000), 16000, options));
    expect(analysis.fftSize).toBe(64);
    expectSound(analysis, 101);
  });

  it.each([0.5, 1, 2, 10, 25])('is analysed in frames of %d ms', (framePeriodMs) => {
    const x = voice(150, 16000, 8000);
    const analysis = complete(world.analyze(x, 16000, { framePeriodMs }));
    expectSound(analysis, 500 / framePeriodMs + 1);
    expectFinite(complete(world.synthesize(analysis, 8000)), 8000);
  });
});

describe('f0 from outside', () => {
  it('of any height up to Nyquist gives an envelope and an aperiodicity', () => {
    const x = voice(200, 16000, 400);
    const hz = fc.oneof(fc.constant(0), fc.double({ min: 1e-300, max: 8000, noNaN: true }), fc.constant(8000));
    fc.assert(
      fc.property(fc.array(hz, { minLength: 6, maxLength: 6 }), (contour) => {
        const f0 = Float64Array.from(contour);
        const rows = [world.cheapTrick(x, 16000, f0), world.d4c(x, 16000, f0)];
        expect(level.isFinite(rows)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('of any height is synthesised', () => {
    const hz = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(1e300, 16.1));
    fc.assert(
      fc.property(fc.array(hz, { minLength: 1, maxLength: 20 }), (contour) => {
        expectFinite(complete(world.synthesize(flat(Float64Array.from(contour)), 900)), 900);
      }),
      { numRuns: 60 },
    );
  });

  it('so low that the noise of a pulse is longer than its response is synthesised', () => {
    // 16000 / 1024 + 1 = 16 Hz is the lowest that counts as voiced; halfway to an unvoiced frame it is half of that.
    const contour = Float64Array.from({ length: 400 }, (_, i) => (i % 100 < 50 ? 16 : 0));
    expectFinite(complete(world.synthesize(flat(contour), 32000)), 32000);
  });

  it('is synthesised to any length, shorter or longer than its frames', () => {
    const analysis = flat(new Float64Array(40).fill(180));
    for (const length of [0, 1, 2, 100, 3200, 20_000]) {
      expectFinite(complete(world.synthesize(analysis, length)), length);
    }
  });

  it('of a single frame is synthesised', () => {
    expectFinite(complete(world.synthesize(flat(Float64Array.of(150)), 800)), 800);
    expectFinite(complete(world.synthesize(flat(Float64Array.of(0)), 800)), 800);
  });
});

describe('refused with one clear error', () => {
  const x = voice(150, 16000, 800);
  const refused: readonly (readonly [string, () => unknown, string, string])[] = [
    ['no samples', () => complete(world.analyze(new Float64Array(0), 16000)), 'audio-empty', 'no samples'],
    [
      'no samples, for one stage',
      () => world.d4c(new Float64Array(0), 16000, new Float64Array(1)),
      'audio-empty',
      'no',
    ],
    ['NaN', () => complete(world.analyze(Float64Array.of(0, Number.NaN), 16000)), 'audio-not-finite', 'NaN'],
    ['infinity', () => world.cheapTrick(Float64Array.of(1 / 0), 16000, Float64Array.of(0)), 'audio-not-finite', 'NaN'],
    ['a broken rate', () => complete(world.analyze(x, 44100.5)), 'audio-unsupported', '44100.5 Hz'],
    ['a rate of nothing', () => complete(world.analyze(x, 0)), 'audio-unsupported', '0 Hz'],
    ['f0 of another length', () => world.cheapTrick(x, 16000, new Float64Array(10)), 'query-invalid', '11 frames'],
    ['f0 above Nyquist', () => world.d4c(x, 16000, new Float64Array(11).fill(8001)), 'query-invalid', 'f0[0]'],
    ['f0 below nothing', () => world.d4c(x, 16000, new Float64Array(11).fill(-1)), 'query-invalid', 'got -1'],
    ['f0 of NaN', () => world.cheapTrick(x, 16000, new Float64Array(11).fill(Number.NaN)), 'query-invalid', 'got NaN'],
    [
      'a frame period of 0',
      () => complete(world.analyze(x, 16000, { framePeriodMs: 0 })),
      'query-invalid',
      'framePeriodMs',
    ],
    ['a floor of 0', () => complete(world.analyze(x, 16000, { f0Floor: 0 })), 'query-invalid', 'f0Floor'],
    [
      'a floor too high for any FFT',
      () => complete(world.analyze(x, 16000, { f0Floor: 1500, f0Ceiling: 4000 })),
      'query-invalid',
      'f0Floor',
    ],
    ['a ceiling below the floor', () => world.dio(x, 16000, { f0Ceiling: 60 }), 'query-invalid', 'f0Ceiling'],
    ['no frames', () => complete(world.synthesize(flat(new Float64Array(0)), 100)), 'audio-empty', 'no frames'],
    [
      'f0 of NaN, for a voice',
      () => complete(world.synthesize(flat(Float64Array.of(Number.NaN)), 9)),
      'query-invalid',
      'f0[0]',
    ],
    ['a length below nothing', () => complete(world.synthesize(flat(Float64Array.of(1)), -1)), 'internal', 'got -1'],
  ];

  it.each(refused)('%s', (_, call, code, message) => {
    expect(call).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goldenManifest, goldenRows, goldenSignal } from '../../testing/golden.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { WorldAnalysis } from './kernels.ts';
import { complete } from './sliced.ts';

const { features } = await kernelsForTest();
const { tolerances } = await goldenManifest();
const TOLERANCE = tolerances['codec']!.max;
const COEFFICIENTS = 60;

const flat = (sampleRate: number, fftSize: number, frames: number, power = 1e-4): WorldAnalysis => {
  const cells = frames * (fftSize / 2 + 1);
  const spectralEnvelope = new Float64Array(cells).fill(power);
  const aperiodicity = new Float64Array(cells).fill(0.1);
  return { sampleRate, framePeriodMs: 5, fftSize, f0: new Float64Array(frames), spectralEnvelope, aperiodicity };
};

describe.each([['speech_female_16000'], ['speech_female_44100']] as const)('%s', (name) => {
  it('is coded as by the reference', async () => {
    const signal = await goldenSignal(name);
    const { sampleRate, fftSize } = signal;
    const [envelope, aperiodicity] = await Promise.all([goldenRows(signal, 'sp'), goldenRows(signal, 'ap')]);
    const f0 = new Float64Array(envelope.frames.length);
    const spectra = { spectralEnvelope: envelope.values, aperiodicity: aperiodicity.values };
    const coded = complete(features.code({ sampleRate, framePeriodMs: 5, fftSize, f0, ...spectra }, COEFFICIENTS));
    for (const [got, id] of [
      [coded.envelope, 'codec_sp_coded'],
      [coded.aperiodicity, 'codec_ap_coded'],
    ] as const) {
      const expected = await goldenRows(signal, id);
      expect(expected.frames).toEqual(envelope.frames);
      expect(got.length).toBe(expected.values.length);
      expect(Math.max(...got.map((value, i) => Math.abs(value - expected.values[i]!)))).toBeLessThan(TOLERANCE);
    }
  });

  it('is decoded as by the reference', async () => {
    const signal = await goldenSignal(name);
    const [envelope, bands] = await Promise.all([
      goldenRows(signal, 'codec_sp_coded'),
      goldenRows(signal, 'codec_ap_coded'),
    ]);
    const frames = envelope.frames.length;
    const size = { frames, count: COEFFICIENTS, bands: bands.values.length / frames };
    const coded = { ...size, envelope: envelope.values, aperiodicity: bands.values };
    const decoded = complete(features.decode(coded, signal.sampleRate, signal.fftSize));
    for (const [got, id] of [
      [decoded.spectralEnvelope, 'codec_sp_decoded'],
      [decoded.aperiodicity, 'codec_ap_decoded'],
    ] as const) {
      const { values } = await goldenRows(signal, id);
      expect(got.length).toBe(values.length);
      expect(Math.max(...got.map((value, i) => Math.abs(value / values[i]! - 1)))).toBeLessThan(TOLERANCE);
    }
  });
});

describe('sizes', () => {
  it.each([
    [8000, 512, 0],
    [16_000, 1024, 1],
    [22_050, 1024, 2],
    [44_100, 2048, 5],
    [192_000, 8192, 5],
  ])('at %i Hz and %i points there are %i bands', (sampleRate, fftSize, bands) => {
    expect(features.size(sampleRate, fftSize)).toEqual({ bands, most: fftSize / 4 + 1 });
    const coded = complete(features.code(flat(sampleRate, fftSize, 3), 25));
    expect(coded).toMatchObject({ frames: 3, count: 25, bands });
    const { aperiodicity } = complete(features.decode(coded, sampleRate, fftSize));
    expect(aperiodicity.every((ratio) => ratio > 0 && ratio <= 1)).toBe(true);
  });

  it.each([0, 514, 1.5, Number.NaN])('%f coefficients are refused', (count) => {
    expect(() => complete(features.code(flat(44_100, 2048, 1), count))).toThrow(/^coefficients: expected .* 1 to 513/);
  });
});

it('gives a flat envelope back, with one coefficient too', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 10, noNaN: true }), fc.integer({ min: 1, max: 129 }), (power, count) => {
      const coded = complete(features.code(flat(8000, 512, 70, power), count));
      const { spectralEnvelope } = complete(features.decode(coded, 8000, 512));
      expect(Math.max(...spectralEnvelope.map((got) => Math.abs(got / power - 1)))).toBeLessThan(1e-11);
    }),
    { numRuns: 20 },
  );
});

it('takes a frame whose bands are near 0 dB for noise', () => {
  const coded = { frames: 1, count: 1, bands: 1, envelope: Float64Array.of(-9), aperiodicity: Float64Array.of(-0.4) };
  expect(complete(features.decode(coded, 16_000, 1024)).aperiodicity.every((ratio) => ratio === 1 - 1e-12)).toBe(true);
});

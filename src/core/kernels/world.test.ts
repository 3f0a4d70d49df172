import { describe, expect, it } from 'vitest';
import {
  GLIDE_WITH_DIGITAL_SILENCE,
  GOLDEN_SIGNALS,
  type GoldenSignalName,
  goldenDebug,
  goldenF64,
  goldenInput,
  goldenManifest,
  goldenPcm16,
  goldenRows,
  goldenSignal,
  hasGolden,
} from '../../testing/golden.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { WorldAnalysis } from './kernels.ts';
import { complete } from './sliced.ts';

const { world, pcm } = await kernelsForTest();
const { tolerances, signals } = await goldenManifest();

/** Of every frame's sum of aperiodicities. */
const AP_ROWSUM_RELATIVE = 1e-9;
/**
 * The one frame of all signals beyond the absolute tolerance of a sum: there a smoothed power is a difference of almost
 * equal running sums, its last bits are the aperiodicity, and the last bit of a twiddle factor shows (1e-7 of 705).
 */
const ILL_CONDITIONED = { signal: 'speech_male_44100', frame: 283 } as const;

/** The frame that the intermediate results are of. */
const DEBUG_FRAME = 90;

/** A sound and the f0 that the reference found in it. */
async function goldenCase(name: GoldenSignalName) {
  const signal = await goldenSignal(name);
  const x = await goldenInput(signal);
  const f0 = await goldenF64(signal, 'f0_stonemask');
  const { sampleRate, fftSize } = signal;
  return { signal, x, f0, sampleRate, fftSize };
}

async function analysisOf(name: GoldenSignalName): Promise<WorldAnalysis> {
  const { x, f0, sampleRate, fftSize } = await goldenCase(name);
  const spectralEnvelope = world.cheapTrick(x, sampleRate, f0);
  const aperiodicity = world.d4c(x, sampleRate, f0);
  return { sampleRate, framePeriodMs: 5, fftSize, f0, spectralEnvelope, aperiodicity };
}

function largest(count: number, of: (i: number) => number): number {
  let most = 0;
  for (let i = 0; i < count; i++) {
    const value = of(i);
    if (!(value <= most)) most = value;
  }
  return most;
}

/** Row sums of a matrix, each value passed through `of`. */
function rowSums(rows: Float64Array, bins: number, of: (value: number) => number): Float64Array {
  return Float64Array.from({ length: rows.length / bins }, (_, i) =>
    rows.subarray(i * bins, (i + 1) * bins).reduce((sum, value) => sum + of(value), 0),
  );
}

function worldTool16(y: Float64Array): Int16Array {
  return new Int16Array(pcm.encode([y], 's16', 'world-tool').buffer);
}

function differences(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(got.length).toBe(expected.length);
  let found = 0;
  for (let i = 0; i < got.length; i++) if (got[i] !== expected[i]) found++;
  return found;
}

describe.each(GOLDEN_SIGNALS.map((name) => [name]))('%s', (name) => {
  it('has the frames and FFT size of the reference', async () => {
    const { signal, x } = await goldenCase(name);
    expect(world.frameCount(x.length, signal.sampleRate, 5)).toBe(signal.frames);
    expect(world.fftSize(signal.sampleRate)).toBe(signal.fftSize);
  });

  it('has the spectral envelope of the reference', async () => {
    const { signal, x, f0 } = await goldenCase(name);
    const got = world.cheapTrick(x, signal.sampleRate, f0);
    expect(got.length).toBe(signal.frames * signal.bins);
    const { frames, bins, values } = await goldenRows(signal, 'sp');
    const relative = (i: number): number => {
      const value = got[frames[Math.floor(i / bins)]! * bins + (i % bins)]!;
      return Math.abs(value / values[i]! - 1);
    };
    expect(largest(values.length, relative)).toBeLessThan(tolerances['sp_rows']!.max);
    const sums = rowSums(got, bins, Math.log);
    const expected = await goldenF64(signal, 'sp_logrowsum');
    const relativeSum = (i: number): number => Math.abs(sums[i]! / expected[i]! - 1);
    expect(largest(sums.length, relativeSum)).toBeLessThan(tolerances['sp_logrowsum']!.max);
  });

  it('has the aperiodicity of the reference', async () => {
    const { signal, x, f0 } = await goldenCase(name);
    const got = world.d4c(x, signal.sampleRate, f0);
    expect(got.length).toBe(signal.frames * signal.bins);
    const { frames, bins, values } = await goldenRows(signal, 'ap');
    const distance = (i: number): number =>
      Math.abs(got[frames[Math.floor(i / bins)]! * bins + (i % bins)]! - values[i]!);
    expect(largest(values.length, distance)).toBeLessThan(tolerances['ap_rows']!.max);
    const sums = rowSums(got, bins, (value) => value);
    const expected = await goldenF64(signal, 'ap_rowsum');
    const isIllConditioned = (frame: number): boolean =>
      name === ILL_CONDITIONED.signal && frame === ILL_CONDITIONED.frame;
    const distanceOfSum = (i: number): number => (isIllConditioned(i) ? 0 : Math.abs(sums[i]! - expected[i]!));
    expect(largest(sums.length, distanceOfSum)).toBeLessThan(tolerances['ap_rowsum']!.max);
    const relativeSum = (i: number): number => Math.abs(sums[i]! / expected[i]! - 1);
    expect(largest(sums.length, relativeSum)).toBeLessThan(AP_ROWSUM_RELATIVE);
  });

  it('sounds like the reference, sample for sample, from its f0', async () => {
    const { signal } = await goldenCase(name);
    const y = complete(world.synthesize(await analysisOf(name), signal.outputSamples));
    if (hasGolden(signal, 'y')) {
      const expected = await goldenF64(signal, 'y');
      // Envelope and aperiodicity are ours, so that their distances from the reference's come on top.
      expect(largest(y.length, (i) => Math.abs(y[i]! - expected[i]!))).toBeLessThan(1e-11);
    }
    expect(differences(worldTool16(y), await goldenPcm16(signal, 'y'))).toBe(0);
  });

  if (hasGolden(signals[name]!, 'y_mod_pcm16')) {
    it('sounds like the reference with f0 * 1.5 and a vocal tract 1.1 times as long', async () => {
      const { signal } = await goldenCase(name);
      const analysis = await analysisOf(name);
      const change = { f0: { kind: 'ratio', value: 1.5 }, vtl: { kind: 'ratio', value: 1.1 } } as const;
      const { aperiodicity } = analysis;
      // That reference leaves the aperiodicity where it was.
      const changed = { ...complete(world.modify(analysis, change)), aperiodicity };
      const y = complete(world.synthesize(changed, signal.outputSamples));
      expect(differences(worldTool16(y), await goldenPcm16(signal, 'y_mod'))).toBe(0);
    });
  }

  if (name !== GLIDE_WITH_DIGITAL_SILENCE) {
    it('sounds like the reference, sample for sample, from sound to sound', async () => {
      const { signal, x } = await goldenCase(name);
      const analysis = complete(world.analyze(x, signal.sampleRate));
      const y = complete(world.synthesize(analysis, signal.outputSamples));
      expect(differences(worldTool16(y), await goldenPcm16(signal, 'y'))).toBe(0);
    });
  }
});

it('has the envelope of the reference at the frame of its intermediate results', async () => {
  const { x, f0, sampleRate } = await goldenCase('speech_female_44100');
  const expected = await goldenDebug('cheaptrick_envelope');
  const bins = expected.length;
  const row = world.cheapTrick(x, sampleRate, f0).subarray(DEBUG_FRAME * bins, (DEBUG_FRAME + 1) * bins);
  expect(largest(bins, (k) => Math.abs(row[k]! / expected[k]! - 1))).toBeLessThan(tolerances['debug']!.max);
});

it('analyses in one go what it analyses stage by stage', async () => {
  const { x, sampleRate } = await goldenCase('speech_male_16000');
  const analysis = complete(world.analyze(x, sampleRate));
  const f0 = world.stoneMask(x, sampleRate, world.dio(x, sampleRate));
  expect(differences(analysis.f0, f0)).toBe(0);
  expect(differences(analysis.spectralEnvelope, world.cheapTrick(x, sampleRate, f0))).toBe(0);
  expect(differences(analysis.aperiodicity, world.d4c(x, sampleRate, f0))).toBe(0);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import {
  GLIDE_WITH_DIGITAL_SILENCE,
  GOLDEN_SIGNALS,
  type GoldenSignalName,
  goldenF64,
  goldenInput,
  goldenManifest,
  goldenPcm16,
  goldenSignal,
} from '../../testing/golden.ts';
import type { Heap } from './heap.ts';
import { instantiate } from './instance.ts';
import { createPcmKernel } from './pcm.ts';
import { complete, sliced } from './sliced.ts';
import { createWorldKernel } from './world.ts';
import { frameCount, type HarvestOptions, harvestSlices } from './world-f0.ts';
import { sourceOf } from './world-source.ts';

const binary = await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm'));
const heap: Heap = instantiate(binary);
const world = createWorldKernel(heap);
const { signals, tolerances } = await goldenManifest();
const TOLERANCE = tolerances['f0_harvest']!.max;

const having = (id: string): [GoldenSignalName][] =>
  GOLDEN_SIGNALS.filter((name) => id in signals[name]!.vectors).map((name) => [name]);

function harvest(x: Float64Array, sampleRate: number, options?: HarvestOptions): Float64Array {
  return complete(harvestSlices(heap, sourceOf(x, sampleRate), options));
}

/** Frames that differ by more than the tolerance, relative. */
function apart(got: Float64Array, expected: Float64Array): number[] {
  expect(got.length).toBe(expected.length);
  return Array.from(got.keys()).filter((i) => !(Math.abs(got[i]! - expected[i]!) <= TOLERANCE * expected[i]!));
}

const voicing = (f0: Float64Array) => Array.from(f0, (value) => value !== 0);

/** A glottal-like pulse train: the first ten harmonics, falling by 1/h. */
function voice(f0: number, sampleRate: number, seconds: number): Float64Array {
  return Float64Array.from({ length: Math.round(sampleRate * seconds) }, (_, i) => {
    let sum = 0;
    for (let h = 1; h <= 10 && h * f0 < sampleRate / 2; h++) {
      sum += Math.sin((2 * Math.PI * h * f0 * i) / sampleRate) / h;
    }
    return 0.2 * sum;
  });
}

describe.each(having('f0_harvest'))('%s', (name) => {
  it('has the f0 that the reference finds', async () => {
    const signal = await goldenSignal(name);
    const expected = await goldenF64(signal, 'f0_harvest');
    const got = harvest(await goldenInput(signal), signal.sampleRate);
    expect(voicing(got)).toEqual(voicing(expected));
    if (name === GLIDE_WITH_DIGITAL_SILENCE) {
      // The section after the digital silence begins on rounding noise, in the reference too, and is smoothed.
      expect(apart(got, expected).every((i) => i >= 119 && i <= 148)).toBe(true);
      for (const i of apart(got, expected)) expect(Math.abs(got[i]! - expected[i]!)).toBeLessThan(0.7);
    } else {
      expect(apart(got, expected)).toEqual([]);
    }
  });
});

it.each(having('f0_harvest_1ms'))('%s has the f0 of the reference in frames of a millisecond', async (name) => {
  const signal = await goldenSignal(name);
  const expected = await goldenF64(signal, 'f0_harvest_1ms');
  const got = harvest(await goldenInput(signal), signal.sampleRate, { framePeriodMs: 1 });
  expect(apart(got, expected)).toEqual([]);
});

it.each(having('y_harvest_path_pcm16'))('%s sounds like the reference, sample for sample', async (name) => {
  const signal = await goldenSignal(name);
  const x = await goldenInput(signal);
  const analysis = complete(world.analyze(x, signal.sampleRate, { f0Method: 'harvest' }));
  const y = complete(world.synthesize(analysis, signal.outputSamples));
  const codes = new Int16Array(createPcmKernel(heap).encode([y], 's16', 'world-tool').buffer);
  const expected = await goldenPcm16(signal, 'y_harvest_path');
  expect(codes.findIndex((code, i) => code !== expected[i])).toBe(-1);
  expect(codes.length).toBe(expected.length);
});

describe('a synthetic voice', () => {
  it.each([8000, 11025, 16000, 22050, 44100, 48000, 96000, 192000])('of 131 Hz is found at %i Hz', (sampleRate) => {
    const middle = harvest(voice(131, sampleRate, 0.5), sampleRate).slice(20, 80);
    expect(middle.length).toBe(60);
    for (const f0 of middle) expect(Math.abs(f0 - 131)).toBeLessThan(0.1);
  });

  it.each([45, 60, 900])('of %i Hz is found when floor and ceiling let it', (f0) => {
    const x = voice(f0, 16000, 0.6);
    const found = harvest(x, 16000, { f0Floor: 40, f0Ceiling: 1000 }).slice(30, 90);
    for (const each of found) expect(Math.abs(each - f0)).toBeLessThan(0.01 * f0);
    const usual = harvest(x, 16000).slice(30, 90);
    for (const each of usual) expect(Math.abs(each - f0)).toBeGreaterThan(0.01 * f0);
  });

  it.each([1, 5])('is found alike after %i s of digital silence', (seconds) => {
    const sampleRate = 16000;
    const x = voice(200, sampleRate, 1);
    const late = new Float64Array(x.length + seconds * sampleRate);
    late.set(x, seconds * sampleRate);
    const alone = harvest(x, sampleRate).slice(20, 180);
    const after = harvest(late, sampleRate).slice(200 * seconds + 20, 200 * seconds + 180);
    expect(voicing(after)).toEqual(new Array(160).fill(true));
    for (const [i, f0] of alone.entries()) expect(Math.abs(after[i]! - f0)).toBeLessThan(0.01);
  });
});

it('reads a sound twice and no more, which may have to be decoded or lie on a disk', () => {
  const x = voice(150, 8000, 0.6);
  let samples = 0;
  const read = (start: number, count: number) => {
    samples += count;
    return x.subarray(start, start + count);
  };
  const staged = world.stages.trackF0({ length: x.length, sampleRate: 8000, read }, { f0Method: 'harvest' });
  expect(complete(sliced(staged, world.perform))).toEqual(harvest(x, 8000));
  expect(samples).toBe(2 * x.length);
});

describe('what has no f0', () => {
  it.each([1, 2, 9, 10, 30, 200])('%i samples give a frame for each period, of zeros', (n) => {
    for (const sampleRate of [8000, 44100]) {
      const f0 = harvest(voice(150, 44100, n / 44100), sampleRate);
      expect(f0).toEqual(new Float64Array(frameCount(heap, n, sampleRate, 5)));
    }
  });

  it('digital silence and a constant give zeros', () => {
    expect(harvest(new Float64Array(44100), 44100)).toEqual(new Float64Array(201));
    expect(harvest(new Float64Array(44100).fill(0.5), 44100)).toEqual(new Float64Array(201));
  });

  it('a sound without samples is refused', () => {
    expect(() => harvest(new Float64Array(0), 44100)).toThrow('no samples');
  });
});

it('gives numbers between floor and ceiling, or nearly, whatever the sound', () => {
  const sample = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constant(0), fc.constantFrom(1, -1, 1e-300));
  const sound = fc.array(sample, { minLength: 1, maxLength: 3000 });
  const rate = fc.constantFrom(100, 1000, 8000, 44100);
  fc.assert(
    fc.property(sound, rate, fc.constantFrom(0.5, 1, 5, 20), (samples, sampleRate, framePeriodMs) => {
      const f0 = harvest(Float64Array.from(samples), sampleRate, { framePeriodMs });
      for (const value of f0) expect(value === 0 || (value > 60 && value < 900)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

describe('slices', () => {
  const x = voice(180, 44100, 2);

  it('report a rising fraction and end at 1', () => {
    const fractions = [...harvestSlices(heap, sourceOf(x, 44100))];
    expect(fractions.length).toBeGreaterThan(10);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('free what they hold when they are stopped early', () => {
    const addresses = Array.from({ length: 10 }, (_, steps) => {
      const work = harvestSlices(heap, sourceOf(x, 44100));
      for (let i = 0; i <= 2 * steps; i++) work.next();
      work.return(new Float64Array(0));
      return heap.scoped((probe) => probe.f64(200_000));
    });
    expect(new Set(addresses).size).toBe(1);
  });

  it('read a sound of any length in pieces, and keep little of it', () => {
    const own = instantiate(binary);
    const seconds = 40;
    let most = 0;
    const read = (start: number, count: number): Float64Array => {
      most = Math.max(most, count);
      return Float64Array.from({ length: count }, (_, i) => x[(start + i) % x.length]!);
    };
    const f0 = complete(harvestSlices(own, { length: seconds * 44100, sampleRate: 44100, read }));
    expect(f0.filter((hz) => Math.abs(hz - 180) < 1).length).toBeGreaterThan(0.95 * f0.length);
    expect(most).toBeLessThan(44100);
    // The sound alone would be 14 MB.
    expect(own.bytes).toBeLessThan(11.5e6);
  });

  it('keep no more of a voice without a pause than of one with pauses', () => {
    const period = Math.round(8000 / 180);
    /** Pulses, `pause` s of every second silent. */
    const bytesWith = (pause: number): number => {
      const own = instantiate(binary);
      const at = (i: number): number => (i % 8000 >= 8000 * pause && i % period === 0 ? 1 : 0);
      const read = (start: number, count: number) => Float64Array.from({ length: count }, (_, i) => at(start + i));
      const f0 = complete(harvestSlices(own, { length: 60 * 8000, sampleRate: 8000, read }));
      expect(f0.filter((hz) => hz > 0).length).toBeGreaterThan(0.9 * (1 - pause) * f0.length);
      return own.bytes;
    };
    // One section lasts the whole time: its contour and two scores, 24 bytes a frame, and the smoothing of it. Candidates would be 12 MB.
    expect(bytesWith(0)).toBeLessThan(bytesWith(0.4) + 5e6);
  });
});

it.each([
  [{ f0Floor: 0 }, 'floor 0'],
  [{ f0Floor: 900 }, 'floor 900'],
  [{ framePeriodMs: 0 }, 'got 0'],
])('refuses %o', (options, message) => {
  expect(() => harvest(new Float64Array(100), 8000, options)).toThrow(message);
});

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import { goldenInput, goldenSignal } from '../../testing/golden.ts';
import type { Heap } from './heap.ts';
import { instantiate } from './instance.ts';
import type { MonoSource, WorldAnalysisOptions } from './kernels.ts';
import { complete, sliced } from './sliced.ts';
import { createWorldKernel } from './world.ts';
import { sourceOf } from './world-source.ts';

/** DIO on a decimated sound, read where it is needed: the bits of the sound in one go, in little memory. */

const binary = await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm'));
const heap: Heap = instantiate(binary);
const world = createWorldKernel(heap);

/** Samples between which the decimation keeps its state. */
const BLOCK = heap.abi.sonde_decimation_block();
const SPEEDS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

let speech: Float64Array;
beforeAll(async () => {
  speech = await goldenInput(await goldenSignal('speech_female_8000'));
});

/** Speech from `from` on, again and again, with a pause of digital silence each time. */
function talk(samples: number, from = 0): Float64Array {
  const period = speech.length + 2917;
  return Float64Array.from({ length: samples }, (_, i) => speech[(i + from) % period] ?? 0);
}

function inOneGo(x: Float64Array, sampleRate: number, options: WorldAnalysisOptions): Float64Array {
  return world.stoneMask(x, sampleRate, world.dio(x, sampleRate, options), options);
}

function inPieces(source: MonoSource, options: WorldAnalysisOptions, hands = 1): Float64Array {
  return complete(sliced(world.stages.trackF0(source, options, hands), world.perform));
}

const isSame = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

describe.each(SPEEDS)('with decimation %i, f0 is that of the sound in one go', (decimation) => {
  it('at a length that divides nothing', () => {
    const x = talk(3 * BLOCK + 4099);
    const f0 = inOneGo(x, 8000, { decimation });
    expect(isSame(inPieces(sourceOf(x, 8000), { decimation }, 3), f0)).toBe(true);
    expect(f0.some((hz) => hz > 0)).toBe(true);
  });

  it.each([
    ['the factor divides', 2 * BLOCK - ((2 * BLOCK) % 27720)],
    ['ends with a block', 2 * BLOCK],
    ['ends a sample before a block', 2 * BLOCK - 1],
    ['ends a sample after a block', 2 * BLOCK + 1],
    ['ends with less than a reflection after a block', 2 * BLOCK + 8],
    ['is shorter than a block', 20_011],
  ])('where the length %s', (_, samples) => {
    const x = talk(samples, 1234);
    expect(isSame(inPieces(sourceOf(x, 16_000), { decimation }), inOneGo(x, 16_000, { decimation }))).toBe(true);
  });

  it.each([2000, 11_025, 44_100, 96_000])('at %i Hz', (sampleRate) => {
    const x = talk(BLOCK + 12_345, 77);
    const options = { decimation, f0Floor: 60, f0Ceiling: 700, framePeriodMs: 3 };
    expect(isSame(inPieces(sourceOf(x, sampleRate), options), inOneGo(x, sampleRate, options))).toBe(true);
  });
});

it('of any length from one sample on, f0 is that of the sound in one go', () => {
  const length = fc.integer({ min: 1, max: 9000 });
  fc.assert(
    fc.property(length, fc.constantFrom(...SPEEDS), fc.integer({ min: 0, max: 9000 }), (samples, decimation, from) => {
      const x = talk(samples, from);
      expect(isSame(inPieces(sourceOf(x, 8000), { decimation }), inOneGo(x, 8000, { decimation }))).toBe(true);
    }),
    { numRuns: 60, examples: [9, 10, 11, 12, 280, 281].map((samples) => [samples, 12, 0]) },
  );
});

it.each([2, 12])('silence has none, with decimation %i', (decimation) => {
  const f0 = inPieces(sourceOf(new Float64Array(BLOCK + 3), 8000), { decimation });
  expect(f0).toEqual(new Float64Array(world.frameCount(BLOCK + 3, 8000, 5)));
});

it.each([0, BLOCK, BLOCK + 2])('a sample that is not finite is refused: %i', (at) => {
  const x = talk(BLOCK + 3);
  x[at] = Number.NaN;
  const refusal = expect.objectContaining({ code: 'audio-not-finite' });
  expect(() => inPieces(sourceOf(x, 8000), { decimation: 3 })).toThrow(refusal);
  expect(() => inPieces(sourceOf(x.slice(at, at + 5), 8000), { decimation: 3 })).toThrow(refusal);
});

it('a decimation by a part of a sample is refused', () => {
  const refusal = expect.objectContaining({ code: 'query-invalid' });
  expect(() => inPieces(sourceOf(talk(9000), 8000), { decimation: 1.5 })).toThrow(refusal);
});

it('f0 of twenty minutes is that of the whole, in bounded memory', () => {
  const decimation = 2;
  const own = instantiate(binary);
  const stages = createWorldKernel(own);
  const x = talk(20 * 60 * 8000 + 17);
  let [most, samples] = [0, 0];
  const read = (start: number, count: number): Float64Array => {
    most = Math.max(most, count);
    samples += count;
    return x.subarray(start, start + count);
  };
  const staged = stages.stages.trackF0({ sampleRate: 8000, length: x.length, read }, { decimation });
  const f0 = complete(sliced(staged, stages.perform));
  expect(isSame(f0, inOneGo(x, 8000, { decimation }))).toBe(true);
  expect(f0.filter((hz) => hz > 0).length).toBeGreaterThan(50_000);
  expect(most).toBeLessThan(4 * BLOCK);
  // Forwards, backwards, its mean, its highest bins, its events, StoneMask, and what parts have in common.
  expect(samples).toBeLessThan(6.5 * x.length);
  // The contour's candidates are 72 bytes a frame; the sound would be 77 MB.
  expect(own.bytes).toBeLessThan(30e6);
});

it('frees what it holds when it is stopped early', () => {
  const x = talk(4 * BLOCK);
  // What is kept for the next sound is made here.
  inPieces(sourceOf(x, 8000), { decimation: 2 });
  const addresses = Array.from({ length: 12 }, (_, steps) => {
    const work = sliced(world.stages.trackF0(sourceOf(x, 8000), { decimation: 2 }), world.perform);
    for (let i = 0; i <= 2 * steps; i++) work.next();
    work.return(new Float64Array(0));
    return heap.scoped((probe) => probe.f64(2_000_000));
  });
  expect(new Set(addresses).size).toBe(1);
});

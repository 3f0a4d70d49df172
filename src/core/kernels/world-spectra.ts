import type { Pointer } from './abi.gen.ts';
import type { MonoSource } from './kernels.ts';
import { partsOf } from './part-size.ts';
import type { Part, Staged } from './staged.ts';
import type { AnalysisGrid } from './world-checks.ts';
import { stretchOfFrames } from './world-source.ts';
import type { Bench } from './world-tools.ts';

/** Frames in a part, times the FFT size: some milliseconds each. */
const ENVELOPE_PART = 524_288;
const SHARES_PART = 1_048_576;
const APERIODICITY_PART = 131_072;
/** The least that is worth giving away: a millisecond. */
const LEAST_SHARES_PART = 131_072;
const LEAST_ENVELOPE_PART = 65_536;
const LEAST_APERIODICITY_PART = 16_384;

export interface Spectra {
  /** Power, `[frames x bins]`. */
  readonly spectralEnvelope: Float64Array;
  /** Amplitude ratio, `[frames x bins]`. */
  readonly aperiodicity: Float64Array;
}

/** LoveTrain and, beside it, CheapTrick, which does not wait for it; then D4C. */
export function* spectraStages(
  bench: Bench,
  source: MonoSource,
  f0: Float64Array,
  grid: AnalysisGrid,
): Staged<Spectra> {
  const spectralEnvelope = bench.makeRows(f0.length, grid.bins);
  const aperiodicity = bench.makeRows(f0.length, grid.bins);
  const shares = new Float64Array(f0.length);
  // Large parts first: the small ones at the end of the others let all threads end together.
  const first = shareParts({ ...bench, hands: 1 }, source, f0, grid, shares);
  const envelope = envelopeParts(bench, source, f0, grid, spectralEnvelope);
  yield { parts: chain(first.parts, envelope.parts), count: first.count + envelope.count, until: 0.35 };
  yield { ...aperiodicityParts(bench, source, f0, shares, grid, aperiodicity), until: 1 };
  return { spectralEnvelope, aperiodicity };
}

/** CheapTrick alone. @returns power, `[frames x bins]` */
export function* envelopeStages(
  bench: Bench,
  source: MonoSource,
  f0: Float64Array,
  grid: AnalysisGrid,
): Staged<Float64Array> {
  const out = bench.makeRows(f0.length, grid.bins);
  yield { ...envelopeParts(bench, source, f0, grid, out), until: 1 };
  return out;
}

/** LoveTrain's shares, 0..1, `[frames]`. */
export function* shareStages(
  bench: Bench,
  source: MonoSource,
  f0: Float64Array,
  grid: AnalysisGrid,
): Staged<Float64Array> {
  const out = new Float64Array(f0.length);
  yield { ...shareParts(bench, source, f0, grid, out), until: 1 };
  return out;
}

/** D4C on LoveTrain's shares. @returns amplitude ratio, `[frames x bins]` */
export function* aperiodicityStages(
  bench: Bench,
  source: MonoSource,
  f0: Float64Array,
  shares: Float64Array,
  grid: AnalysisGrid,
): Staged<Float64Array> {
  const out = bench.makeRows(f0.length, grid.bins);
  yield { ...aperiodicityParts(bench, source, f0, shares, grid, out), until: 1 };
  return out;
}

function aperiodicityParts(
  bench: Bench,
  source: MonoSource,
  f0: Float64Array,
  shares: Float64Array,
  grid: AnalysisGrid,
  out: Float64Array,
) {
  const { bins, fftSize, framePeriodMs, sampleRate, noiseAmplitude } = grid;
  const counter = aperiodicityCounter(bench, f0, shares, grid);
  const work = partsOf(f0.length, ...framesIn(APERIODICITY_PART, LEAST_APERIODICITY_PART, bench, grid));
  const parts = work.map(({ start: first, length: count }): Part => {
    const sound = stretchOfFrames(source, grid, first, count);
    const offset = counter.before(first);
    const span = { f0: f0.subarray(first, first + count), shares: shares.subarray(first, first + count) };
    const options = { sampleRate, framePeriodMs, fftSize, noiseAmplitude, sound };
    const ask = { kind: 'aperiodicity', ...options, first, offset, ...span } as const;
    return { ask, into: rowsOf(out, first, count, bins) };
  });
  return { parts, count: work.count };
}

/** Most and least frames in a part, with the threads between. */
function framesIn(most: number, least: number, { hands }: Bench, { fftSize }: AnalysisGrid): [number, number, number] {
  const frames = (size: number): number => Math.max(1, Math.round(size / fftSize));
  return [frames(most), hands, frames(least)];
}

function envelopeParts(bench: Bench, source: MonoSource, f0: Float64Array, grid: AnalysisGrid, out: Float64Array) {
  const { bins, fftSize, framePeriodMs, sampleRate } = grid;
  const counter = envelopeCounter(bench, f0, grid);
  const work = partsOf(f0.length, ...framesIn(ENVELOPE_PART, LEAST_ENVELOPE_PART, bench, grid));
  const parts = work.map(({ start: first, length: count }): Part => {
    const sound = stretchOfFrames(source, grid, first, count);
    const offset = counter.before(first);
    const span = f0.subarray(first, first + count);
    const ask = { kind: 'envelope', sampleRate, framePeriodMs, fftSize, sound, first, f0: span, offset } as const;
    return { ask, into: rowsOf(out, first, count, bins) };
  });
  return { parts, count: work.count };
}

function shareParts(bench: Bench, source: MonoSource, f0: Float64Array, grid: AnalysisGrid, out: Float64Array) {
  const { fftSize, framePeriodMs, sampleRate, noiseAmplitude } = grid;
  const counter = shareCounter(bench, f0, grid);
  const work = partsOf(f0.length, ...framesIn(SHARES_PART, LEAST_SHARES_PART, bench, grid));
  const parts = work.map(({ start: first, length: count }): Part => {
    const sound = stretchOfFrames(source, grid, first, count);
    const offset = counter.before(first);
    const span = f0.subarray(first, first + count);
    const options = { sampleRate, framePeriodMs, fftSize, noiseAmplitude, sound };
    const ask = { kind: 'shares', ...options, first, f0: span, offset } as const;
    return { ask, into: out.subarray(first, first + count) };
  });
  return { parts, count: work.count };
}

const rowsOf = (out: Float64Array, first: number, count: number, bins: number): Float64Array =>
  out.subarray(first * bins, (first + count) * bins);

function* chain<T>(...all: readonly Iterable<T>[]): Generator<T, void, void> {
  for (const each of all) yield* each;
}

/** Where in the noise sequence frames begin. */
export interface NoiseCounter {
  /** Values that the frames before this one draw. Asked for in ascending order. */
  before(frame: number): number;
}

/** CheapTrick's. */
export function envelopeCounter(bench: Bench, f0: Float64Array, { sampleRate, fftSize }: AnalysisGrid): NoiseCounter {
  const { abi } = bench.heap;
  const trick = (): Pointer => bench.tools.cheapTrick(sampleRate, fftSize);
  return counterOf(0, (from, to) =>
    onHeap(bench, [f0.subarray(from, to)], ([at = 0]) => abi.sonde_cheap_trick_noise_count(trick(), at, to - from)),
  );
}

function shareCounter(bench: Bench, f0: Float64Array, grid: AnalysisGrid): NoiseCounter {
  const { abi } = bench.heap;
  return counterOf(0, (from, to) =>
    onHeap(bench, [f0.subarray(from, to)], ([at = 0]) =>
      abi.sonde_d4c_share_noise_count(d4cOf(bench, grid), at, to - from),
    ),
  );
}

/** D4C draws after LoveTrain has drawn for all frames. */
export function aperiodicityCounter(
  bench: Bench,
  f0: Float64Array,
  shares: Float64Array,
  grid: AnalysisGrid,
): NoiseCounter {
  const { abi } = bench.heap;
  return counterOf(shareCounter(bench, f0, grid).before(f0.length), (from, to) =>
    onHeap(bench, [f0.subarray(from, to), shares.subarray(from, to)], ([at = 0, sharesAt = 0]) =>
      abi.sonde_d4c_noise_count(d4cOf(bench, grid), at, sharesAt, to - from),
    ),
  );
}

function d4cOf({ tools }: Bench, { sampleRate, fftSize, noiseAmplitude }: AnalysisGrid): Pointer {
  return tools.d4c(sampleRate, fftSize, noiseAmplitude);
}

function onHeap<T>({ heap }: Bench, arrays: readonly Float64Array[], use: (at: readonly Pointer[]) => T): T {
  return heap.scoped((scope) => use(arrays.map((array) => scope.putF64(array))));
}

function counterOf(start: number, countIn: (from: number, to: number) => number): NoiseCounter {
  let frame = 0;
  let drawn = start;
  return {
    before(until) {
      if (until > frame) drawn += countIn(frame, until);
      frame = Math.max(frame, until);
      return drawn;
    },
  };
}

import type { Heap } from './heap.ts';
import type { MonoSource } from './kernels.ts';
import type { Stretch } from './world-asks.ts';
import { checkFiniteAt, type FrameGrid } from './world-checks.ts';

/** A sound in memory as a source. */
export function sourceOf(x: Float64Array, sampleRate: number): MonoSource {
  return { length: x.length, sampleRate, read: (start, count) => x.subarray(start, start + count) };
}

/** Samples start..end-1, as far as there are any; at least one. */
export function stretchOf(source: MonoSource, start: number, end: number): Stretch {
  const { length } = source;
  const from = Math.min(Math.max(0, start), length - 1);
  const to = Math.min(Math.max(from + 1, end), length);
  return { x: source.read(from, to - from), start: from, length };
}

/** Longest half window of any stage, s: D4C's two periods of 47 Hz, a quarter of a period later; with some more. */
const REACH = 0.06;

/** What frames first..first+count-1 are cut from: as far as their windows reach. */
export function stretchOfFrames(
  source: MonoSource,
  { sampleRate, framePeriodMs, fftSize }: FrameGrid,
  first: number,
  count: number,
): Stretch {
  const reach = Math.ceil(Math.max(REACH * sampleRate, fftSize / 2)) + 16;
  const place = (frame: number): number => Math.floor(((frame * framePeriodMs) / 1000) * sampleRate);
  return stretchOf(source, place(first) - reach, place(first + count - 1) + reach);
}

/** Samples looked at in one go: some milliseconds. */
const LOOK = 262_144;

/** The whole sound in blocks, in order. */
export function* looks(source: MonoSource): Generator<{ readonly start: number; readonly count: number }> {
  for (let start = 0; start < source.length; start += LOOK) {
    yield { start, count: Math.min(LOOK, source.length - start) };
  }
}

/** How many blocks that are. */
export function lookCount(source: MonoSource): number {
  return Math.ceil(source.length / LOOK);
}

/** before + x[0] + x[1] + …, in this order. @throws AppError audio-not-finite */
export function runningSum(heap: Heap, x: Float64Array, before: number): number {
  return heap.scoped((scope) => {
    const at = scope.putF64(x);
    checkFiniteAt(heap, at, x.length);
    return heap.abi.sonde_running_sum(at, x.length, before);
  });
}

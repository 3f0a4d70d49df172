import { isNeutral, printQuantity, type Quantity } from '../units/quantity.ts';
import type { Heap, Scope } from './heap.ts';
import type { ChangedContour, Sliced, WorldAnalysis, WorldChange } from './kernels.ts';
import { checkAnalysis, checkRows, type FrameGrid, makeRows, queryInvalid } from './world-checks.ts';

/** Rows per slice, of the result or of what it is read from, times the FFT size: some milliseconds. */
const ROWS = 524_288;

/**
 * The parameters after a change, in slices. f0 changes first, then everything is read at other times and frequencies.
 * @throws AppError query-invalid when a change has no meaning here or leaves nothing, size-limit, memory-limit
 */
export function* modifySlices(heap: Heap, analysis: WorldAnalysis, change: WorldChange): Sliced<WorldAnalysis> {
  const grid = checkAnalysis(analysis);
  const { sampleRate, framePeriodMs, fftSize } = grid;
  // Refuse what cannot be held before anything is made.
  const frames = changedFrameCount(analysis.f0.length, framePeriodMs, change.duration);
  if (frames >= 1 && Number.isFinite(frames)) checkRows(frames, grid.bins);
  const { f0, times, vtlRatio } = changeContour(heap, analysis.f0, framePeriodMs, change);
  // Two copies of the largest arrays there are would cost more than the change of f0 itself.
  if (times === undefined && vtlRatio === 1) return { ...analysis, f0 };
  const places = times ?? Float64Array.from(analysis.f0, (_, i) => (i * framePeriodMs) / 1000);
  const resample = (rows: Float64Array, done: number): Sliced<Float64Array<ArrayBuffer>> =>
    resampleSlices(heap, rows, grid, vtlRatio, places, done);
  const spectralEnvelope = yield* resample(analysis.spectralEnvelope, 0);
  const aperiodicity = yield* resample(analysis.aperiodicity, 0.5);
  return { sampleRate, framePeriodMs, fftSize, f0, spectralEnvelope, aperiodicity };
}

/** @throws AppError query-invalid when a change has no meaning here or leaves nothing */
export function changeContour(
  heap: Heap,
  old: Float64Array,
  framePeriodMs: number,
  change: WorldChange,
): ChangedContour {
  const vtlRatio = vtlRatioOf(heap, change.vtl);
  const times = newTimes(heap, old.length, framePeriodMs, change.duration);
  const changed = changeF0(heap, old, change.f0);
  return { f0: times === undefined ? changed : retimeF0(heap, changed, framePeriodMs, times), times, vtlRatio };
}

/** New / old vocal-tract length. */
function vtlRatioOf(heap: Heap, vtl: Quantity | undefined): number {
  if (vtl === undefined) return 1;
  if (vtl.kind === 'absolute' || (vtl.kind === 'offset' && vtl.unit !== 'st')) {
    throw queryInvalid('vtl', 'unsupported', 'a ratio or an offset in st', printQuantity(vtl));
  }
  const ratio = vtl.kind === 'ratio' ? vtl.value : heap.abi.sonde_modify_semitone_ratio(vtl.value);
  if (ratio > 0 && ratio < Number.POSITIVE_INFINITY) return ratio;
  throw queryInvalid('vtl', 'out-of-range', 'a finite ratio above 0', printQuantity(vtl));
}

function changeF0(heap: Heap, f0: Float64Array, change: Quantity | undefined): Float64Array<ArrayBuffer> {
  if (change === undefined) return Float64Array.from(f0);
  const { abi } = heap;
  const isRange = change.kind === 'offset' || change.value >= 0;
  if (!Number.isFinite(change.value) || !isRange) {
    throw queryInvalid('f0', 'out-of-range', 'a finite number, not negative unless an offset', printQuantity(change));
  }
  if (change.kind !== 'ratio' && change.unit !== 'Hz' && (change.kind === 'absolute' || change.unit !== 'st')) {
    throw queryInvalid(
      'f0',
      'unsupported',
      'a ratio, an offset in st or Hz, or an absolute in Hz',
      printQuantity(change),
    );
  }
  return heap.scoped((scope) => {
    const at = scope.putF64(f0);
    if (change.kind === 'ratio') abi.sonde_modify_f0_scale(at, f0.length, change.value, at);
    else if (change.kind === 'absolute') abi.sonde_modify_f0_center(at, f0.length, change.value, at);
    else if (change.unit === 'Hz') abi.sonde_modify_f0_shift(at, f0.length, change.value, at);
    else abi.sonde_modify_f0_scale(at, f0.length, abi.sonde_modify_semitone_ratio(change.value), at);
    return heap.readF64(at, f0.length);
  });
}

/** Seconds of the new frames on the old time axis; undefined where the duration stays. */
function newTimes(
  heap: Heap,
  frames: number,
  framePeriodMs: number,
  duration: Quantity | undefined,
): Float64Array | undefined {
  if (duration === undefined || isNeutral(duration)) return undefined;
  const end = lastTime(frames, framePeriodMs);
  const count = newFrameCount(duration, frames, framePeriodMs);
  return heap.scoped((scope) => {
    const at = scope.f64(count);
    heap.abi.sonde_modify_spread_times(end, count, at);
    return heap.readF64(at, count);
  });
}

function newFrameCount(duration: Quantity, frames: number, framePeriodMs: number): number {
  if (duration.kind !== 'ratio' && duration.unit !== 's') {
    throw queryInvalid(
      'duration',
      'unsupported',
      'a ratio, an offset in s, or an absolute in s',
      printQuantity(duration),
    );
  }
  const count = changedFrameCount(frames, framePeriodMs, duration);
  if (count >= 1 && Number.isFinite(count)) return count;
  const expected = `at least one frame of ${framePeriodMs} ms of a sound of ${lastTime(frames, framePeriodMs)} s`;
  throw queryInvalid('duration', 'out-of-range', expected, printQuantity(duration));
}

/**
 * Frames after a change of duration, below 1 where nothing is left. Ratios count frames; `~` and offsets count frame
 * periods of the new duration, where the old one is the time of the last frame.
 * @source VTServer's behaviour, whose frame counts these are
 */
export function changedFrameCount(frames: number, framePeriodMs: number, duration: Quantity | undefined): number {
  if (duration === undefined || isNeutral(duration)) return frames;
  if (duration.kind === 'ratio') return Math.trunc(duration.value * frames);
  const seconds = duration.kind === 'offset' ? duration.value + lastTime(frames, framePeriodMs) : duration.value;
  return Math.trunc((seconds / framePeriodMs) * 1000);
}

/** Of the last frame, s. */
function lastTime(frames: number, framePeriodMs: number): number {
  return ((frames - 1) * framePeriodMs) / 1000;
}

function retimeF0(heap: Heap, f0: Float64Array, framePeriodMs: number, times: Float64Array): Float64Array<ArrayBuffer> {
  return heap.scoped((scope) => {
    const out = scope.f64(times.length);
    const f0At = scope.putF64(f0);
    heap.check(heap.abi.sonde_modify_retime_f0(f0At, f0.length, framePeriodMs, scope.putF64(times), times.length, out));
    return heap.readF64(out, times.length);
  });
}

/** One matrix at other times and frequencies. @param done what `yield` counts from, of 1, for its half */
function* resampleSlices(
  heap: Heap,
  rows: Float64Array,
  { bins, fftSize, framePeriodMs }: FrameGrid,
  vtlRatio: number,
  times: Float64Array,
  done: number,
): Sliced<Float64Array<ArrayBuffer>> {
  const { abi } = heap;
  const total = rows.length / bins;
  const most = Math.max(2, Math.round(ROWS / fftSize));
  const out = makeRows(times.length, bins);
  const scope = heap.open();
  try {
    const memory = slots(scope, most, bins);
    for (let start = 0; start < times.length; ) {
      const { first, frames, count } = nextChunk(
        times,
        start,
        most,
        (time) => abi.sonde_modify_frame_before(time, framePeriodMs, total),
        total,
      );
      heap.writeF64(memory.rows, rows.subarray(first * bins, (first + frames) * bins));
      heap.writeF64(memory.times, times.subarray(start, start + count));
      const { rows: rowsAt, times: timesAt, out: outAt } = memory;
      abi.sonde_modify_resample_rows(
        rowsAt,
        first,
        frames,
        bins,
        total,
        framePeriodMs,
        vtlRatio,
        timesAt,
        count,
        outAt,
      );
      heap.readF64Into(outAt, out.subarray(start * bins, (start + count) * bins));
      start += count;
      yield done + (0.5 * start) / times.length;
    }
    return out;
  } finally {
    scope.close();
  }
}

function slots(scope: Scope, most: number, bins: number) {
  return { rows: scope.f64(most * bins), times: scope.f64(most), out: scope.f64(most * bins) };
}

/** As many new frames from `start` on as need, and are, at most `most` rows. */
function nextChunk(
  times: Float64Array,
  start: number,
  most: number,
  frameBefore: (time: number) => number,
  total: number,
): { readonly first: number; readonly frames: number; readonly count: number } {
  const first = frameBefore(times[start] ?? 0);
  const framesTo = (i: number): number => Math.min(frameBefore(times[i] ?? 0) + 2, total) - first;
  let count = Math.min(most, times.length - start);
  while (framesTo(start + count - 1) > most) count = Math.ceil(count / 2);
  return { first, frames: framesTo(start + count - 1), count };
}

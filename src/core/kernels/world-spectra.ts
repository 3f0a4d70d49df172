import type { Pointer } from './abi.gen.ts';
import { blocksOf } from './blocks.ts';
import type { Heap } from './heap.ts';
import type { Sliced } from './kernels.ts';
import { type AnalysisGrid, makeRows } from './world-checks.ts';
import type { SoundInHeap } from './world-f0.ts';

/** f0 in linear memory, Hz. */
export interface Contour {
  readonly at: Pointer;
  readonly frames: number;
}

/**
 * Frames per slice, times the FFT size: some milliseconds of work each. Results do not depend on them, because every
 * frame's place in the noise sequence is counted.
 */
const ENVELOPE_SLICE = 131_072;
const SHARE_SLICE = 262_144;
const APERIODICITY_SLICE = 32_768;

function sliceFrames(work: number, fftSize: number): number {
  return Math.max(1, Math.round(work / fftSize));
}

/**
 * CheapTrick in slices.
 * @param noise the noise sequence's handle
 * @returns power, `[frames x bins]`
 */
export function* envelopeSlices(
  heap: Heap,
  noise: Pointer,
  sound: SoundInHeap,
  f0: Contour,
  grid: AnalysisGrid,
): Sliced<Float64Array<ArrayBuffer>> {
  const { abi } = heap;
  const { bins, fftSize, framePeriodMs, sampleRate } = grid;
  const scope = heap.open();
  try {
    const out = makeRows(f0.frames, bins);
    const most = sliceFrames(ENVELOPE_SLICE, fftSize);
    const cheapTrick = scope.own(
      abi.sonde_cheap_trick_create(noise, sampleRate, fftSize),
      abi.sonde_cheap_trick_destroy,
    );
    const rowsAt = scope.f64(most * bins);
    let offset = 0;
    for (const { start, length } of blocksOf(f0.frames, most)) {
      const f0At = f0.at + 8 * start;
      const { at, length: all } = sound;
      abi.sonde_cheap_trick_frames(cheapTrick, at, 0, all, all, framePeriodMs, f0At, start, length, offset, rowsAt);
      heap.readF64Into(rowsAt, out.subarray(start * bins, (start + length) * bins));
      offset += abi.sonde_cheap_trick_noise_count(cheapTrick, f0At, length);
      yield (start + length) / f0.frames;
    }
    return out;
  } finally {
    scope.close();
  }
}

/**
 * LoveTrain, then D4C, in slices.
 * @param noise the noise sequence's handle
 * @returns amplitude ratio, `[frames x bins]`
 */
export function* aperiodicitySlices(
  heap: Heap,
  noise: Pointer,
  sound: SoundInHeap,
  f0: Contour,
  grid: AnalysisGrid,
): Sliced<Float64Array<ArrayBuffer>> {
  const { abi } = heap;
  const { bins, fftSize, framePeriodMs, sampleRate, noiseAmplitude } = grid;
  const scope = heap.open();
  try {
    const out = makeRows(f0.frames, bins);
    const most = sliceFrames(APERIODICITY_SLICE, fftSize);
    const d4c = scope.own(abi.sonde_d4c_create(noise, sampleRate, fftSize, noiseAmplitude), abi.sonde_d4c_destroy);
    const shareAt = scope.f64(f0.frames);
    let offset = yield* shareSlices(heap, d4c, sound, f0, grid, shareAt);
    const rowsAt = scope.f64(most * bins);
    for (const { start, length } of blocksOf(f0.frames, most)) {
      const f0At = f0.at + 8 * start;
      const sharesAt = shareAt + 8 * start;
      const { at, length: all } = sound;
      abi.sonde_d4c_frames(d4c, at, 0, all, all, framePeriodMs, f0At, sharesAt, start, length, offset, rowsAt);
      heap.readF64Into(rowsAt, out.subarray(start * bins, (start + length) * bins));
      offset += abi.sonde_d4c_noise_count(d4c, f0At, sharesAt, length);
      yield SHARE_PART + ((1 - SHARE_PART) * (start + length)) / f0.frames;
    }
    return out;
  } finally {
    scope.close();
  }
}

/** LoveTrain's part of D4C's time. */
const SHARE_PART = 0.15;

/** @returns the noise values consumed, where D4C's own begin */
function* shareSlices(
  heap: Heap,
  d4c: Pointer,
  sound: SoundInHeap,
  f0: Contour,
  grid: AnalysisGrid,
  shareAt: Pointer,
): Sliced<number> {
  const { abi } = heap;
  let offset = 0;
  for (const { start, length } of blocksOf(f0.frames, sliceFrames(SHARE_SLICE, grid.fftSize))) {
    const f0At = f0.at + 8 * start;
    const outAt = shareAt + 8 * start;
    abi.sonde_d4c_shares(
      d4c,
      sound.at,
      0,
      sound.length,
      sound.length,
      grid.framePeriodMs,
      f0At,
      start,
      length,
      offset,
      outAt,
    );
    offset += abi.sonde_d4c_share_noise_count(d4c, f0At, length);
    yield (SHARE_PART * (start + length)) / f0.frames;
  }
  return offset;
}

import { AppError } from '../base/errors.ts';
import type { Pointer } from './abi.gen.ts';
import { blocksOf } from './blocks.ts';
import type { Heap, Scope } from './heap.ts';
import type { MonoSource, Sliced, WorldAnalysisOptions } from './kernels.ts';

/** A mono sound in linear memory: it must stay there, as it is, as long as something works on it. */
export interface SoundInHeap {
  readonly at: Pointer;
  /** samples, at least 1 */
  readonly length: number;
  /** Hz, a positive integer */
  readonly sampleRate: number;
}

export type HarvestOptions = Pick<WorldAnalysisOptions, 'f0Floor' | 'f0Ceiling' | 'framePeriodMs'>;
export type DioOptions = HarvestOptions & Pick<WorldAnalysisOptions, 'decimation' | 'allowedRange'>;

/** How much runs between two yields: a few milliseconds. */
const BLOCKS_PER_SLICE = 4;
const HARVEST_PIECES_PER_SECOND = 4;
const HARVEST_LEAST = 256;
/** Shares of the time that Harvest takes: the first time, the sound is for its mean alone. */
const FIRST_TIME = { from: 0, to: 0.03 };
const SECOND_TIME = { from: 0.03, to: 1 };
const FRAMES_PER_SLICE = 256;

/** trunc(1000 * samples / sampleRate / framePeriodMs) + 1, in this order. @throws AppError internal when not countable */
export function frameCount(heap: Heap, samples: number, sampleRate: number, framePeriodMs: number): number {
  const frames = heap.abi.sonde_frame_count(samples, sampleRate, framePeriodMs);
  if (frames > 0) return frames;
  throw new AppError('internal', `no frames of ${framePeriodMs} ms in ${samples} samples at ${sampleRate} Hz`);
}

/**
 * DIO in slices of some blocks of the sound.
 * @returns Hz, `[frames]`, 0 = unvoiced; all zeros for a sound too short to be tracked
 * @throws AppError internal for options out of their range, memory-limit
 */
export function* dioSlices(heap: Heap, sound: SoundInHeap, options: DioOptions = {}): Sliced<Float64Array> {
  const { framePeriodMs = 5, f0Floor = 71, f0Ceiling = 800, decimation = 1, allowedRange = 0.1 } = options;
  checkSearch(sound, f0Floor, f0Ceiling, framePeriodMs);
  checkDio(decimation, allowedRange);
  const { abi } = heap;
  const frames = frameCount(heap, sound.length, sound.sampleRate, framePeriodMs);
  const scope = heap.open();
  try {
    const { at, length, sampleRate } = sound;
    const dio = scope.own(
      abi.sonde_dio_create(at, length, sampleRate, f0Floor, f0Ceiling, framePeriodMs, decimation, allowedRange),
      abi.sonde_dio_destroy,
    );
    const blocks = abi.sonde_dio_blocks_left(dio);
    for (let left = blocks; left > 0; left = abi.sonde_dio_blocks_left(dio)) {
      abi.sonde_dio_run(dio, BLOCKS_PER_SLICE);
      yield 1 - abi.sonde_dio_blocks_left(dio) / blocks;
    }
    const f0 = scope.f64(frames);
    heap.check(abi.sonde_dio_finish(dio, f0));
    return heap.readF64(f0, frames);
  } finally {
    scope.close();
  }
}

/**
 * Harvest in slices of a quarter of a second. The sound is read twice, in order and piece by piece.
 * @returns Hz, `[frames]`, 0 = unvoiced
 * @throws AppError internal for options out of their range, memory-limit
 */
export function* harvestSlices(heap: Heap, source: MonoSource, options: HarvestOptions = {}): Sliced<Float64Array> {
  const { framePeriodMs = 5, f0Floor = 71, f0Ceiling = 800 } = options;
  checkSearch(source, f0Floor, f0Ceiling, framePeriodMs);
  const { abi } = heap;
  const { length, sampleRate } = source;
  const frames = frameCount(heap, length, sampleRate, framePeriodMs);
  const scope = heap.open();
  try {
    const handle = abi.sonde_harvest_create(length, sampleRate, f0Floor, f0Ceiling, framePeriodMs);
    const harvest = scope.own(handle, abi.sonde_harvest_destroy);
    const piece = Math.max(HARVEST_LEAST, Math.ceil(sampleRate / HARVEST_PIECES_PER_SECOND));
    for (const { from, to } of [FIRST_TIME, SECOND_TIME]) {
      for (const { start, length: count } of blocksOf(length, piece)) {
        const take = (own: Scope): number =>
          abi.sonde_harvest_take(harvest, own.putF64(source.read(start, count)), count);
        heap.check(heap.scoped(take));
        yield from + ((to - from) * (start + count)) / length;
      }
    }
    const f0 = scope.f64(frames);
    heap.check(abi.sonde_harvest_finish(harvest, f0));
    return heap.readF64(f0, frames);
  } finally {
    scope.close();
  }
}

/**
 * StoneMask in slices of some frames.
 * @param f0 Hz, `[frames]`, 0 = unvoiced; left alone
 * @returns Hz, `[frames]`
 */
export function* stoneMaskSlices(
  heap: Heap,
  sound: SoundInHeap,
  f0: Float64Array,
  framePeriodMs = 5,
): Sliced<Float64Array> {
  const { abi } = heap;
  checkSound(sound);
  const scope = heap.open();
  try {
    const mask = scope.own(abi.sonde_stone_mask_create(sound.sampleRate), abi.sonde_stone_mask_destroy);
    const refined = scope.putF64(f0);
    for (let from = 0; from < f0.length; from += FRAMES_PER_SLICE) {
      const to = Math.min(f0.length, from + FRAMES_PER_SLICE);
      const { at, length } = sound;
      abi.sonde_stone_mask_run(mask, at, 0, length, length, framePeriodMs, refined + 8 * from, from, to - from);
      yield to / f0.length;
    }
    return heap.readF64(refined, f0.length);
  } finally {
    scope.close();
  }
}

type Size = Pick<SoundInHeap, 'length' | 'sampleRate'>;

function checkSound({ length, sampleRate }: Size): void {
  if (length < 1) throw new AppError('audio-empty', 'The sound has no samples.');
  if (Number.isInteger(sampleRate) && sampleRate >= 1 && sampleRate < 2 ** 31) return;
  throw new AppError('internal', `the sampling rate must be a positive integer of Hz, got ${sampleRate}`);
}

function checkSearch(sound: Size, floor: number, ceiling: number, periodMs: number): void {
  checkSound(sound);
  if (!(floor >= 1 && ceiling >= floor && ceiling <= 1e6)) {
    throw new AppError('internal', `f0: 1 <= floor <= ceiling <= 1e6 Hz, got floor ${floor}, ceiling ${ceiling}`);
  }
  if (!(periodMs >= 0.001 && periodMs <= 1e6)) {
    throw new AppError('internal', `f0: the frame period must be 0.001..1e6 ms, got ${periodMs}`);
  }
}

function checkDio(decimation: number, allowedRange: number): void {
  if (!(Number.isInteger(decimation) && decimation >= 1 && decimation <= 12)) {
    throw new AppError('internal', `dio: the decimation must be 1..12, got ${decimation}`);
  }
  if (!(allowedRange >= 0 && Number.isFinite(allowedRange))) {
    throw new AppError('internal', `dio: the allowed range must be 0 or more, got ${allowedRange}`);
  }
}

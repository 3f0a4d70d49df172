import { type Clip, frameLength } from './clip.ts';

/**
 * A sound that is read where it is needed, because it may not fit into memory. Reading is synchronous: it is done on
 * threads that compute and may wait for a disk.
 */
export interface LongSound {
  /** Hz */
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Samples per channel. */
  readonly frames: number;
  /**
   * Samples start..start+count-1 of one channel, all of them inside; shared, not to be written to.
   * @throws AppError file-unreadable
   */
  read(channel: number, start: number, count: number): Float64Array;
}

/** Samples per block when a sound is gone through: whole leaves of the sum of squares, some milliseconds of work. */
const BLOCK = 65_536;

/** One channel in blocks, in order. */
export function* blocksOfChannel(sound: LongSound, channel: number): Generator<Float64Array, void, void> {
  for (let start = 0; start < sound.frames; start += BLOCK) {
    yield sound.read(channel, start, Math.min(BLOCK, sound.frames - start));
  }
}

/** A sound in memory, to be read like one that is not. */
export function readable({ sampleRate, channels }: Clip): LongSound {
  const read = (channel: number, start: number, count: number): Float64Array =>
    channels[channel]?.subarray(start, start + count) ?? new Float64Array(count);
  return { sampleRate, channelCount: channels.length, frames: frameLength({ sampleRate, channels }), read };
}

import type { ScratchFile } from '../base/byte-source.ts';
import { AppError } from '../base/errors.ts';
import type { LongSound } from './long-sound.ts';

/** Samples per block when a sound is gone through: some milliseconds of work. */
export const BLOCK = 65_536;

/** Samples are counted in 32 bits, with room for a spectrum beyond the last. */
export const MOST_SAMPLES = 2 ** 31 - 2 ** 23;

/** @returns the number of frames, when a long sound may have so many. @throws AppError size-limit */
export function checkLongSize(frames: number): number {
  if (frames <= MOST_SAMPLES) return frames;
  const message = `the result would have ${frames} samples per channel, of which ${MOST_SAMPLES} is the limit`;
  throw new AppError('size-limit', message, { details: { limitFrames: MOST_SAMPLES } });
}

/** What is made of a sound where it is read. @param shape what of the sound is not the same */
export function viewOf(
  sound: LongSound,
  read: LongSound['read'],
  shape: Partial<Omit<LongSound, 'read'>> = {},
): LongSound {
  const { sampleRate, channelCount, frames } = sound;
  return { sampleRate, channelCount, frames, ...shape, read };
}

/** Frames `from` and on of a sound, as many as `frames`, with zeroes where it has none. */
export function placed(sound: LongSound, from: number, frames: number): LongSound {
  const read = (channel: number, start: number, count: number): Float64Array => {
    const first = Math.max(0, from + start);
    const end = Math.min(sound.frames, from + start + count);
    if (end - first === count) return sound.read(channel, first, count);
    const out = new Float64Array(count);
    if (end > first) out.set(sound.read(channel, first, end - first), first - from - start);
    return out;
  };
  return viewOf(sound, read, { frames });
}

/** Up to so many channels, those that there are repeated in turn. */
export function repeated(sound: LongSound, channelCount: number): LongSound {
  const read: LongSound['read'] = (channel, start, count) => sound.read(channel % sound.channelCount, start, count);
  return viewOf(sound, read, { channelCount });
}

const DOUBLE = Float64Array.BYTES_PER_ELEMENT;

/** A channel of samples put aside, exactly as they are. */
export interface Aside {
  readonly write: (start: number, y: Float64Array) => void;
  readonly read: (start: number, count: number) => Float64Array;
}

/** Puts a channel aside in a file of its own. */
export function asideOn(file: ScratchFile): Aside {
  return {
    write: (start, y) => file.write(start * DOUBLE, new Uint8Array(y.buffer, y.byteOffset, y.byteLength)),
    read: (start, count) => {
      const y = new Float64Array(count);
      new Uint8Array(y.buffer).set(file.read(start * DOUBLE, count * DOUBLE));
      return y;
    },
  };
}

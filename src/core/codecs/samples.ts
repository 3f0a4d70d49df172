import { type Clip, frameLength } from '../audio/clip.ts';
import { type LongSound, readable } from '../audio/long-sound.ts';
import { AppError } from '../base/errors.ts';
import type { LevelKernel, PcmEncoding } from '../kernels/kernels.ts';
import { assertFinite } from './finite.ts';

/** Of one channel. */
export const BYTES_PER_SAMPLE: Readonly<Record<PcmEncoding, number>> = {
  u8: 1,
  s16: 2,
  s24: 3,
  s32: 4,
  f32: 4,
  f64: 8,
};

/** Far beyond any converter; larger rates are damaged headers, and would ask for gigabytes later on. */
export const MAX_SAMPLE_RATE = 10_000_000;

/** Samples in one piece of a file, over all channels. */
const PIECE_SAMPLES = 1 << 18;

/**
 * A sound as encoders read it. One that is not in memory is not looked through: whoever made it answers for its samples.
 * @throws AppError audio-empty; audio-not-finite for a clip
 */
export function savable(sound: Clip | LongSound, level: LevelKernel): LongSound {
  const isClip = 'channels' in sound;
  const frames = isClip ? frameLength(sound) : sound.frames;
  if (frames === 0) throw new AppError('audio-empty', 'A sound without samples cannot be saved.');
  if (!isClip) return sound;
  if (sound.channels.some((channel) => channel.length !== frames)) {
    throw new AppError('internal', 'Expected channels of one length.');
  }
  assertFinite(sound, level, 'The sound to save');
  return readable(sound);
}

/**
 * @param format as people call it
 * @returns the sound's channels, as encoders of MP3 and Vorbis take them
 * @throws AppError audio-unsupported for more than two
 */
export function lossyChannels({ channelCount }: LongSound, format: string): 1 | 2 {
  if (channelCount === 1 || channelCount === 2) return channelCount;
  const message = `${format} is written with 1 or 2 channels, got ${channelCount}; WAV holds them.`;
  throw new AppError('audio-unsupported', message);
}

/** The samples of a sound in blocks, in order, each turned into bytes when it is asked for. */
export function* encodeBlocks(
  sound: LongSound,
  encode: (block: readonly Float64Array[]) => Uint8Array<ArrayBuffer>,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const { channelCount, frames } = sound;
  const step = Math.max(1, Math.floor(PIECE_SAMPLES / channelCount));
  for (let start = 0; start < frames; start += step) {
    const count = Math.min(step, frames - start);
    yield encode(Array.from({ length: channelCount }, (_, channel) => sound.read(channel, start, count)));
  }
}

/** What stands before the samples, the samples, and what stands after them, if anything does. */
export function* framed(
  head: Uint8Array<ArrayBuffer>,
  samples: Iterable<Uint8Array<ArrayBuffer>>,
  tail: Uint8Array<ArrayBuffer>,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  yield head;
  yield* samples;
  if (tail.length > 0) yield tail;
}

/** What makes samples out of seconds. */
export interface SoundShape {
  /** Hz */
  readonly sampleRate: number;
  readonly channelCount: number;
}

/**
 * Refuses a sound by its length, before there is memory for it.
 * @param samples at least as many as there are, over all channels
 * @throws AppError memory-limit
 */
export function assertLength(samples: number, limit: number, { sampleRate, channelCount }: SoundShape): void {
  if (samples <= limit) return;
  const most = (limit / channelCount / sampleRate / 60).toFixed(1);
  const shape = `${channelCount === 1 ? '1 channel' : `${channelCount} channels`} at ${sampleRate} Hz`;
  const message = `The sound is too long: of ${shape}, at most ${most} minutes (${limit} samples) can be opened here.`;
  throw new AppError('memory-limit', message, { details: { limit } });
}

/**
 * @param samples how many there are to be, over all channels
 * @throws AppError memory-limit where the machine has no array of that length
 */
export function withinMemory<T>(samples: number, allocate: () => T): T {
  try {
    return allocate();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    const size = `${samples} samples need ${samples * 8} bytes`;
    throw new AppError('memory-limit', `The sound is too long for this machine's memory: ${size}.`, { cause: thrown });
  }
}

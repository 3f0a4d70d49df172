import type { LongSound } from '../audio/long-sound.ts';
import type { Kernels, PcmEncoding, Sliced } from '../kernels/kernels.ts';

/** Frames that are converted at a time, so that a long sound is never held. */
const BLOCK = 65_536;

/**
 * Identity of samples, whatever file they came in: BLAKE2b-240 over `<rate> <channels> <frames> <encoding>\n` and the
 * interleaved little-endian samples; `s16` after conversion by the rule of WAV.
 * @throws AppError file-unreadable, where the sound is read from a file
 */
export function digestSound(
  sound: LongSound,
  encoding: Extract<PcmEncoding, 's16' | 'f64'>,
  kernels: Kernels,
): Sliced<string> {
  const size = sound.frames * sound.channelCount * (encoding === 's16' ? 2 : 8);
  return kernels.hash.hash(bytesOf(sound, encoding, kernels), size);
}

function* bytesOf(sound: LongSound, encoding: PcmEncoding, kernels: Kernels): Generator<Uint8Array> {
  const { sampleRate, channelCount, frames } = sound;
  yield new TextEncoder().encode(`${sampleRate} ${channelCount} ${frames} ${encoding}\n`);
  for (let from = 0; from < frames; from += BLOCK) {
    yield kernels.pcm.encode(blockOf(sound, from, BLOCK), encoding, 'wav');
  }
}

/** Frames from `from` on of every channel, fewer where the sound ends before. */
export function blockOf(sound: LongSound, from: number, count: number): readonly Float64Array[] {
  const length = Math.min(count, sound.frames - from);
  return Array.from({ length: sound.channelCount }, (_, channel) => sound.read(channel, from, length));
}

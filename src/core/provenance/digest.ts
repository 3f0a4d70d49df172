import { type Clip, frameLength } from '../audio/clip.ts';
import { createHasher } from '../base/hash.ts';
import type { Kernels, PcmEncoding } from '../kernels/kernels.ts';

/** Frames that are converted at a time, so that a long sound is never held twice. */
const BLOCK = 65_536;

/**
 * Identity of samples, whatever file they came in: BLAKE2b-240 over `<rate> <channels> <frames> <encoding>\n` and the
 * interleaved little-endian samples; `s16` after conversion by the rule of WAV.
 */
export function digestSamples(clip: Clip, encoding: Extract<PcmEncoding, 's16' | 'f64'>, kernels: Kernels): string {
  const frames = frameLength(clip);
  const hasher = createHasher();
  const head = `${clip.sampleRate} ${clip.channels.length} ${frames} ${encoding}\n`;
  hasher.update(new TextEncoder().encode(head));
  for (let from = 0; from < frames; from += BLOCK) {
    const block = clip.channels.map((channel) => channel.subarray(from, from + BLOCK));
    hasher.update(kernels.pcm.encode(block, encoding, 'wav'));
  }
  return hasher.digest();
}

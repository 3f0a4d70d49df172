import { type Clip, frameLength } from '../audio/clip.ts';
import type { Kernels, PcmEncoding } from '../kernels/kernels.ts';
import { complete } from '../kernels/sliced.ts';

/** Frames that are converted at a time, so that a long sound is never held twice. */
const BLOCK = 65_536;

/**
 * Identity of samples, whatever file they came in: BLAKE2b-240 over `<rate> <channels> <frames> <encoding>\n` and the
 * interleaved little-endian samples; `s16` after conversion by the rule of WAV.
 */
export function digestSamples(clip: Clip, encoding: Extract<PcmEncoding, 's16' | 'f64'>, kernels: Kernels): string {
  const size = frameLength(clip) * clip.channels.length * (encoding === 's16' ? 2 : 8);
  return complete(kernels.hash.hash(bytesOf(clip, encoding, kernels), size));
}

function* bytesOf(clip: Clip, encoding: PcmEncoding, kernels: Kernels): Generator<Uint8Array> {
  const frames = frameLength(clip);
  yield new TextEncoder().encode(`${clip.sampleRate} ${clip.channels.length} ${frames} ${encoding}\n`);
  for (let from = 0; from < frames; from += BLOCK) {
    const block = clip.channels.map((channel) => channel.subarray(from, from + BLOCK));
    yield kernels.pcm.encode(block, encoding, 'wav');
  }
}

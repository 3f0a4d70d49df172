import type { Clip } from '../../core/audio/clip.ts';
import { throwIfAborted } from '../../core/base/errors.ts';
import type { CodecTools } from '../../core/codecs/codec.ts';

export interface WriteJob {
  readonly clip: Clip;
  readonly mediaType: string;
  readonly signal: AbortSignal;
  readonly breathe: () => Promise<void>;
  /** @param fraction 0..1 */
  readonly onFraction: (fraction: number) => void;
}

/**
 * Collects the pieces of a file with a breath after each. How far it is, the kernel tells that turns samples into codes,
 * which every format asks block by block: pieces say nothing of it, as some formats write all at the end.
 * @throws AppError cancelled, and what the codec throws
 */
export async function writeFile(
  { clip, mediaType, signal, breathe, onFraction }: WriteJob,
  tools: CodecTools,
  encode: (tools: CodecTools) => Promise<Iterable<Uint8Array<ArrayBuffer>>>,
): Promise<Blob> {
  const total = clip.channels.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  const { pcm } = tools.kernels;
  const counting: typeof pcm = {
    decode: (bytes, encoding, channelCount) => pcm.decode(bytes, encoding, channelCount),
    encode: (block, encoding, rule) => {
      done += block.reduce((sum, { length }) => sum + length, 0);
      return pcm.encode(block, encoding, rule);
    },
  };
  throwIfAborted(signal);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (const piece of await encode({ ...tools, kernels: { ...tools.kernels, pcm: counting } })) {
    pieces.push(piece);
    onFraction(Math.min(1, done / total));
    await breathe();
    throwIfAborted(signal);
  }
  return new Blob(pieces, { type: mediaType });
}

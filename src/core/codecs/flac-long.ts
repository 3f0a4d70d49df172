import type { LongSound } from '../audio/long-sound.ts';
import type { ByteSource, ScratchFile } from '../base/byte-source.ts';
import { concatBytes } from '../base/bytes.ts';
import type { PcmKernel, Sliced } from '../kernels/kernels.ts';
import { decodeFrames } from './flac-decode.ts';
import type { FlacLibrary } from './flac-library.ts';
import type { FlacFacts } from './flac-metadata.ts';
import { BYTES_PER_SAMPLE } from './samples.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Samples of a channel that lie together. */
const PAGE = 65_536;

/**
 * Decodes a file into a place that can be read anywhere, since its frames can only be decoded in order: pages, in each of them the
 * codes of one channel after those of the other.
 * @throws AppError audio-invalid
 */
export function* spreadFlac(
  source: ByteSource,
  facts: FlacFacts,
  library: FlacLibrary,
  pcm: PcmKernel,
  scratch: ScratchFile,
): Sliced<LongSound> {
  const { encoding, sampleRate, channelCount } = facts;
  const width = BYTES_PER_SAMPLE[encoding];
  const pending: Bytes[][] = Array.from({ length: channelCount }, () => []);
  let waiting = 0;
  let pages = 0;
  const put = (samples: number): void => {
    for (const [channel, parts] of pending.entries()) {
      const codes = concatBytes(parts);
      scratch.write((pages * channelCount + channel) * PAGE * width, codes.subarray(0, samples * width));
      pending[channel] = [codes.slice(samples * width)];
    }
    waiting -= samples;
    pages += 1;
  };
  const frames = yield* decodeFrames(source, facts, library, Number.POSITIVE_INFINITY, (channels, samples) => {
    for (const [channel, codes] of channels.entries()) pending[channel]?.push(codes);
    waiting += samples;
    while (waiting >= PAGE) put(PAGE);
  });
  if (waiting > 0) put(waiting);
  const read = (channel: number, start: number, count: number): Float64Array => {
    const parts: Uint8Array[] = [];
    for (let at = start; at < start + count; ) {
      const page = Math.floor(at / PAGE);
      const end = Math.min(start + count, (page + 1) * PAGE);
      const offset = ((page * channelCount + channel) * PAGE + (at - page * PAGE)) * width;
      parts.push(scratch.read(offset, (end - at) * width));
      at = end;
    }
    return pcm.decode(concatBytes(parts), encoding, 1)[0] ?? new Float64Array(count);
  };
  return { sampleRate, channelCount, frames, read };
}

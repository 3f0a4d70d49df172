import type { ByteSource } from '../base/byte-source.ts';
import { AppError } from '../base/errors.ts';
import type { Sliced } from '../kernels/kernels.ts';
import { invalid } from './damage.ts';
import type { FlacFrame, FlacLibrary } from './flac-library.ts';
import type { FlacFacts } from './flac-metadata.ts';
import { assertLength } from './samples.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Takes the codes of each channel in a frame, little-endian, in the encoding that the facts say. */
export type TakeFlacFrame = (channels: readonly Bytes[], samples: number) => void;

interface Progress {
  frames: number;
  /** What was wrong first, if anything was. */
  damage: string | undefined;
  isTooLong: boolean;
}

/**
 * Decodes all frames, in order and in slices, and compares them with the checksums in the file.
 * @param limit samples over all channels: a few bytes of FLAC can stand for minutes of silence
 * @returns samples per channel
 * @throws AppError audio-invalid where the file is damaged, which may be after its frames were taken; memory-limit where it
 * is too long
 */
export function* decodeFrames(
  source: ByteSource,
  facts: FlacFacts,
  library: FlacLibrary,
  limit: number,
  takeFrame: TakeFlacFrame,
): Sliced<number> {
  const progress: Progress = { frames: 0, damage: undefined, isTooLong: false };
  const take = (frame: readonly Bytes[], { blocksize, channels: count, bitsPerSample }: FlacFrame): boolean => {
    if (count !== facts.channelCount || bitsPerSample !== facts.bits) {
      progress.damage ??= `a frame of ${count} channels and ${bitsPerSample} bits`;
    }
    if (progress.damage !== undefined) return false;
    progress.isTooLong = (progress.frames + blocksize) * count > limit;
    if (progress.isTooLong) return false;
    progress.frames += blocksize;
    const codes = frame.map((channel) => packed(channel, facts.bits));
    takeFrame(codes, blocksize);
    return true;
  };
  const isIntact = yield* runDecoder(source, library, take, (description) => {
    // What stands after the last frame, such as tags of MP3 players, is none of ours.
    if (progress.frames !== facts.frames) progress.damage ??= DAMAGES[description] ?? description;
  });
  if (progress.isTooLong) assertLength(Number.POSITIVE_INFINITY, limit, facts);
  const place = `${(progress.frames / facts.sampleRate).toFixed(3)} s`;
  if (progress.damage !== undefined) throw invalid(`The FLAC file is damaged at ${place}: ${progress.damage}.`, 0);
  if (facts.frames !== undefined && progress.frames > facts.frames) {
    throw invalid(`The FLAC file has ${progress.frames} samples, its header promises ${facts.frames}.`, 0);
  }
  if (!isIntact && progress.frames === facts.frames) {
    throw invalid('The samples of the FLAC file are not those of the MD5 sum in it: it was damaged.', 0);
  }
  return progress.frames;
}

const DAMAGES: Readonly<Record<string, string>> = {
  FLAC__STREAM_DECODER_ERROR_STATUS_LOST_SYNC: 'there is no frame where one was expected',
  FLAC__STREAM_DECODER_ERROR_STATUS_BAD_HEADER: 'the head of a frame cannot be read',
  FLAC__STREAM_DECODER_ERROR_STATUS_FRAME_CRC_MISMATCH: 'a frame does not have its checksum',
  FLAC__STREAM_DECODER_ERROR_STATUS_UNPARSEABLE_STREAM: 'a frame has fields that are not in use',
};

/** The decoder's states from which it does not go on: the end of the stream, and failures. */
const END_OF_STREAM = 4;

/** Frames in a slice: some milliseconds. */
const FRAMES_PER_SLICE = 16;

/** @returns false where the samples do not have the checksum in the file, or not all of them came */
function* runDecoder(
  source: ByteSource,
  library: FlacLibrary,
  take: (channels: readonly Bytes[], frame: FlacFrame) => boolean,
  complain: (description: string) => void,
): Sliced<boolean> {
  let offset = 0;
  const read = (limit: number) => {
    const buffer = source.read(offset, Math.min(limit, source.length - offset)).slice();
    offset += buffer.length;
    return { buffer, readDataLength: buffer.length, error: false };
  };
  const decoder = library.create_libflac_decoder(true);
  try {
    const status = library.init_decoder_stream(decoder, read, take, (_, description) => complain(description));
    if (decoder === 0 || status !== 0) throw new AppError('internal', 'The FLAC decoder failed.');
    for (let frames = 1; library.FLAC__stream_decoder_process_single(decoder); frames++) {
      if (library.FLAC__stream_decoder_get_state(decoder) >= END_OF_STREAM) break;
      if (frames % FRAMES_PER_SLICE === 0) yield offset / source.length;
    }
    return library.FLAC__stream_decoder_finish(decoder);
  } finally {
    if (decoder !== 0) library.FLAC__stream_decoder_delete(decoder);
  }
}

/** As the kernels want codes: 8 bits unsigned, which come as 2 bytes; 24 bits in 3 bytes, which come as 4. */
function packed(codes: Bytes, bits: number): Bytes {
  if (bits === 16) return codes;
  const [from, to] = bits === 8 ? [2, 1] : [4, 3];
  const result = new Uint8Array((codes.length / from) * to);
  for (let source = 0, target = 0; target < result.length; source += from) {
    for (let byte = 0; byte < to; byte++) result[target++] = codes[source + byte] ?? 0;
  }
  if (bits === 8) for (let index = 0; index < result.length; index++) result[index] = (result[index] ?? 0) ^ 0x80;
  return result;
}

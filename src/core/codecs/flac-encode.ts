import type { LongSound } from '../audio/long-sound.ts';
import type { ScratchFile } from '../base/byte-source.ts';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import type { PcmKernel } from '../kernels/kernels.ts';
import { layOutFlac } from './flac-layout.ts';
import type { FlacLibrary, FlacStreamInfo } from './flac-library.ts';
import { encodeBlocks } from './samples.ts';
import { openSpool } from './spool.ts';
import { readVendor } from './vorbis-comment.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** libFLAC's own default, and that of most programs. */
const COMPRESSION_LEVEL = 5;

/** `fLaC` and STREAMINFO with its head: what the encoder writes before the comments, with their head. */
const BEFORE_COMMENTS = 42 + 4;

const NOTHING = new Uint8Array(0);

/**
 * The pieces of a FLAC file. Its head says how its frames turned out, so that these are made first, a slice for each empty
 * piece, and kept, in memory where there is no other place; they are smaller than the samples.
 * @param encoding integers, of as many bits
 * @throws AppError internal, at a piece, should the encoder fail
 */
export function* encodeFrames(
  sound: LongSound,
  encoding: 's16' | 's24',
  recipe: Uint8Array | undefined,
  pcm: PcmKernel,
  library: FlacLibrary,
  scratch: ScratchFile | undefined,
): Generator<Bytes, void, void> {
  const { sampleRate, channelCount } = sound;
  const bits = encoding === 's16' ? 16 : 24;
  const encoder = library.create_libflac_encoder(sampleRate, channelCount, bits, COMPRESSION_LEVEL, 0, false);
  try {
    const frames = openSpool(scratch);
    const heads: Bytes[] = [];
    let info: FlacStreamInfo | undefined;
    const write = (bytes: Bytes, _: number, samples: number): void => {
      if (samples > 0) frames.push(bytes);
      else heads.push(bytes);
    };
    const keep = (given: FlacStreamInfo): void => {
      info = given;
    };
    check(encoder !== 0 && library.init_encoder_stream(encoder, write, keep) === 0);
    for (const block of encodeBlocks(sound, (samples) => pcm.encode(samples, encoding, 'flac'))) {
      const codes = encoding === 's16' ? Int32Array.from(new Int16Array(block.buffer)) : signExtend(block);
      check(library.FLAC__stream_encoder_process_interleaved(encoder, codes, codes.length / channelCount));
      yield NOTHING;
    }
    check(library.FLAC__stream_encoder_finish(encoder));
    if (info === undefined) throw failed();
    yield layOutFlac({
      sampleRate,
      channelCount,
      bits,
      frames: sound.frames,
      blocks: [info.min_blocksize, info.max_blocksize],
      frameBytes: [info.min_framesize, info.max_framesize],
      md5: info.md5sum,
      vendor: readVendor(concatBytes(heads).subarray(BEFORE_COMMENTS)),
      recipe,
    });
    yield* frames.pieces();
  } finally {
    if (encoder !== 0) library.FLAC__stream_encoder_delete(encoder);
  }
}

/** Little-endian codes of 24 bits as numbers. */
function signExtend(bytes: Uint8Array): Int32Array {
  const codes = new Int32Array(bytes.length / 3);
  for (let index = 0, byte = 0; index < codes.length; index++, byte += 3) {
    const code = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16);
    codes[index] = (code << 8) >> 8;
  }
  return codes;
}

function check(isWell: boolean): void {
  if (!isWell) throw failed();
}

function failed(): AppError {
  return new AppError('internal', 'The FLAC encoder failed.');
}

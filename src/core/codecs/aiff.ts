import type { Clip } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import { SourceReader } from '../base/source-reader.ts';
import { layOutAiff } from './aiff-layout.ts';
import { type AiffFacts, readAiffFacts } from './aiff-read.ts';
import type { CodecCode, CodecKernels, DecodedSound, EncodeOptions } from './codec.ts';
import { assertFinite } from './finite.ts';
import { pcmFile } from './pcm-file.ts';
import { encodeRecipe } from './recipe.ts';
import { BYTES_PER_SAMPLE, encodeBlocks, framed, savable, withinMemory } from './samples.ts';

/**
 * Reads an AIFF file of 1 to 32 bits, or an AIFF-C file of the same in either byte order or of IEEE float (32, 64 bits).
 * A file that is cut short or was never finished is read as far as it goes, with a warning.
 * @returns a fresh clip; the bytes are not kept
 * @throws AppError audio-invalid, audio-empty, audio-unsupported, audio-not-finite; memory-limit when there is no room
 */
export function decodeAiff(bytes: Uint8Array, kernels: CodecKernels): DecodedSound {
  const facts = readAiffFacts(bytes);
  const { encoding, channelCount, sampleRate, dataStart, dataLength } = facts;
  const channels = withinMemory(facts.frames * channelCount, () =>
    decodeCodes(bytes.subarray(dataStart, dataStart + dataLength), facts, kernels),
  );
  const clip: Clip = { sampleRate, channels };
  if (encoding === 'f32' || encoding === 'f64') assertFinite(clip, kernels.level, 'The file');
  return { clip, encoding, recipe: facts.recipe, warnings: facts.warnings };
}

/**
 * The pieces of an AIFF file (integers) or AIFF-C file (floats), in order: head, samples in blocks, pad byte and recipe.
 * The codes are those of `encodeWav`, in the other byte order. No time, name or place enters, so the same clip and
 * options give the same bytes.
 * @throws AppError audio-empty, audio-not-finite, audio-unsupported, at once and not at the first piece
 */
export function encodeAiff(
  sound: Clip | LongSound,
  { encoding, recipe }: EncodeOptions,
  kernels: CodecKernels,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const saved = savable(sound, kernels.level);
  const { head, tail } = layOutAiff({
    encoding,
    channelCount: saved.channelCount,
    sampleRate: saved.sampleRate,
    frames: saved.frames,
    recipe: recipe === undefined ? undefined : encodeRecipe(recipe),
  });
  const samples = encodeBlocks(saved, (block) => {
    const bytes = kernels.pcm.encode(block, encoding, 'wav');
    swapBytes(bytes, BYTES_PER_SAMPLE[encoding]);
    return bytes;
  });
  return framed(head, samples, tail);
}

/** AIFF and AIFF-C. */
export const aiffCode = {
  decode: async (bytes, { kernels }) => decodeAiff(bytes, kernels),
  encode: async (sound, options, { kernels }) => encodeAiff(sound, options, kernels),
  async open(source, { kernels }) {
    const facts = readAiffFacts(new SourceReader(source, 'big'));
    const { sampleRate, channelCount, frames, dataStart, frameBytes, recipe, warnings } = facts;
    const read = (channel: number, start: number, count: number): Float64Array => {
      const codes = source.read(dataStart + start * frameBytes, count * frameBytes);
      return decodeCodes(codes, facts, kernels)[channel] ?? new Float64Array(count);
    };
    return pcmFile({ sound: { sampleRate, channelCount, frames, read }, recipe, warnings });
  },
} satisfies CodecCode;

/** @param codes of whole frames; left untouched */
function decodeCodes(
  codes: Uint8Array,
  { encoding, order, channelCount }: AiffFacts,
  kernels: CodecKernels,
): Float64Array[] {
  const data = codes.slice();
  if (encoding === 'u8') flipSigns(data);
  if (order === 'big') swapBytes(data, BYTES_PER_SAMPLE[encoding]);
  return kernels.pcm.decode(data, encoding, channelCount);
}

/** Reverses each number of `width` bytes, in place. */
function swapBytes(bytes: Uint8Array, width: number): void {
  for (let start = 0; start < bytes.length; start += width) {
    for (let low = start, high = start + width - 1; low < high; low++, high--) {
      const byte = bytes[low] ?? 0;
      bytes[low] = bytes[high] ?? 0;
      bytes[high] = byte;
    }
  }
}

/** Signed codes of 8 bits to the unsigned ones of the kernel, in place. */
function flipSigns(bytes: Uint8Array): void {
  for (let index = 0; index < bytes.length; index++) bytes[index] = (bytes[index] ?? 0) ^ 0x80;
}

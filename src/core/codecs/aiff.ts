import type { Clip } from '../audio/clip.ts';
import { layOutAiff } from './aiff-layout.ts';
import { readAiffFacts } from './aiff-read.ts';
import type { Codec, CodecKernels, DecodedSound, EncodeOptions } from './codec.ts';
import { assertFinite } from './finite.ts';
import { FORMATS } from './formats.ts';
import { encodeRecipe } from './recipe.ts';
import { assertSavable, BYTES_PER_SAMPLE, encodeBlocks, framed, withinMemory } from './samples.ts';

/**
 * Reads an AIFF file of 1 to 32 bits, or an AIFF-C file of the same in either byte order or of IEEE float (32, 64 bits).
 * A file that is cut short or was never finished is read as far as it goes, with a warning.
 * @returns a fresh clip; the bytes are not kept
 * @throws AppError audio-invalid, audio-empty, audio-unsupported, audio-not-finite; memory-limit when there is no room
 */
export function decodeAiff(bytes: Uint8Array, kernels: CodecKernels): DecodedSound {
  const facts = readAiffFacts(bytes);
  const { encoding, order, channelCount, sampleRate, dataStart, dataLength } = facts;
  const channels = withinMemory(facts.frames * channelCount, () => {
    const data = bytes.slice(dataStart, dataStart + dataLength);
    if (encoding === 'u8') flipSigns(data);
    if (order === 'big') swapBytes(data, BYTES_PER_SAMPLE[encoding]);
    return kernels.pcm.decode(data, encoding, channelCount);
  });
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
  clip: Clip,
  { encoding, recipe }: EncodeOptions,
  kernels: CodecKernels,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const frames = assertSavable(clip, kernels.level);
  const { head, tail } = layOutAiff({
    encoding,
    channelCount: clip.channels.length,
    sampleRate: clip.sampleRate,
    frames,
    recipe: recipe === undefined ? undefined : encodeRecipe(recipe),
  });
  const samples = encodeBlocks(clip, (block) => {
    const bytes = kernels.pcm.encode(block, encoding, 'wav');
    swapBytes(bytes, BYTES_PER_SAMPLE[encoding]);
    return bytes;
  });
  return framed(head, samples, tail);
}

/** AIFF and AIFF-C, as the codec that hosts choose by a file's first bytes or its name. */
export const aiffCodec: Codec = {
  ...FORMATS.aiff,
  recognises: (head) => /^FORM.{4}AIF[FC]/s.test(String.fromCharCode(...head.subarray(0, 12))),
  decode: async (bytes, { kernels }) => decodeAiff(bytes, kernels),
  encode: async (clip, options, { kernels }) => encodeAiff(clip, options, kernels),
};

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

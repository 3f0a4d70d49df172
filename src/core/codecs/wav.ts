import type { Clip } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import type { Codec, CodecKernels, DecodedSound, EncodeOptions } from './codec.ts';
import { assertFinite } from './finite.ts';
import { FORMATS } from './formats.ts';
import { encodeRecipe } from './recipe.ts';
import { encodeBlocks, framed, savable, withinMemory } from './samples.ts';
import { isWavContainer } from './wav-container.ts';
import { layOutWav } from './wav-layout.ts';
import { openWavFile } from './wav-long.ts';
import { readWavFacts, type WavFacts } from './wav-read.ts';

export interface WavOptions extends EncodeOptions {
  /** `RF64` asks for it at any size; by default it is used from 4 GiB on. */
  readonly container?: 'auto' | 'RF64';
}

export interface DecodedWav extends DecodedSound {
  readonly facts: WavFacts;
}

/**
 * Reads a WAV, RF64 or BW64 file of PCM (8, 16, 24, 32 bits) or IEEE float (32, 64 bits), plain or extensible. A file
 * that is cut short or was never finished is read as far as it goes, with a warning.
 * @returns a fresh clip; the bytes are not kept
 * @throws AppError audio-invalid, audio-empty, audio-unsupported, audio-not-finite; memory-limit when there is no room
 */
export function decodeWav(bytes: Uint8Array, kernels: CodecKernels): DecodedWav {
  const facts = readWavFacts(bytes);
  const { encoding, channelCount, sampleRate, dataStart, dataLength } = facts;
  const data = bytes.subarray(dataStart, dataStart + dataLength);
  const channels = withinMemory(facts.frames * channelCount, () => kernels.pcm.decode(data, encoding, channelCount));
  const clip: Clip = { sampleRate, channels };
  if (encoding === 'f32' || encoding === 'f64') assertFinite(clip, kernels.level, 'The file');
  return { clip, encoding, recipe: facts.recipe, warnings: facts.warnings, facts };
}

/**
 * The pieces of a WAV file, or RF64 file beyond 4 GiB, in order: head, samples in blocks, pad byte and recipe.
 * Integers are `floor(round(x * 2^31) / 2^(32 - bits))` with limits, as libsndfile writes them. No time, name or place
 * enters, so the same clip and options give the same bytes.
 * @throws AppError audio-empty, audio-not-finite, audio-unsupported, at once and not at the first piece
 */
export function encodeWav(
  sound: Clip | LongSound,
  options: WavOptions,
  kernels: CodecKernels,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const saved = savable(sound, kernels.level);
  const { head, tail } = layOutWav({
    encoding: options.encoding,
    channelCount: saved.channelCount,
    sampleRate: saved.sampleRate,
    frames: saved.frames,
    recipe: options.recipe === undefined ? undefined : encodeRecipe(options.recipe),
    container: options.container ?? 'auto',
  });
  const samples = encodeBlocks(saved, (block) => kernels.pcm.encode(block, options.encoding, 'wav'));
  return framed(head, samples, tail);
}

/** WAV, RF64 and BW64, as the codec that hosts choose by a file's first bytes or its name. */
export const wavCodec: Codec<WavOptions> = {
  ...FORMATS.wav,
  recognises: (head) => isWavContainer(String.fromCharCode(...head.subarray(0, 4))),
  decode: async (bytes, { kernels }) => decodeWav(bytes, kernels),
  encode: async (sound, options, { kernels }) => encodeWav(sound, options, kernels),
  open: async (source, tools) => openWavFile(source, tools),
};

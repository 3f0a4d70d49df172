import type { Clip } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import {
  type CodecCode,
  type CodecKernels,
  type CodecTools,
  type DecodedSound,
  type EncodeOptions,
  SAMPLE_LIMIT,
} from './codec.ts';
import { assertFinite } from './finite.ts';
import { FloatCollector, toFloats } from './floats.ts';
import { writeId3 } from './id3.ts';
import { libraryFor } from './libraries.ts';
import type { LossyEncoder, Mpg123Decoder } from './lossy-library.ts';
import { chooseRates, DEFAULT_BITRATE, type Mp3Rates } from './mp3-bitrates.ts';
import { writeMp3Info } from './mp3-info.ts';
import { type Mp3Facts, readMp3Facts } from './mp3-read.ts';
import { readMpegHeader } from './mpeg-frame.ts';
import { encodeRecipe } from './recipe.ts';
import { assertLength, encodeBlocks, lossyChannels, savable } from './samples.ts';

/** Samples that LAME puts before a sound. */
const LAME_DELAY = 576;

const NOTHING = new Uint8Array(0);

/**
 * Reads an MP3 file, or one of layers I and II. Samples that the encoder put before and after the sound are cut off where
 * the file says how many there are.
 * @returns a fresh clip; the bytes are not kept
 * @throws AppError audio-invalid, audio-empty, audio-unsupported, audio-not-finite, memory-limit, codec-unavailable
 */
export async function decodeMp3(bytes: Uint8Array, tools: CodecTools): Promise<DecodedSound> {
  const facts = readMp3Facts(bytes);
  const limit = tools.sampleLimit ?? SAMPLE_LIMIT;
  // At once: hours of sound would take minutes to decode, only to be refused.
  assertLength(facts.frames.length * facts.frameSamples * facts.channelCount, limit, facts);
  const start = await libraryFor('mpg123', 'MP3', tools);
  const { clip, lost } = decodeFrames(bytes, facts, await start(), limit);
  assertFinite(clip, tools.kernels.level, 'The file');
  const { recipe, frames } = facts;
  if (lost === 0) return { clip, encoding: 'f32', recipe, warnings: facts.warnings };
  const message = `${lost} of ${frames.length} frames could not be decoded and are silent.`;
  return { clip, encoding: 'f32', recipe, warnings: [...facts.warnings, { code: 'damaged', message }] };
}

/** Frame by frame, so that one that cannot be decoded leaves the others in their places. */
function decodeFrames(
  bytes: Uint8Array,
  facts: Mp3Facts,
  decoder: Mpg123Decoder,
  limit: number,
): { clip: Clip; lost: number } {
  const { channelCount, frames, frameSamples } = facts;
  const silence = Array.from({ length: channelCount }, () => new Float32Array(frameSamples));
  const collected = new FloatCollector(facts, limit);
  let lost = 0;
  for (const at of frames) {
    const length = readMpegHeader(bytes, at)?.length ?? 0;
    const { channelData, samplesDecoded } = decoder.decodeFrame(bytes.subarray(at, at + length));
    const isWhole = samplesDecoded === frameSamples;
    collected.add(isWhole ? channelData : silence);
    if (!isWhole) lost++;
  }
  if (lost === frames.length) throw new AppError('audio-invalid', `None of the ${lost} frames could be decoded.`);
  return { clip: collected.finish(facts.start, facts.start + facts.length), lost };
}

/**
 * The pieces of an MP3 file of constant bitrate: the recipe's tag, a frame that says how long the sound is, the sound. The
 * same clip and options give the same bytes.
 * @throws AppError audio-empty, audio-not-finite, audio-unsupported, codec-unavailable
 */
export async function encodeMp3(
  given: Clip | LongSound,
  options: EncodeOptions,
  tools: CodecTools,
): Promise<Iterable<Uint8Array<ArrayBuffer>>> {
  const sound = savable(given, tools.kernels.level);
  const { sampleRate } = sound;
  const channels = lossyChannels(sound, 'MP3');
  const rates = chooseRates(sampleRate, options.bitrate ?? DEFAULT_BITRATE);
  const start = await libraryFor('lame', 'MP3', tools);
  const encoder = await start();
  encoder.configure({ channels, sampleRate, ...rates });
  return mp3Pieces(sound, { ...options, bitrate: rates.bitrate }, encoder, tools.kernels);
}

function* mp3Pieces(
  sound: LongSound,
  { recipe, bitrate }: EncodeOptions & { readonly bitrate: number },
  encoder: LossyEncoder<Mp3Rates>,
  kernels: CodecKernels,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const parts: Uint8Array[] = [];
  for (const part of encodeBlocks(sound, (block) => encoder.encode(toFloats(block, kernels)).slice())) {
    parts.push(part);
    // What goes before the sound needs its length.
    yield NOTHING;
  }
  parts.push(encoder.finalize());
  const bytes = concatBytes(parts);
  const { frames, samples } = countFrames(bytes);
  const padding = samples - LAME_DELAY - sound.frames;
  if (recipe !== undefined) yield writeId3(encodeRecipe(recipe));
  yield writeMp3Info(bytes, { bitrate, frames, bytes, delay: LAME_DELAY, padding });
  yield bytes;
}

function countFrames(bytes: Uint8Array): { readonly frames: number; readonly samples: number } {
  let frames = 0;
  let samples = 0;
  for (let at = 0; at < bytes.length; frames++) {
    const header = readMpegHeader(bytes, at);
    if (header === undefined) throw new AppError('internal', `Expected LAME to write a frame at byte ${at}.`);
    at += header.length;
    samples += header.samples;
  }
  return { frames, samples };
}

/** Layers I, II and III of MPEG. */
export const mp3Code = {
  decode: decodeMp3,
  encode: encodeMp3,
} satisfies CodecCode;

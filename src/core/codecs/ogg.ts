import type { Clip } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import { AppError } from '../base/errors.ts';
import type { CodecCode, CodecKernels, CodecTools, EncodeOptions } from './codec.ts';
import { toFloats } from './floats.ts';
import { libraryFor } from './libraries.ts';
import type { LossyEncoder, VorbisSettings } from './lossy-library.ts';
import { decodeOgg } from './ogg-decode.ts';
import { OggAssembler, writeHeaderPages } from './ogg-packets.ts';
import { type OggPage, readOggPages, writeOggPage } from './ogg-page.ts';
import { DEFAULT_QUALITY } from './ogg-quality.ts';
import { encodeRecipe } from './recipe.ts';
import { encodeBlocks, lossyChannels, savable } from './samples.ts';
import { layOutComments, readVendor } from './vorbis-comment.ts';

/** Hz: what libvorbis has settings for. */
const MAX_RATE = 200_000;

/** The number of the stream in its file; a constant, so that the same sound gives the same bytes. */
const SERIAL = 1;

const HEADERS = 3;

/**
 * The pieces of an Ogg Vorbis file of variable bitrate. The same clip and options give the same bytes.
 * @throws AppError audio-empty, audio-not-finite, audio-unsupported, codec-unavailable
 */
export async function encodeOgg(
  given: Clip | LongSound,
  options: EncodeOptions,
  tools: CodecTools,
): Promise<Iterable<Uint8Array<ArrayBuffer>>> {
  const sound = savable(given, tools.kernels.level);
  const { sampleRate } = sound;
  const channels = lossyChannels(sound, 'Ogg Vorbis');
  if (!Number.isInteger(sampleRate) || sampleRate < 1 || sampleRate > MAX_RATE) {
    const message = `An Ogg Vorbis file cannot have a sampling rate of ${sampleRate} Hz, only whole Hz up to ${MAX_RATE}.`;
    throw new AppError('audio-unsupported', message);
  }
  const start = await libraryFor('vorbisEncoder', 'Ogg Vorbis', tools);
  const encoder = await start();
  encoder.configure({ channels, sampleRate, vbrQuality: options.quality ?? DEFAULT_QUALITY, oggSerialNo: SERIAL });
  const recipe = options.recipe && encodeRecipe(options.recipe);
  return withRecipe(encodePages(sound, encoder, tools.kernels), recipe);
}

/** What the encoder gives at a time: whole pages. */
function* encodePages(
  sound: LongSound,
  encoder: LossyEncoder<VorbisSettings>,
  kernels: CodecKernels,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  yield* encodeBlocks(sound, (block) => encoder.encode(toFloats(block, kernels)).slice());
  yield encoder.finalize().slice();
}

/** The headers anew, with the recipe among the comments; the pages of sound as they are, but for their numbers. */
function* withRecipe(
  parts: Iterable<Uint8Array<ArrayBuffer>>,
  recipe: Uint8Array | undefined,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const assembler = new OggAssembler();
  const headers: Uint8Array[] = [];
  let sequence = 0;
  for (const part of parts) {
    const pages: Uint8Array<ArrayBuffer>[] = [];
    for (const page of readOggPages(part, refuseGap)) {
      if (headers.length === HEADERS) {
        pages.push(writeOggPage({ ...page, sequence: sequence++ }));
        continue;
      }
      headers.push(...assembler.add(page).packets);
      if (headers.length < HEADERS) continue;
      pages.push(...headerPages(headers, recipe, page));
      sequence = pages.length;
    }
    // Where a slice of work gave no page, this is nothing, and a host can still breathe.
    yield* pages.length === 0 ? [new Uint8Array(0)] : pages;
  }
}

function headerPages(
  headers: readonly Uint8Array[],
  recipe: Uint8Array | undefined,
  { serial }: OggPage,
): Uint8Array<ArrayBuffer>[] {
  const [identification, comments, setup] = headers;
  if (identification === undefined || comments === undefined || setup === undefined) throw brokenEncoder();
  const laidOut = layOutComments(readVendor(comments.subarray(7)), recipe);
  const packet = new Uint8Array(7 + laidOut.length + 1);
  packet.set(comments.subarray(0, 7));
  packet.set(laidOut, 7);
  // The framing bit.
  packet[packet.length - 1] = 1;
  return writeHeaderPages([identification, packet, setup], serial);
}

function refuseGap(): void {
  throw brokenEncoder();
}

function brokenEncoder(): AppError {
  return new AppError('internal', 'The encoder of Ogg Vorbis gave no whole pages.');
}

/** Ogg with Vorbis or Opus inside, written with Vorbis. */
export const oggCode = {
  decode: decodeOgg,
  encode: encodeOgg,
} satisfies CodecCode;

import { type Clip, frameLength } from '../audio/clip.ts';
import { AppError } from '../base/errors.ts';
import type { Codec, CodecKernels, DecodedSound, EncodeOptions } from './codec.ts';
import { assertFinite } from './finite.ts';
import { isWavContainer } from './wav-container.ts';
import { layOutWav, type WavLayout } from './wav-layout.ts';
import { readWavFacts, type WavFacts } from './wav-read.ts';
import { encodeRecipe } from './wav-recipe.ts';

export interface WavOptions extends EncodeOptions {
  /** `RF64` asks for it at any size; by default it is used from 4 GiB on. */
  readonly container?: 'auto' | 'RF64';
}

export interface DecodedWav extends DecodedSound {
  readonly facts: WavFacts;
}

/** Frames per piece that `encodeWav` yields, over all channels. */
const PIECE_SAMPLES = 1 << 18;

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
  clip: Clip,
  options: WavOptions,
  kernels: CodecKernels,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const frames = frameLength(clip);
  if (frames === 0) throw new AppError('audio-empty', 'A sound without samples cannot be saved.');
  if (clip.channels.some((channel) => channel.length !== frames)) {
    throw new AppError('internal', 'Expected channels of one length.');
  }
  assertFinite(clip, kernels.level, 'The sound to save');
  const layout = layOutWav({
    encoding: options.encoding,
    channelCount: clip.channels.length,
    sampleRate: clip.sampleRate,
    frames,
    recipe: options.recipe === undefined ? undefined : encodeRecipe(options.recipe),
    container: options.container ?? 'auto',
  });
  return pieces(clip, options, kernels, layout);
}

/** WAV, RF64 and BW64, as the codec that hosts choose by a file's first bytes or its name. */
export const wavCodec: Codec<WavOptions> = {
  name: 'WAV',
  extensions: ['wav', 'wave', 'rf64', 'bw64', 'bwf'],
  mediaType: 'audio/wav',
  recognises: (head) => isWavContainer(String.fromCharCode(...head.subarray(0, 4))),
  decode: decodeWav,
  encode: encodeWav,
};

function* pieces(
  clip: Clip,
  { encoding }: WavOptions,
  { pcm }: CodecKernels,
  { head, tail }: WavLayout,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  yield head;
  const frames = frameLength(clip);
  const step = Math.max(1, Math.floor(PIECE_SAMPLES / clip.channels.length));
  for (let start = 0; start < frames; start += step) {
    const block = clip.channels.map((channel) => channel.subarray(start, start + step));
    yield pcm.encode(block, encoding, 'wav');
  }
  if (tail.length > 0) yield tail;
}

/** Engines say with a RangeError that an array is too large for them. */
function withinMemory<T>(samples: number, allocate: () => T): T {
  try {
    return allocate();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    const size = `${samples} samples need ${samples * 8} bytes`;
    throw new AppError('memory-limit', `The sound is too long for this machine's memory: ${size}.`, { cause: thrown });
  }
}

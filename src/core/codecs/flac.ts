import type { Clip } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import { type ByteSource, memorySource } from '../base/byte-source.ts';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import { SourceReader } from '../base/source-reader.ts';
import { complete } from '../kernels/sliced.ts';
import {
  type CodecCode,
  type CodecTools,
  type CodecWarning,
  type DecodedSound,
  type EncodeOptions,
  type LongCodecTools,
  type LongFile,
  SAMPLE_LIMIT,
} from './codec.ts';
import { decodeFrames, type TakeFlacFrame } from './flac-decode.ts';
import { encodeFrames } from './flac-encode.ts';
import type { FlacLibrary } from './flac-library.ts';
import { spreadFlac } from './flac-long.ts';
import { type FlacFacts, readFlacFacts } from './flac-metadata.ts';
import { libraryFor } from './libraries.ts';
import { encodeRecipe } from './recipe.ts';
import { savable, withinMemory } from './samples.ts';

/** FLAC has three bits for the number of channels, */
const MAX_CHANNELS = 8;
/** and a rate that its frames can tell: below 2^16 Hz any, above it only tens. */
const MAX_RATE = 655_350;

/**
 * Reads a FLAC file of 8, 16 or 24 bits and verifies its checksums. A file that is cut short is read as far as its frames
 * are whole, with a warning; one with a wrong checksum is refused, since a gap in a stimulus must not go unseen.
 * @returns a fresh clip; the bytes are not kept
 * @throws AppError audio-invalid, audio-empty, audio-unsupported, memory-limit
 */
export function decodeFlac(
  bytes: Uint8Array,
  { kernels, sampleLimit }: Pick<CodecTools, 'kernels' | 'sampleLimit'>,
  library: FlacLibrary,
): DecodedSound {
  const facts = readFlacFacts(bytes);
  const { encoding, sampleRate, recipe } = facts;
  const codes: Uint8Array[][] = Array.from({ length: facts.channelCount }, () => []);
  const take: TakeFlacFrame = (channels) => {
    for (const [index, channel] of channels.entries()) codes[index]?.push(channel);
  };
  const limit = sampleLimit ?? SAMPLE_LIMIT;
  const frames = complete(decodeFrames(memorySource(bytes), facts, library, limit, take));
  if (frames === 0) throw withoutFrames(facts);
  const channels = withinMemory(frames * codes.length, () =>
    codes.flatMap((channel) => kernels.pcm.decode(concatBytes(channel), encoding, 1)),
  );
  return { clip: { sampleRate, channels }, encoding, recipe, warnings: [...facts.warnings, ...missing(facts, frames)] };
}

/**
 * The pieces of a FLAC file, in order: head with recipe, frames. Integers are `round(x * 2^(bits - 1))`, halves to even,
 * with limits, as libsndfile writes them into FLAC. The same clip and options give the same bytes on every machine.
 * @throws AppError audio-empty, audio-not-finite, audio-unsupported, at once and not at the first piece
 */
export function encodeFlac(
  given: Clip | LongSound,
  { encoding, recipe }: EncodeOptions,
  { kernels, scratch }: Pick<CodecTools, 'kernels' | 'scratch'>,
  library: FlacLibrary,
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  const sound = savable(given, kernels.level);
  if (encoding !== 's16' && encoding !== 's24') {
    throw unsupported(`16 or 24 bits (encoding s16 or s24), got ${encoding}; WAV holds that`);
  }
  checkLimits(sound);
  const body = recipe === undefined ? undefined : encodeRecipe(recipe);
  return encodeFrames(sound, encoding, body, kernels.pcm, library, scratch?.());
}

/** FLAC in its own container. */
export const flacCode = {
  decode: async (bytes, tools) => decodeFlac(bytes, tools, await libraryFor('flac', 'FLAC', tools)),
  encode: async (sound, options, tools) => encodeFlac(sound, options, tools, await libraryFor('flac', 'FLAC', tools)),
  open: async (source, tools) => openFlac(source, tools, await libraryFor('flac', 'FLAC', tools)),
} satisfies CodecCode;

/** @throws AppError audio-invalid, audio-unsupported */
function openFlac(source: ByteSource, { kernels, scratch }: LongCodecTools, library: FlacLibrary): LongFile {
  const facts = readFlacFacts(new SourceReader(source, 'big'));
  const { sampleRate, channelCount, frames, recipe } = facts;
  return {
    seconds: frames === undefined ? undefined : frames / sampleRate,
    samples: frames === undefined ? undefined : frames * channelCount,
    isSpread: true,
    *open() {
      const sound = yield* spreadFlac(source, facts, library, kernels.pcm, scratch());
      if (sound.frames === 0) throw withoutFrames(facts);
      return { sound, recipe, warnings: [...facts.warnings, ...missing(facts, sound.frames)] };
    },
  };
}

function checkLimits({ sampleRate, channelCount }: LongSound): void {
  if (channelCount > MAX_CHANNELS) throw unsupported(`at most 8 channels, got ${channelCount}; WAV holds more`);
  const isRate = Number.isInteger(sampleRate) && sampleRate > 0 && sampleRate <= MAX_RATE;
  if (!isRate || (sampleRate >= 2 ** 16 && sampleRate % 10 !== 0)) {
    throw unsupported(`a sample rate of whole Hz up to 65535, or of tens of Hz up to 655350, got ${sampleRate}`);
  }
}

function unsupported(need: string): AppError {
  return new AppError('audio-unsupported', `A FLAC file needs ${need}.`);
}

function withoutFrames({ frames }: FlacFacts): AppError {
  const promise = frames === undefined ? '' : `; its header promises ${frames}`;
  return new AppError('audio-empty', `The sound has no samples: the FLAC file has no whole frame${promise}.`);
}

function missing({ frames: claimed, sampleRate }: FlacFacts, frames: number): CodecWarning[] {
  const seconds = (count: number): string => `${(count / sampleRate).toFixed(3)} s`;
  if (claimed === undefined) {
    const message = `The header was never finished; all that follows it was read as sound (${seconds(frames)}).`;
    return [{ code: 'unfinished', message }];
  }
  if (frames === claimed) return [];
  const message =
    `The file is cut short, or damaged: ${claimed - frames} of ${claimed} samples are missing. ` +
    `What is there was read (${seconds(frames)} of ${seconds(claimed)}).`;
  return [{ code: 'truncated', message }];
}

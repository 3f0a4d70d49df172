import type { ByteSource } from '../base/byte-source.ts';
import { showBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import {
  type Codec,
  type CodecTools,
  type DecodedSound,
  type LongCodecTools,
  type LongFile,
  SOUND_FORMATS,
  type SoundFormat,
} from './codec.ts';
import { aiffCodec, flacCodec, mp3Codec, oggCodec } from './on-demand.ts';
import { nameOther } from './other-formats.ts';
import { rawCodec } from './raw.ts';
import { wavCodec } from './wav.ts';

/** Every format of files, by name. */
export const CODECS: Readonly<Record<SoundFormat, Codec>> = {
  wav: wavCodec,
  aiff: aiffCodec,
  flac: flacCodec,
  mp3: mp3Codec,
  ogg: oggCodec,
  raw: rawCodec,
};

/** What messages offer. */
export const WRITABLE = `${wavCodec.name}, ${aiffCodec.name}, ${flacCodec.name}, ${mp3Codec.name}, ${oggCodec.name} or ${rawCodec.name}`;
const READABLE = `${wavCodec.name}, ${aiffCodec.name}, ${flacCodec.name}, ${mp3Codec.name} or ${oggCodec.name}`;

/** The format that a file's name promises; undefined for another extension, or none. */
export function formatOfName(name: string): SoundFormat | undefined {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return SOUND_FORMATS.find((format) => CODECS[format].extensions.includes(extension));
}

/** Bytes at the beginning of a file that say what it is. */
const HEAD = 16;

function codecOf(head: Uint8Array): Codec | undefined {
  return Object.values(CODECS).find(({ recognises }) => recognises(head));
}

/**
 * Opens a sound that may not fit into memory.
 * @returns undefined for a format that has no such form, or is none
 * @throws AppError audio-invalid, audio-empty, audio-unsupported, codec-unavailable as the codec does
 */
export async function openSound(source: ByteSource, tools: LongCodecTools): Promise<LongFile | undefined> {
  return await codecOf(source.read(0, Math.min(HEAD, source.length)))?.open?.(source, tools);
}

/**
 * Reads a sound of any format known here. What a file is, its first bytes say; only where they say nothing does its
 * name count, so that the complaint is about the format that was promised.
 * @param name of the file, for its extension; may be any other text
 * @throws AppError audio-unsupported, naming the formats that can be read; audio-invalid, audio-empty,
 * audio-not-finite, memory-limit, codec-unavailable as the codec does
 */
export async function decodeSound(bytes: Uint8Array, name: string, tools: CodecTools): Promise<DecodedSound> {
  const codec = codecOf(bytes.subarray(0, HEAD));
  if (codec !== undefined) return await codec.decode(bytes, tools);
  if (bytes.length === 0) throw new AppError('audio-empty', 'The file is empty: it has 0 bytes.');
  const other = nameOther(bytes);
  if (other !== undefined) {
    throw new AppError('audio-unsupported', `${other} cannot be read here, only ${READABLE}.`);
  }
  const promised = formatOfName(name);
  if (promised !== undefined) return await CODECS[promised].decode(bytes, tools);
  const got = showBytes(bytes.subarray(0, 4));
  throw new AppError(
    'audio-invalid',
    `Not a sound file that can be read here: expected ${READABLE} at byte 0, got ${got}.`,
  );
}

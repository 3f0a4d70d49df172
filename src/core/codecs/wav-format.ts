import type { ByteReader } from '../base/bytes.ts';
import type { PcmEncoding } from '../kernels/kernels.ts';
import { invalid, unsupported } from './damage.ts';
import { BYTES_PER_SAMPLE, MAX_SAMPLE_RATE } from './samples.ts';
import type { WavChunk } from './wav-container.ts';

/** Format tags of the fmt chunk. */
export const TAG_PCM = 1;
export const TAG_FLOAT = 3;
export const TAG_EXTENSIBLE = 0xfffe;

/** The last 14 bytes of a sub-format identifier whose first two are a format tag. */
export const SUBFORMAT_TAIL = Uint8Array.of(0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71);

export interface WavFormat {
  readonly encoding: PcmEncoding;
  readonly channelCount: number;
  /** Hz */
  readonly sampleRate: number;
  /** Bytes of one sample of every channel. */
  readonly frameBytes: number;
}

const PCM_ENCODINGS: ReadonlyMap<number, PcmEncoding> = new Map([
  [8, 'u8'],
  [16, 's16'],
  [24, 's24'],
  [32, 's32'],
]);

const FLOAT_ENCODINGS: ReadonlyMap<number, PcmEncoding> = new Map([
  [32, 'f32'],
  [64, 'f64'],
]);

const COMPRESSED: ReadonlyMap<number, string> = new Map([
  [0x0002, 'Microsoft ADPCM'],
  [0x0006, 'A-law'],
  [0x0007, 'mu-law'],
  [0x0010, 'OKI ADPCM'],
  [0x0011, 'IMA ADPCM'],
  [0x0031, 'GSM 6.10'],
  [0x0040, 'G.721 ADPCM'],
  [0x0050, 'MPEG'],
  [0x0055, 'MP3'],
  [0x00ff, 'AAC'],
  [0x0161, 'Windows Media Audio'],
  [0x0162, 'Windows Media Audio Pro'],
  [0x1610, 'AAC'],
  [0x2000, 'AC-3'],
  [0x674f, 'Vorbis'],
  [0xf1ac, 'FLAC'],
]);

/**
 * Reads a `fmt ` chunk; its fields are in the table of `README.md`.
 * @throws AppError audio-invalid where it contradicts itself, audio-unsupported for what cannot be read
 */
export function readFormat(reader: ByteReader, chunk: WavChunk): WavFormat {
  const { start, length } = chunk;
  if (length < 16) throw invalid(`Expected at least 16 bytes of fmt chunk at byte ${start}, got ${length}.`, start);
  const channelCount = reader.u16(start + 2);
  const sampleRate = reader.u32(start + 4);
  const blockAlign = reader.u16(start + 12);
  const bits = reader.u16(start + 14);
  const tag = readTag(reader, chunk);
  if (channelCount === 0) throw invalid(`Expected at least 1 channel at byte ${start + 2}, got 0.`, start + 2);
  if (sampleRate === 0 || sampleRate > MAX_SAMPLE_RATE) {
    const expected = `a sample rate of 1 to ${MAX_SAMPLE_RATE} Hz`;
    throw invalid(`Expected ${expected} at byte ${start + 4}, got ${sampleRate}.`, start + 4);
  }
  const encoding = encodingOf(tag, bits, start);
  const frameBytes = channelCount * BYTES_PER_SAMPLE[encoding];
  if (blockAlign !== frameBytes) {
    const why = `${channelCount} channels of ${bits} bits`;
    throw invalid(
      `Expected ${frameBytes} bytes per frame (${why}) at byte ${start + 12}, got ${blockAlign}.`,
      start + 12,
    );
  }
  return { encoding, channelCount, sampleRate, frameBytes };
}

/** The format tag; of the extensible form, the one inside its sub-format. */
function readTag(reader: ByteReader, { start, length }: WavChunk): number {
  const tag = reader.u16(start);
  if (tag !== TAG_EXTENSIBLE) return tag;
  if (length < 40) throw invalid(`Expected 40 bytes of extensible fmt chunk at byte ${start}, got ${length}.`, start);
  const isWaveTag = SUBFORMAT_TAIL.every((byte, index) => reader.u8(start + 26 + index) === byte);
  if (!isWaveTag) throw unsupported('A sub-format that is no WAVE format tag', start + 24);
  return reader.u16(start + 24);
}

function encodingOf(tag: number, bits: number, start: number): PcmEncoding {
  if (tag !== TAG_PCM && tag !== TAG_FLOAT) {
    const name = COMPRESSED.get(tag);
    const shown = `format tag 0x${tag.toString(16).padStart(4, '0')}`;
    throw unsupported(name === undefined ? `An unknown ${shown}` : `${name} (${shown})`, start);
  }
  const encodings = tag === TAG_PCM ? PCM_ENCODINGS : FLOAT_ENCODINGS;
  const encoding = encodings.get(bits);
  if (encoding !== undefined) return encoding;
  const kind = tag === TAG_PCM ? 'PCM' : 'float';
  const expected = [...encodings.keys()].join(', ').replace(/, (\d+)$/, ' or $1');
  throw unsupported(`${kind} of ${bits} bits instead of ${expected}`, start + 14);
}

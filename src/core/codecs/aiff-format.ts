import { type ByteOrder, type ByteReader, showBytes } from '../base/bytes.ts';
import type { PcmEncoding } from '../kernels/kernels.ts';
import { invalid, unsupported } from './damage.ts';
import { readExtended } from './extended.ts';
import { BYTES_PER_SAMPLE, MAX_SAMPLE_RATE } from './samples.ts';

/** What the common chunk says. */
export interface AiffFormat {
  /** Codes of 8 bits are signed in the file, and `u8` once they are read. */
  readonly encoding: PcmEncoding;
  /** Of the samples; all other numbers are big-endian. */
  readonly order: ByteOrder;
  readonly channelCount: number;
  /** Hz */
  readonly sampleRate: number;
  /** Bytes of one sample of every channel. */
  readonly frameBytes: number;
}

/** Compression types of AIFF-C that are none; integers have the depth that the chunk says. */
const PLAIN: ReadonlyMap<string, readonly [order: ByteOrder, float?: PcmEncoding]> = new Map([
  ['NONE', ['big']],
  ['twos', ['big']],
  ['sowt', ['little']],
  ['fl32', ['big', 'f32']],
  ['FL32', ['big', 'f32']],
  ['fl64', ['big', 'f64']],
  ['FL64', ['big', 'f64']],
]);

const COMPRESSED: ReadonlyMap<string, string> = new Map([
  ['ulaw', 'mu-law'],
  ['ULAW', 'mu-law'],
  ['alaw', 'A-law'],
  ['ALAW', 'A-law'],
  ['ima4', 'IMA ADPCM'],
  ['GSM ', 'GSM 6.10'],
  ['MAC3', 'MACE 3:1'],
  ['MAC6', 'MACE 6:1'],
]);

/** By bytes per sample. A depth between two is stored in the upper bits of the larger. */
const INTEGERS: readonly PcmEncoding[] = ['u8', 's16', 's24', 's32'];

/**
 * Reads the body of a `COMM` chunk; its fields are in the table of `README.md`.
 * @throws AppError audio-invalid where it contradicts itself, audio-unsupported for what cannot be read
 */
export function readCommon(
  reader: ByteReader,
  { start, length }: { readonly start: number; readonly length: number },
  form: 'AIFF' | 'AIFC',
): AiffFormat {
  const needed = form === 'AIFC' ? 22 : 18;
  if (length < needed) {
    throw invalid(`Expected at least ${needed} bytes of COMM chunk at byte ${start}, got ${length}.`, start);
  }
  const channelCount = reader.u16(start);
  if (channelCount === 0) throw invalid(`Expected at least 1 channel at byte ${start}, got 0.`, start);
  const compression = form === 'AIFC' ? reader.text(start + 18, 4) : 'NONE';
  const plain = PLAIN.get(compression);
  if (plain === undefined) {
    const name = COMPRESSED.get(compression) ?? 'An unknown coding';
    throw unsupported(`${name} (compression ${showBytes(reader.bytes.subarray(start + 18, start + 22))})`, start + 18);
  }
  const [order, float] = plain;
  const encoding = float ?? integerOf(reader.u16(start + 6), start + 6);
  const sampleRate = readRate(reader, start + 8);
  return { encoding, order, channelCount, sampleRate, frameBytes: channelCount * BYTES_PER_SAMPLE[encoding] };
}

function integerOf(bits: number, offset: number): PcmEncoding {
  const encoding = INTEGERS[Math.ceil(bits / 8) - 1];
  if (encoding === undefined) throw unsupported(`PCM of ${bits} bits instead of 1 to 32`, offset);
  return encoding;
}

function readRate(reader: ByteReader, offset: number): number {
  const rate = readExtended(reader, offset);
  if (rate === undefined) throw unsupported('A sample rate that is no whole number of Hz', offset);
  if (rate > 0 && rate <= MAX_SAMPLE_RATE) return rate;
  throw invalid(`Expected a sample rate of 1 to ${MAX_SAMPLE_RATE} Hz at byte ${offset}, got ${rate}.`, offset);
}

import { ByteWriter } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import type { PcmEncoding } from '../kernels/kernels.ts';
import { writeExtended } from './extended.ts';
import { RECIPE_CHUNK } from './recipe.ts';
import { BYTES_PER_SAMPLE } from './samples.ts';

/** What decides every byte of an AIFF file but its samples. */
export interface AiffShape {
  readonly encoding: PcmEncoding;
  readonly channelCount: number;
  /** Hz, a whole number */
  readonly sampleRate: number;
  readonly frames: number;
  readonly recipe: Uint8Array | undefined;
}

/** When the format of AIFF-C was fixed, in seconds since 1904: the only one there is. */
const AIFC_VERSION = 0xa2805140;

/**
 * Lays out AIFF for integers and AIFF-C for floats, as the tables of `README.md` show.
 * @returns the bytes before the samples and those after them
 * @throws AppError audio-unsupported for what the fields of an AIFF file cannot hold
 */
export function layOutAiff(shape: AiffShape): {
  readonly head: Uint8Array<ArrayBuffer>;
  readonly tail: Uint8Array<ArrayBuffer>;
} {
  const { encoding, channelCount, sampleRate, frames } = shape;
  const bytes = BYTES_PER_SAMPLE[encoding];
  const dataLength = frames * channelCount * bytes;
  const tail = tailOf(dataLength, shape.recipe);
  const isFloat = encoding === 'f32' || encoding === 'f64';
  const common = isFloat ? 24 : 18;
  const headLength = 12 + (isFloat ? 12 : 0) + 8 + common + 16;
  const size = headLength - 8 + dataLength + tail.length;
  checkLimits(shape, size);
  const head = new ByteWriter(headLength, 'big')
    .text('FORM')
    .u32(size)
    .text(isFloat ? 'AIFC' : 'AIFF');
  if (isFloat) head.text('FVER').u32(4).u32(AIFC_VERSION);
  head
    .text('COMM')
    .u32(common)
    .u16(channelCount)
    .u32(frames)
    .u16(8 * bytes);
  writeExtended(head, sampleRate);
  // The compression's name for people is left empty: its length, 0, and a pad byte.
  if (isFloat) head.text(encoding === 'f32' ? 'fl32' : 'fl64').u16(0);
  head
    .text('SSND')
    .u32(8 + dataLength)
    .u32(0)
    .u32(0);
  return { head: head.finish(), tail };
}

function checkLimits({ channelCount, sampleRate }: AiffShape, size: number): void {
  const fail = (need: string): never => {
    throw new AppError('audio-unsupported', `An AIFF file needs ${need}.`);
  };
  const isRate = Number.isInteger(sampleRate) && sampleRate > 0 && sampleRate < 2 ** 32;
  if (!isRate) fail(`a sample rate of whole Hz, got ${sampleRate}`);
  if (channelCount > 0x7fff) fail(`at most 32767 channels, got ${channelCount}`);
  if (size >= 2 ** 32) fail(`less than 4 GiB, got ${size} bytes; WAV holds more`);
}

/** The pad byte of an odd number of sample bytes, then the recipe. */
function tailOf(dataLength: number, recipe: Uint8Array | undefined): Uint8Array<ArrayBuffer> {
  const pad = dataLength % 2;
  if (recipe === undefined) return new Uint8Array(pad);
  const length = 4 + recipe.length;
  const writer = new ByteWriter(pad + 8 + length + (length % 2), 'big');
  writer
    .raw(new Uint8Array(pad))
    .text('APPL')
    .u32(length)
    .text(RECIPE_CHUNK)
    .raw(recipe)
    .raw(new Uint8Array(length % 2));
  return writer.finish();
}

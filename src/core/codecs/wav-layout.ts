import { ByteWriter } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import type { PcmEncoding } from '../kernels/kernels.ts';
import { RECIPE_CHUNK } from './recipe.ts';
import { BYTES_PER_SAMPLE } from './samples.ts';
import { UNKNOWN_SIZE } from './wav-container.ts';
import { SUBFORMAT_TAIL, TAG_EXTENSIBLE, TAG_FLOAT, TAG_PCM } from './wav-format.ts';

/** What decides every byte of a WAV file but its samples. */
export interface WavShape {
  readonly encoding: PcmEncoding;
  readonly channelCount: number;
  /** Hz, a whole number */
  readonly sampleRate: number;
  readonly frames: number;
  readonly recipe: Uint8Array | undefined;
  /**
   * `auto` is RIFF while its 32 bits hold the size, RF64 beyond. `growing` is the same with a head of one length, so
   * that it can be written again over itself while samples are added.
   */
  readonly container: 'auto' | 'growing' | 'RF64';
}

/** Bytes of the ds64 chunk, and of the JUNK chunk that keeps its place. */
const SIZES_CHUNK = 36;

/** The bytes before the samples and those after them. */
export interface WavLayout {
  readonly head: Uint8Array<ArrayBuffer>;
  readonly tail: Uint8Array<ArrayBuffer>;
}

/**
 * Lays out RIFF or RF64 with fmt, fact, data and recipe chunks, as the tables of `README.md` show. Mono and stereo have
 * the plain form at every depth, as libsndfile writes them, since that is what every reader knows; more channels have
 * the extensible form, without speaker positions.
 * @throws AppError audio-unsupported for what the fields of a WAV file cannot hold
 */
export function layOutWav(shape: WavShape): WavLayout {
  const frameBytes = shape.channelCount * BYTES_PER_SAMPLE[shape.encoding];
  const dataLength = shape.frames * frameBytes;
  checkLimits(shape, frameBytes, dataLength);
  const format = formatChunk(shape, frameBytes);
  const tail = tailOf(dataLength, shape.recipe);
  const isGrowing = shape.container === 'growing';
  const shortSize = 4 + (isGrowing ? SIZES_CHUNK : 0) + format.length + 8 + dataLength + tail.length;
  const isLong = shape.container === 'RF64' || shortSize > UNKNOWN_SIZE;
  const head = new ByteWriter(12 + (isLong || isGrowing ? SIZES_CHUNK : 0) + format.length + 8);
  head
    .text(isLong ? 'RF64' : 'RIFF')
    .u32(isLong ? UNKNOWN_SIZE : shortSize)
    .text('WAVE');
  if (isLong)
    head
      .text('ds64')
      .u32(28)
      .u64(shortSize + (isGrowing ? 0 : SIZES_CHUNK))
      .u64(dataLength)
      .u64(shape.frames)
      .u32(0);
  else if (isGrowing)
    head
      .text('JUNK')
      .u32(SIZES_CHUNK - 8)
      .raw(new Uint8Array(SIZES_CHUNK - 8));
  head
    .raw(format)
    .text('data')
    .u32(isLong ? UNKNOWN_SIZE : dataLength);
  return { head: head.finish(), tail };
}

function checkLimits({ channelCount, sampleRate }: WavShape, frameBytes: number, dataLength: number): void {
  const fail = (need: string): never => {
    throw new AppError('audio-unsupported', `A WAV file needs ${need}.`);
  };
  const isRate = Number.isInteger(sampleRate) && sampleRate > 0 && sampleRate < UNKNOWN_SIZE;
  if (!isRate) fail(`a sample rate of whole Hz, got ${sampleRate}`);
  if (frameBytes > 0xffff) fail(`at most 65535 bytes per frame, got ${frameBytes} in ${channelCount} channels`);
  if (!Number.isSafeInteger(dataLength)) fail(`a length that can be counted, got ${dataLength} bytes`);
}

/** The fmt chunk, and the fact chunk that all but plain PCM has. */
function formatChunk(shape: WavShape, frameBytes: number): Uint8Array {
  const { encoding, channelCount, sampleRate, frames } = shape;
  const bits = 8 * BYTES_PER_SAMPLE[encoding];
  const tag = encoding === 'f32' || encoding === 'f64' ? TAG_FLOAT : TAG_PCM;
  const isExtensible = channelCount > 2;
  const isPlain = tag === TAG_PCM && !isExtensible;
  const length = isExtensible ? 40 : isPlain ? 16 : 18;
  const writer = new ByteWriter(8 + length + (isPlain ? 0 : 12));
  writer
    .text('fmt ')
    .u32(length)
    .u16(isExtensible ? TAG_EXTENSIBLE : tag)
    .u16(channelCount)
    .u32(sampleRate);
  writer
    .u32(Math.min(sampleRate * frameBytes, UNKNOWN_SIZE))
    .u16(frameBytes)
    .u16(bits);
  if (!isPlain) writer.u16(length - 18);
  if (isExtensible) writer.u16(bits).u32(0).u16(tag).raw(SUBFORMAT_TAIL);
  if (!isPlain) writer.text('fact').u32(4).u32(Math.min(frames, UNKNOWN_SIZE));
  return writer.finish();
}

/** The pad byte of an odd number of sample bytes, then the recipe. */
function tailOf(dataLength: number, recipe: Uint8Array | undefined): Uint8Array<ArrayBuffer> {
  const pad = dataLength % 2;
  if (recipe === undefined) return new Uint8Array(pad);
  const recipePad = recipe.length % 2;
  const writer = new ByteWriter(pad + 8 + recipe.length + recipePad);
  writer.raw(new Uint8Array(pad)).text(RECIPE_CHUNK).u32(recipe.length).raw(recipe).raw(new Uint8Array(recipePad));
  return writer.finish();
}

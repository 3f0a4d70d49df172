import { AppError } from '../base/errors.ts';
import type { CodecWarning, SoundRecipe } from './codec.ts';
import { invalid } from './damage.ts';
import { readId3 } from './id3.ts';
import { type Mp3Info, readMp3Info } from './mp3-info.ts';
import { HEADER_BYTES, isSameStream, type MpegHeader, readMpegHeader } from './mpeg-frame.ts';
import { decodeRecipe } from './recipe.ts';

/** Samples by which every MP3 decoder is late. */
const DECODER_DELAY = 529;

/** All that an MP3 file says besides its samples, and where its frames are. */
export interface Mp3Facts {
  /** Hz */
  readonly sampleRate: number;
  readonly channelCount: 1 | 2;
  /** Samples per channel of one frame. */
  readonly frameSamples: number;
  /** First byte of each frame of sound. */
  readonly frames: readonly number[];
  /** Samples before the sound, and its length, in what the frames give. */
  readonly start: number;
  readonly length: number;
  readonly recipe: SoundRecipe | undefined;
  readonly warnings: readonly CodecWarning[];
}

interface Frames {
  readonly first: MpegHeader;
  readonly starts: number[];
  readonly channelCount: 1 | 2;
  /** Bytes that belong to no frame. */
  readonly strays: readonly { readonly at: number; readonly length: number }[];
  /** Bytes that the last frame lacks. */
  readonly missing: number;
}

/**
 * Reads the structure of an MP3 file without touching a sample; allocates nothing by what the file claims.
 * @throws AppError audio-invalid, audio-empty
 */
export function readMp3Facts(bytes: Uint8Array): Mp3Facts {
  if (bytes.length === 0) throw new AppError('audio-empty', 'The file is empty: it has 0 bytes.');
  const head = readId3(bytes);
  const end = endOfSound(bytes, head.length);
  const found = collectFrames(bytes, head.length, end);
  const [firstFrame = end] = found.starts;
  const info = readMp3Info(bytes.subarray(firstFrame, firstFrame + found.first.length), found.first);
  const frames = info === undefined ? found.starts : found.starts.slice(1);
  if (frames.length === 0)
    throw new AppError('audio-empty', 'The sound has no samples: the file has no whole frame of it.');
  const { samples: frameSamples, sampleRate } = found.first;
  const cut = isCut(info, frames.length, end - firstFrame);
  const { start, length } = trim(info, frames.length * frameSamples, cut || found.strays.length > 0);
  if (length <= 0) throw new AppError('audio-empty', 'The sound has no samples: all of it is marked as padding.');
  const warnings = describeMp3Damage(found, info, frames.length, cut);
  const recipe = head.recipe && decodeRecipe(head.recipe);
  if (head.recipe !== undefined && recipe === undefined) {
    warnings.push({
      code: 'recipe-unreadable',
      message: 'The recipe inside the file (ID3 frame TXXX) cannot be read.',
    });
  }
  return { sampleRate, channelCount: found.channelCount, frameSamples, frames, start, length, recipe, warnings };
}

/** Where tags of other kinds begin that stand after the sound: ID3v1, APE. */
function endOfSound(bytes: Uint8Array, start: number): number {
  let end = bytes.length;
  const textAt = (offset: number, length: number): string =>
    offset < start ? '' : String.fromCharCode(...bytes.subarray(offset, offset + length));
  if (textAt(end - 128, 3) === 'TAG') end -= 128;
  if (textAt(end - 32, 8) === 'APETAGEX') {
    const footer = new DataView(bytes.buffer, bytes.byteOffset + end - 32, 32);
    const headerBytes = (footer.getUint32(20, true) & 0x80000000) === 0 ? 0 : 32;
    end = Math.max(start, end - footer.getUint32(12, true) - headerBytes);
  }
  return end;
}

function collectFrames(bytes: Uint8Array, from: number, end: number): Frames {
  const starts: number[] = [];
  const strays: { at: number; length: number }[] = [];
  let first: MpegHeader | undefined;
  let channelCount: 1 | 2 = 1;
  let expected = from;
  let missing = 0;
  const noteStray = (until: number): void => {
    // Zeros are padding: of the tag before, of a disc's block behind.
    const isPadding = bytes.subarray(expected, until).every((byte) => byte === 0);
    if (!isPadding) strays.push({ at: expected, length: until - expected });
  };
  for (const { at, header } of walkFrames(bytes, from, end)) {
    noteStray(at);
    first ??= header;
    expected = at + header.length;
    missing = Math.max(0, expected - end);
    if (missing > 0) break;
    if (header.channelCount === 2) channelCount = 2;
    starts.push(at);
  }
  if (expected < end) noteStray(end);
  if (first === undefined) throw notMp3(from, end);
  return { first, starts, channelCount, strays, missing };
}

/** Each frame of one stream, in order; what is between them is passed over, up to the next two that fit. */
function* walkFrames(
  bytes: Uint8Array,
  from: number,
  end: number,
): Generator<{ readonly at: number; readonly header: MpegHeader }, void, void> {
  let first: MpegHeader | undefined;
  let expected = -1;
  for (let at = from; at + HEADER_BYTES <= end; ) {
    const header = readMpegHeader(bytes, at);
    const fits = header !== undefined && (first === undefined || isSameStream(header, first));
    if (fits && (at === expected || isFollowed(bytes, at, end, header))) {
      yield { at, header };
      first ??= header;
      at += header.length;
      expected = at;
    } else {
      const next = bytes.indexOf(0xff, at + 1);
      at = next < 0 ? end : next;
    }
  }
}

/** Four bytes that look like a header are found everywhere: another must stand where the frame ends, or the file does. */
function isFollowed(bytes: Uint8Array, at: number, end: number, header: MpegHeader): boolean {
  const next = at + header.length;
  if (next === end) return true;
  const following = next + HEADER_BYTES <= end ? readMpegHeader(bytes, next) : undefined;
  return following !== undefined && isSameStream(header, following);
}

function isCut(info: Mp3Info | undefined, frames: number, bytes: number): boolean {
  if (info?.bytes !== undefined && info.bytes > 0) return bytes < info.bytes;
  return info?.frames !== undefined && frames < info.frames;
}

/** What of the decoded samples is the sound, where the encoder says how many it put before and after it. */
function trim(info: Mp3Info | undefined, decoded: number, isDamaged: boolean): { start: number; length: number } {
  if (info?.delay === undefined) return { start: 0, length: decoded };
  const start = info.delay + DECODER_DELAY;
  const whole = decoded - info.delay - info.padding;
  // Of a sound with pieces missing the end is not known to be there.
  return { start, length: Math.min(isDamaged ? decoded : whole, decoded - start) };
}

function describeMp3Damage(found: Frames, info: Mp3Info | undefined, frames: number, cut: boolean): CodecWarning[] {
  const warnings: CodecWarning[] = [];
  const { strays, missing, first } = found;
  const seconds = (count: number): string => `${((count * first.samples) / first.sampleRate).toFixed(3)} s`;
  if (strays.length > 0) {
    const length = strays.reduce((sum, stray) => sum + stray.length, 0);
    const at = `at byte ${strays[0]?.at}`;
    const places = strays.length === 1 ? at : `in ${strays.length} places, first ${at},`;
    const message = `${length} bytes ${places} are no MP3 frames and were left out.`;
    warnings.push({ code: 'damaged', message });
  }
  if (cut || missing > 0) {
    const of = info?.frames === undefined ? '' : ` of ${seconds(Math.max(info.frames, frames))}`;
    const message = `The file is cut short. What is there was read (${seconds(frames)}${of}).`;
    warnings.push({ code: 'truncated', message });
  }
  if (info?.delay === undefined) {
    const message =
      'The file does not say how much silence its encoder put before the sound (LAME: 1105 samples); nothing was cut off.';
    warnings.push({ code: 'delay-unknown', message });
  }
  return warnings;
}

function notMp3(from: number, end: number): AppError {
  const where = `in the ${end - from} bytes from byte ${from}`;
  return invalid(`Not an MP3 file that can be read here: no two frames follow each other ${where}.`, from);
}

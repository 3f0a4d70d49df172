import { type ByteReader, showBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import { invalid } from './damage.ts';

export type WavContainer = 'RIFF' | 'RF64' | 'BW64';

/** A size that a 32-bit field cannot hold, or that was not known when the header was written. */
export const UNKNOWN_SIZE = 0xffffffff;

/** One chunk as it lies in the file. */
export interface WavChunk {
  readonly id: string;
  /** Byte of the chunk's name; its body begins 8 bytes later. */
  readonly offset: number;
  readonly start: number;
  /** Bytes of the body that the header promises; what is there when it promises nothing definite. */
  readonly claimed: number;
  /** Bytes of the body that are in the file: never more than that. */
  readonly length: number;
  /** The header was never completed: the body goes on to the end of the file. */
  readonly unfinished: boolean;
}

/** What an RF64 or BW64 file says in 64 bits (EBU Tech 3306; ITU-R BS.2088). */
interface LongSizes {
  readonly riff: number;
  readonly data: number;
  readonly others: ReadonlyMap<string, number>;
}

const CONTAINERS: readonly string[] = ['RIFF', 'RF64', 'BW64'] satisfies WavContainer[];

/** Whether the first four characters of a file are those of a container that is read here. */
export function isWavContainer(id: string): id is WavContainer {
  return CONTAINERS.includes(id);
}

/**
 * The chunks of a file in order, up to the first that the file cuts short.
 * @param container what `readContainer` gave
 */
export function* walkChunks(reader: ByteReader, container: WavContainer): Generator<WavChunk, void, void> {
  const long = container === 'RIFF' ? undefined : readLongSizes(reader);
  let offset = 12;
  while (offset + 8 <= reader.length) {
    const chunk = readChunk(reader, offset, long);
    if (!isName(chunk.id)) return;
    yield chunk;
    if (chunk.unfinished || chunk.length < chunk.claimed) return;
    offset = nextChunk(reader, chunk.start + chunk.length);
  }
}

function readChunk(reader: ByteReader, offset: number, long: LongSizes | undefined): WavChunk {
  const id = reader.text(offset, 4);
  const start = offset + 8;
  const rest = reader.length - start;
  const short = reader.u32(offset + 4);
  const longer = id === 'data' ? long?.data : long?.others.get(id);
  const size = short === UNKNOWN_SIZE && longer !== undefined ? longer : short;
  const unfinished = id === 'data' && rest > 0 && isPlaceholder(reader, size, start, long);
  const claimed = unfinished ? rest : size;
  return { id, offset, start, claimed, length: Math.min(claimed, rest), unfinished };
}

/**
 * A recorder that could not go back to its header leaves 0 or the largest number for the size of the sound. A 0 is
 * believed only where the file's own size says that other chunks follow.
 */
function isPlaceholder(reader: ByteReader, size: number, start: number, long: LongSizes | undefined): boolean {
  if (size === Number.POSITIVE_INFINITY || (size === UNKNOWN_SIZE && long === undefined)) return true;
  if (size !== 0) return false;
  const short = reader.u32(4);
  const end = 8 + (short === UNKNOWN_SIZE && long !== undefined ? long.riff : short);
  return end <= start || end > reader.length + 1;
}

function readLongSizes(reader: ByteReader): LongSizes | undefined {
  if (reader.length < 12 + 8 + 28 || reader.text(12, 4) !== 'ds64') return undefined;
  const body = 20;
  const end = Math.min(body + reader.u32(16), reader.length);
  const count = Math.min(reader.u32(body + 24), Math.floor(Math.max(0, end - body - 28) / 12));
  const others = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const entry = body + 28 + 12 * index;
    others.set(reader.text(entry, 4), reader.u64(entry + 4));
  }
  return { riff: reader.u64(body), data: reader.u64(body + 8), others };
}

/** Chunks begin at even bytes; writers that forget the pad byte are forgiven where it is clear that they did. */
function nextChunk(reader: ByteReader, end: number): number {
  if (end % 2 === 0) return end;
  const unpadded = end + 4 <= reader.length ? reader.text(end, 4) : '';
  return KNOWN_NAMES.has(unpadded) ? end : end + 1;
}

const KNOWN_NAMES = new Set(['fmt ', 'data', 'fact', 'LIST', 'bext', 'cue ', 'smpl', 'inst', 'PEAK', 'id3 ', 'sonD']);

function isName(id: string): boolean {
  return /^[ -~]{4}$/.test(id);
}

/**
 * What the file says it is.
 * @throws AppError audio-empty for no bytes; audio-invalid for what is no WAV file
 */
export function readContainer(reader: ByteReader): WavContainer {
  if (reader.length === 0) throw new AppError('audio-empty', 'The file is empty: it has 0 bytes.');
  const head = reader.slice(0, 4);
  const id = String.fromCharCode(...head);
  if (!isWavContainer(id)) {
    throw invalid(`Not a WAV file: expected RIFF, RF64 or BW64 at byte 0, got ${showBytes(head)}.`, 0);
  }
  if (reader.length < 12)
    throw invalid(`The file ends after ${reader.length} bytes, inside its ${id} header.`, reader.length);
  const form = reader.slice(8, 12);
  if (String.fromCharCode(...form) !== 'WAVE') {
    throw invalid(`Not a WAV file: expected WAVE at byte 8, got ${showBytes(form)}.`, 8);
  }
  return id;
}

import { ByteReader, showBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import type { PcmEncoding } from '../kernels/kernels.ts';
import type { CodecWarning, SoundRecipe } from './codec.ts';
import { invalid } from './damage.ts';
import { findRecipeComment } from './vorbis-comment.ts';

/** What a FLAC file says before its first frame. */
export interface FlacFacts {
  /** Hz */
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly bits: number;
  readonly encoding: PcmEncoding;
  /** Samples per channel; undefined where the header was left without them. */
  readonly frames: number | undefined;
  readonly recipe: SoundRecipe | undefined;
  readonly warnings: readonly CodecWarning[];
}

/** Kinds of metadata blocks. */
export const STREAMINFO = 0;
export const VORBIS_COMMENT = 4;
export const STREAMINFO_LENGTH = 34;

const ENCODINGS: Readonly<Record<number, PcmEncoding>> = { 8: 'u8', 16: 's16', 24: 's24' };

interface Block {
  readonly type: number;
  /** Of its first byte after the four that introduce it. */
  readonly start: number;
  readonly length: number;
}

/**
 * Reads the metadata without touching a frame; allocates nothing by what the file claims.
 * @param file a reader must be big-endian
 * @throws AppError audio-invalid, audio-unsupported; the message and `details.offset` say where
 */
export function readFlacFacts(file: Uint8Array | ByteReader): FlacFacts {
  const reader = file instanceof ByteReader ? file : new ByteReader(file, 'big');
  const blocks = [...walkBlocks(reader)];
  const [info] = blocks;
  if (info?.type !== STREAMINFO || info.length < STREAMINFO_LENGTH) {
    throw invalid('Expected a STREAMINFO block of 34 bytes at byte 4 of the FLAC file, got another.', 4);
  }
  return { ...readStreamInfo(reader, info.start), ...findRecipe(reader, blocks) };
}

function* walkBlocks(reader: ByteReader): Generator<Block, void, void> {
  const head = reader.slice(0, 4);
  if (String.fromCharCode(...head) !== 'fLaC') {
    throw invalid(`Not a FLAC file: expected fLaC at byte 0, got ${showBytes(head)}.`, 0);
  }
  let isLast = false;
  for (let offset = 4; !isLast; ) {
    const start = offset + 4;
    const word = start <= reader.length ? reader.u32(offset) : 0;
    const length = word & 0xffffff;
    if (start + length > reader.length) {
      throw invalid(
        `The file ends inside its metadata, which begins at byte ${offset}: there is no sound in it.`,
        offset,
      );
    }
    yield { type: (word >>> 24) & 0x7f, start, length };
    isLast = word >>> 31 === 1;
    offset = start + length;
  }
}

/** STREAMINFO as `README.md` shows it. */
function readStreamInfo(reader: ByteReader, start: number): Omit<FlacFacts, 'recipe' | 'warnings'> {
  const word = reader.u32(start + 10);
  const sampleRate = word >>> 12;
  const channelCount = ((word >>> 9) & 7) + 1;
  const bits = ((word >>> 4) & 31) + 1;
  const frames = (word & 15) * 2 ** 32 + reader.u32(start + 14);
  if (sampleRate === 0) throw invalid(`Expected a sample rate above 0 Hz at byte ${start + 10}, got 0.`, start + 10);
  const encoding = ENCODINGS[bits];
  if (encoding === undefined) {
    const message = `FLAC of ${bits} bits cannot be read here, only of 8, 16 and 24.`;
    throw new AppError('audio-unsupported', message, { details: { offset: start + 12 } });
  }
  return { sampleRate, channelCount, bits, encoding, frames: frames === 0 ? undefined : frames };
}

function findRecipe(reader: ByteReader, blocks: readonly Block[]): Pick<FlacFacts, 'recipe' | 'warnings'> {
  const warnings: CodecWarning[] = [];
  for (const { type, start, length } of blocks) {
    if (type !== VORBIS_COMMENT) continue;
    const found = findRecipeComment(reader.slice(start, start + length), `at byte ${start}`);
    if (found.recipe !== undefined) return found;
    warnings.push(...found.warnings);
  }
  return { recipe: undefined, warnings };
}

import { ByteReader, showBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import { type AiffFormat, readCommon } from './aiff-format.ts';
import type { CodecWarning, SoundRecipe } from './codec.ts';
import { describeDamage, invalid, type SoundData } from './damage.ts';
import { decodeRecipe, RECIPE_CHUNK } from './recipe.ts';

/** All that an AIFF file says besides its samples, and where those are. */
export interface AiffFacts extends AiffFormat {
  /** First byte of the samples. */
  readonly dataStart: number;
  /** Bytes of whole frames that are in the file. */
  readonly dataLength: number;
  readonly frames: number;
  readonly recipe: SoundRecipe | undefined;
  readonly warnings: readonly CodecWarning[];
}

interface AiffChunk {
  readonly id: string;
  /** Byte of the chunk's name; its body begins 8 bytes later. */
  readonly offset: number;
  readonly start: number;
  readonly claimed: number;
  /** Bytes of the body that are in the file. */
  readonly length: number;
}

const UNKNOWN_SIZE = 0xffffffff;

/**
 * Reads the structure of an AIFF or AIFF-C file without touching a sample; allocates nothing by what the file claims.
 * @param file a reader must be big-endian
 * @throws AppError audio-invalid, audio-empty, audio-unsupported; the message and `details.offset` say where
 */
export function readAiffFacts(file: Uint8Array | ByteReader): AiffFacts {
  const reader = file instanceof ByteReader ? file : new ByteReader(file, 'big');
  const form = readForm(reader);
  const chunks = [...walkChunks(reader)];
  const common = chunks.find(({ id }) => id === 'COMM');
  if (common === undefined) throw without('COMM', chunks.at(-1), reader);
  const format = readCommon(reader, common, form);
  const sound = chunks.find(({ id }) => id === 'SSND');
  if (sound === undefined) throw without('SSND', chunks.at(-1), reader);
  const { dataStart, data } = readSound(reader, sound, reader.u32(common.start + 2), format.frameBytes);
  const frames = Math.floor(data.length / format.frameBytes);
  if (frames === 0) {
    const message = `The sound has no samples: its SSND chunk at byte ${sound.offset} holds no whole frame.`;
    throw new AppError('audio-empty', message, { details: { offset: sound.offset } });
  }
  const warnings = describeDamage(data, format);
  const recipe = findRecipe(reader, chunks, warnings);
  return { ...format, dataStart, dataLength: frames * format.frameBytes, frames, recipe, warnings };
}

function readForm(reader: ByteReader): 'AIFF' | 'AIFC' {
  if (reader.length === 0) throw new AppError('audio-empty', 'The file is empty: it has 0 bytes.');
  const head = reader.slice(0, 4);
  if (showBytes(head) !== '`FORM`') {
    throw invalid(`Not an AIFF file: expected FORM at byte 0, got ${showBytes(head)}.`, 0);
  }
  if (reader.length < 12)
    throw invalid(`The file ends after ${reader.length} bytes, inside its header.`, reader.length);
  const form = reader.text(8, 4);
  if (form === 'AIFF' || form === 'AIFC') return form;
  throw invalid(`Not an AIFF file: expected AIFF or AIFC at byte 8, got ${showBytes(reader.slice(8, 12))}.`, 8);
}

/** The chunks in order, up to the first that the file cuts short. */
function* walkChunks(reader: ByteReader): Generator<AiffChunk, void, void> {
  let offset = 12;
  while (offset + 8 <= reader.length) {
    const id = reader.text(offset, 4);
    if (!/^[ -~]{4}$/.test(id)) return;
    const start = offset + 8;
    const claimed = reader.u32(offset + 4);
    const rest = reader.length - start;
    const length = isPlaceholder(id, claimed) ? rest : Math.min(claimed, rest);
    yield { id, offset, start, claimed, length };
    if (length < claimed) return;
    offset = start + length + (length % 2);
  }
}

/** A recorder that could not go back to its header leaves 0 or the largest number. */
function isPlaceholder(id: string, size: number): boolean {
  return id === 'SSND' && (size === 0 || size === UNKNOWN_SIZE);
}

/** Where the samples are: after the chunk's offset and block size, and as many as the common chunk says. */
function readSound(
  reader: ByteReader,
  { id, start, claimed, length, offset }: AiffChunk,
  frames: number,
  frameBytes: number,
): { readonly dataStart: number; readonly data: SoundData } {
  if (length < 8) throw invalid(`Expected at least 8 bytes of SSND chunk at byte ${start}, got ${length}.`, offset);
  const skipped = 8 + reader.u32(start);
  const there = Math.max(0, length - skipped);
  const unfinished = there > 0 && (isPlaceholder(id, claimed) || frames === 0 || frames === UNKNOWN_SIZE);
  const promised = unfinished ? there : frames * frameBytes;
  return {
    dataStart: start + skipped,
    data: { claimed: promised, length: Math.min(promised, there), unfinished },
  };
}

function findRecipe(
  reader: ByteReader,
  chunks: readonly AiffChunk[],
  warnings: CodecWarning[],
): SoundRecipe | undefined {
  const isOurs = ({ id, start, length }: AiffChunk): boolean =>
    id === 'APPL' && length >= 4 && reader.text(start, 4) === RECIPE_CHUNK;
  const chunk = chunks.findLast(isOurs);
  if (chunk === undefined) return undefined;
  const recipe = decodeRecipe(reader.slice(chunk.start + 4, chunk.start + chunk.length));
  if (recipe === undefined) {
    const message = `The recipe inside the file (chunk APPL at byte ${chunk.offset}) cannot be read.`;
    warnings.push({ code: 'recipe-unreadable', message });
  }
  return recipe;
}

function without(expected: string, last: AiffChunk | undefined, reader: ByteReader): AppError {
  const offset = last === undefined ? 12 : Math.min(last.start + last.length, reader.length);
  return invalid(
    `Expected a ${expected} chunk, but there is none before byte ${offset}, where the chunks end.`,
    offset,
  );
}

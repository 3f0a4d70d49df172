import { ByteReader, showBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import type { CodecWarning, SoundRecipe } from './codec.ts';
import { describeDamage, invalid } from './damage.ts';
import { decodeRecipe, RECIPE_CHUNK } from './recipe.ts';
import { readContainer, type WavChunk, type WavContainer, walkChunks } from './wav-container.ts';
import { readFormat, type WavFormat } from './wav-format.ts';

/** All that a WAV file says besides its samples, and where those are. */
export interface WavFacts extends WavFormat {
  readonly container: WavContainer;
  /** First byte of the samples. */
  readonly dataStart: number;
  /** Bytes of whole frames that are in the file. */
  readonly dataLength: number;
  readonly frames: number;
  readonly recipe: SoundRecipe | undefined;
  readonly warnings: readonly CodecWarning[];
}

/**
 * Reads the structure of a WAV, RF64 or BW64 file without touching a sample; allocates nothing by what the file claims.
 * @throws AppError audio-invalid, audio-empty, audio-unsupported; the message and `details.offset` say where
 */
export function readWavFacts(file: Uint8Array | ByteReader): WavFacts {
  const reader = file instanceof ByteReader ? file : new ByteReader(file);
  const container = readContainer(reader);
  let format: WavFormat | undefined;
  let data: WavChunk | undefined;
  let recipe: WavChunk | undefined;
  let last: WavChunk | undefined;
  for (const chunk of walkChunks(reader, container)) {
    last = chunk;
    if (chunk.id === 'fmt ') format ??= readFormat(reader, chunk);
    if (chunk.id === RECIPE_CHUNK) recipe = chunk;
    if (chunk.id !== 'data' || data !== undefined) continue;
    if (format === undefined) {
      throw invalid(`Expected a fmt chunk before the data chunk at byte ${chunk.offset}, got none.`, chunk.offset);
    }
    data = chunk;
  }
  if (data === undefined || format === undefined) throw withoutData(reader, last, format !== undefined);
  const frames = Math.floor(data.length / format.frameBytes);
  if (frames === 0) throw withoutFrames(data, format);
  const warnings = describeDamage(data, format);
  const body = recipe && reader.slice(recipe.start, recipe.start + recipe.length);
  const found = body && decodeRecipe(body);
  if (recipe !== undefined && found === undefined) {
    const message = `The recipe inside the file (chunk ${RECIPE_CHUNK} at byte ${recipe.offset}) cannot be read.`;
    warnings.push({ code: 'recipe-unreadable', message });
  }
  const place = { dataStart: data.start, dataLength: frames * format.frameBytes, frames };
  return { container, ...format, ...place, recipe: found, warnings };
}

function withoutData(reader: ByteReader, last: WavChunk | undefined, hasFormat: boolean): AppError {
  const expected = hasFormat ? 'a data chunk' : 'a fmt and a data chunk';
  if (last === undefined || last.length === last.claimed) {
    const offset = last === undefined ? 12 : Math.min(last.start + last.length, reader.length);
    return invalid(
      `Expected ${expected}, got ${showBytes(reader.slice(offset, offset + 4))} at byte ${offset}.`,
      offset,
    );
  }
  const promise = `chunk ${showBytes(reader.slice(last.offset, last.offset + 4))} at byte ${last.offset}`;
  const message = `the file ends inside ${promise}, which claims ${last.claimed} bytes and has ${last.length}`;
  return invalid(`Expected ${expected}, but ${message}.`, last.offset);
}

function withoutFrames(data: WavChunk, { frameBytes }: WavFormat): AppError {
  const got = data.length === 0 ? 'nothing' : `${data.length} bytes, less than one frame of ${frameBytes}`;
  const promise = data.length < data.claimed ? `; the header promises ${data.claimed} bytes` : '';
  const message = `The sound has no samples: its data chunk at byte ${data.offset} holds ${got}${promise}.`;
  return new AppError('audio-empty', message, { details: { offset: data.offset } });
}

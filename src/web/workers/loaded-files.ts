import { type LongSound, readable } from '../../core/audio/long-sound.ts';
import { type ByteSource, memorySource } from '../../core/base/byte-source.ts';
import { AppError } from '../../core/base/errors.ts';
import type { SoundRecipe } from '../../core/codecs/codec.ts';
import type { WorkerParts } from './worker-parts.ts';

/** A sound that came from a file, in memory or not. */
export interface LoadedFileSound {
  readonly id: string;
  readonly name: string;
  readonly sound: LongSound;
  readonly recipe: SoundRecipe | undefined;
  /** Its bytes. */
  open(): ByteSource;
}

type Shelves = Pick<WorkerParts, 'shelf' | 'long' | 'host'>;

/** Undefined for what is not loaded, and for results. */
export function loadedFile(id: string, { shelf, long, host }: Shelves): LoadedFileSound | undefined {
  const held = shelf.get(id);
  if (held?.bytes) {
    const { name, clip, bytes, recipe } = held;
    return { id, name, sound: readable(clip), recipe, open: () => memorySource(bytes) };
  }
  const kept = long.get(id);
  const { files } = host;
  if (!kept?.file || !files) return undefined;
  const { name, sound, recipe, file } = kept;
  return { id, name, sound, recipe, open: () => files.open(file, name) };
}

/** @throws AppError source-not-found */
export function findLoadedFile(id: string, shelves: Shelves): LoadedFileSound {
  const found = loadedFile(id, shelves);
  if (found) return found;
  throw new AppError('source-not-found', `There is no sound ${id} any more: it was removed, or the engine restarted.`);
}

/** The last one of those that are held first, and so of those that are not. */
export function loadedFiles(shelves: Shelves): readonly LoadedFileSound[] {
  const ids = [...shelves.shelf.loaded(), ...shelves.long.loaded()].map(([id]) => id);
  return ids.flatMap((id) => loadedFile(id, shelves) ?? []);
}

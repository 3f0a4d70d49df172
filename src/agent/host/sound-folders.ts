import { type BigIntStats, realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { AppError } from '../../core/base/errors.ts';
import type { SourceFolder } from '../../core/engine/engine.ts';
import { folderOf } from './source-folder.ts';

/** A file that may be read, links resolved. */
export interface LocatedSound {
  readonly path: string;
  readonly facts: BigIntStats;
}

/**
 * The folders that requests may name sounds in. Every path is resolved, links included, before anything is read; what
 * leads outside and what does not exist are told alike, so that nobody learns what lies outside.
 */
export class SoundFolders {
  readonly #first: string;
  readonly #roots: readonly string[];

  /**
   * @param folders at least one; relative names start in the first
   * @throws AppError file-not-found
   */
  constructor(folders: readonly string[]) {
    this.#roots = folders.map((folder) => {
      try {
        return realpathSync(folder);
      } catch (cause) {
        throw new AppError('file-not-found', `The sound folder ${folder} cannot be opened.`, { cause });
      }
    });
    const [first] = this.#roots;
    if (first === undefined) throw new AppError('internal', 'There is no sound folder.');
    this.#first = first;
  }

  /**
   * Synchronous: two looks at a local file take microseconds, their way through the thread pool ten times that.
   * @throws AppError source-not-found; audio-unsupported for a folder
   */
  locate(name: string): LocatedSound {
    const found = this.#find(name);
    if (found?.facts.isDirectory()) {
      const message = `The sound "${name}" is a folder; that format is not supported as a sound.`;
      throw new AppError('audio-unsupported', message, { details: { source: name } });
    }
    if (found?.facts.isFile()) return found;
    throw missing('sound', name);
  }

  /**
   * The folder of this name, or the one that the name puts its file in, wherever a link of this name may lead; what it
   * lists is located like any other name.
   * @throws AppError source-not-found
   */
  openFolder(name: string): SourceFolder {
    const found = this.#find(name);
    const isFolder = found?.facts.isDirectory() ?? false;
    const folder = found && !isFolder ? this.#find(dirname(name)) : found;
    if (folder === undefined) throw missing('folder', name);
    return folderOf(name, folder.path, isFolder);
  }

  #find(name: string): LocatedSound | undefined {
    if (name.includes('\0')) return undefined;
    try {
      const real = realpathSync.native(resolve(this.#first, name));
      if (!this.#roots.some((root) => isBelow(real, root))) return undefined;
      return { path: real, facts: statSync(real, { bigint: true }) };
    } catch {
      return undefined;
    }
  }
}

function missing(what: string, name: string): AppError {
  const message = `The ${what} "${name}" cannot be read: it does not exist, or lies outside of the sound folders.`;
  return new AppError('source-not-found', message, { details: { source: name } });
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

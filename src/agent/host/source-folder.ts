import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve as resolvePath, sep } from 'node:path';
import { type AbortSignalLike, AppError, throwIfAborted } from '../../core/base/errors.ts';
import type { SourceFolder } from '../../core/engine/engine.ts';
import { fromSystem } from './system-error.ts';

/** More is taken for a mistake: a whole disk instead of a folder of sounds. */
const MOST_FILES = 10_000;
const MOST_LEVELS = 16;

/**
 * The folder that a name means, or that the file of this name is in.
 * @param base where relative names start
 * @throws AppError source-not-found
 */
export async function openSourceFolder(base: string, name: string, signal?: AbortSignalLike): Promise<SourceFolder> {
  const path = resolvePath(base, name);
  const isFolder = await stat(path).then(
    (facts) => facts.isDirectory(),
    () => undefined,
  );
  if (isFolder === undefined) {
    throw new AppError('source-not-found', `The folder "${name}", or the file of this name, does not exist.`, {
      details: { source: name },
    });
  }
  return folderOf(name, isFolder ? path : dirname(path), isFolder, signal);
}

/** @param path of the folder that is meant @param isFolder whether the name is its own, and not that of a file in it */
export function folderOf(name: string, path: string, isFolder: boolean, signal?: AbortSignalLike): SourceFolder {
  const folder = isFolder ? name : name.slice(0, name.lastIndexOf('/') + 1);
  return {
    prefix: folder === '' || folder.endsWith('/') ? folder : `${folder}/`,
    list: () => listFiles(path, signal),
  };
}

/** Links to folders are not followed, and links to files only where these are inside too. */
async function listFiles(folder: string, signal: AbortSignalLike | undefined): Promise<string[]> {
  const names: string[] = [];
  try {
    const root = await realpath(folder);
    for (const queue = [{ path: root, level: 0 }]; ; ) {
      const next = queue.pop();
      if (next === undefined) return names;
      throwIfAborted(signal);
      for (const entry of await readdir(next.path, { withFileTypes: true })) {
        const path = join(next.path, entry.name);
        if (entry.isDirectory() && next.level < MOST_LEVELS) queue.push({ path, level: next.level + 1 });
        if (entry.isFile() || (entry.isSymbolicLink() && (await isFileBelow(path, root)))) {
          names.push(relative(root, path).split(sep).join('/'));
        }
      }
      if (names.length > MOST_FILES) {
        const message = `The folder ${folder} has more than ${MOST_FILES} files, which is the limit.`;
        throw new AppError('size-limit', message, { details: { limit: MOST_FILES } });
      }
    }
  } catch (thrown) {
    throw fromSystem(thrown, 'read', folder);
  }
}

async function isFileBelow(link: string, root: string): Promise<boolean> {
  try {
    const path = await realpath(link);
    return path.startsWith(root + sep) && (await stat(path)).isFile();
  } catch {
    return false;
  }
}

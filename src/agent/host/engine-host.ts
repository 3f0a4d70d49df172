import { resolve as resolvePath } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type AbortSignalLike, AppError } from '../../core/base/errors.ts';
import type { Cache } from '../../core/cache/cache.ts';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { contentIdOf } from '../../core/engine/content-id.ts';
import type { EngineHost } from '../../core/engine/engine.ts';
import type { Crew } from '../../core/kernels/crew.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { CODEC_LIBRARIES } from './codec-libraries.ts';
import { readFileBytes } from './read-file.ts';
import { openSourceFolder } from './source-folder.ts';

/** Analyses and results of one process; a 10 s sentence's analysis takes about 33 MB. */
const CACHE_BYTES = 512_000_000;

export interface NodeHostOptions {
  /** Where relative names of sources start. */
  readonly folder: string;
  /** Called with every source's path before it is read; may refuse it by throwing. */
  readonly onSource?: (path: string) => Promise<void>;
  /** Where results and analyses are kept; default the memory of this process. */
  readonly cache?: Cache | undefined;
  /** Told every source's path by its content id. */
  readonly sourcePaths?: Map<string, string>;
  /** Threads that help. */
  readonly crew?: Crew | undefined;
}

/** What Node gives an engine: time, a cache, files by name, and turns of the event loop. */
export function createNodeHost(kernels: Kernels, options: NodeHostOptions): EngineHost {
  const clock = { now: () => Date.now() };
  // A whole turn, so that signals and sockets are served between slices of work.
  const breathe = async (): Promise<void> => void (await setImmediate());
  return {
    kernels,
    libraries: CODEC_LIBRARIES,
    clock,
    cache: options.cache ?? new MemoryCache({ clock, quota: CACHE_BYTES }),
    resolve: async (name, signal) => {
      const path = resolvePath(options.folder, name);
      await options.onSource?.(path);
      const bytes = await readSource(name, path, signal);
      const id = await contentIdOf(bytes, { kernels, breathe }, signal);
      options.sourcePaths?.set(id, path);
      return { bytes, id };
    },
    openFolder: (name, signal) => openSourceFolder(options.folder, name, signal),
    breathe,
    crew: options.crew,
  };
}

async function readSource(name: string, path: string, signal: AbortSignalLike | undefined): Promise<Uint8Array> {
  try {
    return await readFileBytes(path, { signal });
  } catch (failure) {
    const error = AppError.from(failure);
    if (error.code !== 'file-not-found') throw error;
    throw new AppError('source-not-found', `The source "${name}" does not exist (looked for ${path}).`, {
      details: { source: name, path },
      cause: error,
    });
  }
}

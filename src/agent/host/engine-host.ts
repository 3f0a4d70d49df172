import { resolve as resolvePath } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type AbortSignalLike, AppError } from '../../core/base/errors.ts';
import { createMemoryCache } from '../../core/cache/memory-cache.ts';
import type { EngineHost } from '../../core/engine/engine.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { readFileBytes } from './read-file.ts';

const CACHE_BYTES = 512 * 2 ** 20;

/** What Node gives an engine: time, a memory cache, files below or relative to one folder, and turns of the event loop. */
export function createNodeHost(kernels: Kernels, folder: string): EngineHost {
  const clock = { now: () => Date.now() };
  return {
    kernels,
    clock,
    cache: createMemoryCache({ clock, quota: CACHE_BYTES }),
    resolve: async (name, signal) => ({ bytes: await readSource(name, resolvePath(folder, name), signal) }),
    // A whole turn, so that signals and sockets are served between slices of work.
    breathe: async () => void (await setImmediate()),
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

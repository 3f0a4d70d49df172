import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { createNodeHost } from '../agent/host/engine-host.ts';
import { findInstallation } from '../agent/host/installation.ts';
import { compileKernels } from '../agent/host/kernels.ts';
import { createLongHost } from '../agent/host/long-files.ts';
import { createNodeCrew } from '../agent/workers/node-crew.ts';
import { type LongSound, readable } from '../core/audio/long-sound.ts';
import { type AbortSignalLike, throwIfAborted } from '../core/base/errors.ts';
import { createScope, type Scope } from '../core/base/scope.ts';
import type { SoundRecipe } from '../core/codecs/codec.ts';
import { decodeSound, openSound } from '../core/codecs/registry.ts';
import { contentIdOf, contentIdOfSource } from '../core/engine/content-id.ts';
import { createEngine } from '../core/engine/create-engine.ts';
import type { RunOptions } from '../core/engine/engine.ts';
import type { LongHost } from '../core/engine/long-host.ts';
import { openFolders } from '../core/engine/open-folders.ts';
import { planQuery } from '../core/engine/plan.ts';
import { runLong } from '../core/engine/run-long.ts';
import { ENGINE } from '../core/engine/version.ts';
import type { Sliced } from '../core/kernels/kernels.ts';
import { loadKernels } from '../core/kernels/load.ts';
import { MODULES } from '../core/modules/registry.ts';
import type { Query } from '../core/query/query.ts';
import { sourceNames } from '../core/query/source-names.ts';

/** A file that was opened: its samples are read where they are needed. */
export interface OpenedFile {
  readonly sound: LongSound;
  readonly recipe: SoundRecipe | undefined;
  /** The content id of what is read here, whatever has come by its name since. */
  identify(): Promise<string>;
}

/**
 * Where commands look at sounds and make them: in memory as a whole only what is short, what comes out of a pipe, and MP3
 * and Ogg of any length.
 */
export interface Bench {
  readonly host: LongHost;
  /** The content id of a file; whether it is a sound does not matter. @throws AppError source-not-found, file-unreadable */
  identify(name: string): Promise<string>;
  /**
   * Works on a file that is open as long: a query may have more sounds than a process may have files.
   * @throws AppError source-not-found, audio-invalid and what else reading throws
   */
  look<T>(name: string, work: (file: OpenedFile) => Promise<T>): Promise<T>;
  /** Runs a query. @throws AppError */
  make(query: Query, options: RunOptions): Promise<{ readonly query: Query; readonly sound: LongSound }>;
  /** The names of the query's sounds, and its signature, without running it. @throws AppError */
  plan(query: Query): Promise<{ readonly signature: string; readonly sources: readonly string[] }>;
  /** Goes through what takes long, in turns with everything else. @throws AppError cancelled */
  run<T>(slices: Sliced<T>, onFraction?: (fraction: number) => void): Promise<T>;
}

/** ms of work between two turns of the event loop. */
const TURN_MS = 20;

/** Work at a bench, which is cleared when it ends. @param folder where relative names of sounds start */
export async function atBench<T>(
  folder: string,
  signal: AbortSignalLike | undefined,
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  return within(async (scope) => work(await openBench(folder, scope, signal)));
}

async function openBench(folder: string, scope: Scope, signal: AbortSignalLike | undefined): Promise<Bench> {
  const { wasmPath, handPath } = findInstallation();
  const binary = await compileKernels(wasmPath);
  const crew = createNodeCrew({ kernels: binary, handPath });
  scope.add(() => crew.close());
  const plain = createNodeHost(loadKernels(binary), { folder, crew });
  const locate = async (name: string): Promise<string> => resolve(folder, name);
  const host = createLongHost(plain, { locate, scratch: tmpdir() });
  const stopped = signal ? { signal } : {};

  async function run<T>(slices: Sliced<T>, onFraction: (fraction: number) => void = () => undefined): Promise<T> {
    let turn = Date.now();
    try {
      for (;;) {
        const slice = slices.next();
        if (slice.done) return slice.value;
        if (Date.now() - turn < TURN_MS) continue;
        onFraction(slice.value);
        await host.breathe();
        throwIfAborted(signal);
        turn = Date.now();
      }
    } finally {
      // Frees what a stopped computation holds in linear memory.
      slices.return(undefined as never);
    }
  }

  async function open(name: string, own: Scope): Promise<OpenedFile> {
    const source = await host.open(name, own);
    const file = source && (await openSound(source, { ...host, scratch: () => host.scratch(own) }));
    if (source && file) {
      const { sound, recipe } = await run(file.open());
      return { sound, recipe, identify: () => contentIdOfSource(source, host, signal) };
    }
    const { bytes, id } = await host.resolve(name, signal);
    const { clip, recipe } = await decodeSound(bytes, name, plain);
    const identify = async () => id ?? (await contentIdOf(bytes, host, signal));
    return { sound: readable(clip), recipe, identify };
  }

  const identify = (name: string) =>
    within(async (own) => {
      const source = await host.open(name, own);
      if (source) return await contentIdOfSource(source, host, signal);
      const { bytes, id } = await host.resolve(name, signal);
      return id ?? (await contentIdOf(bytes, host, signal));
    });

  return {
    host,
    identify,
    look: (name, work) => within(async (own) => work(await open(name, own))),
    run,
    async make(query, options) {
      const long = await runLong(query, host, MODULES, scope, { ...options, ...stopped });
      if (long !== undefined) return long;
      const result = await createEngine(host, MODULES).run(query, { ...options, ...stopped });
      return { query: result.query, sound: readable(result.clip) };
    },
    async plan(given) {
      const query = await openFolders(given, MODULES, host.openFolder, signal);
      const ids = new Map<string, string>();
      for (const name of new Set(sourceNames(query))) ids.set(name, await identify(name));
      const contentId = (name: string) => ids.get(name) ?? name;
      return { signature: planQuery(query, { engine: ENGINE, contentId }).signature, sources: [...ids.keys()] };
    },
  };
}

/** Work with a scope that closes when it ends. */
async function within<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
  const scope = createScope();
  try {
    return await work(scope);
  } finally {
    await scope.close();
  }
}

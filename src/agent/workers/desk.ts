import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../core/base/errors.ts';
import { createScope, type Scope } from '../../core/base/scope.ts';
import { lifetimeOf } from '../../core/cache/expiry.ts';
import { contentIdOf, contentIdOfSource } from '../../core/engine/content-id.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import type { Engine, EngineHost, RunResult } from '../../core/engine/engine.ts';
import { renderFile } from '../../core/engine/render-file.ts';
import { renderLongFile, runLong } from '../../core/engine/run-long.ts';
import { loadKernels } from '../../core/kernels/load.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { CODEC_LIBRARIES } from '../host/codec-libraries.ts';
import { createLongHost, openByteSource } from '../host/long-files.ts';
import { readFileBytes } from '../host/read-file.ts';
import { writeFileAtomically } from '../host/write-file.ts';
import { makeShelf } from '../storage/cache-folder.ts';
import { FilesystemCache } from '../storage/filesystem-cache.ts';
import { writeRecord } from '../storage/record.ts';
import type { RenderedResult, RenderTask, Tasks, ToWorker, WorkerSetup } from './protocol.ts';
import { resultPath } from './result-path.ts';

type Task = Extract<ToWorker, { type: 'task' }>;

/**
 * Does tasks, one at a time, with an engine and kernels of its own.
 * @throws AppError file-unwritable, disk-full
 */
export async function createDesk(
  setup: WorkerSetup,
): Promise<(task: Task, signal: AbortSignal) => Promise<Tasks[Task['name']]['give']>> {
  const kernels = loadKernels(setup.kernels);
  const clock = { now: () => Date.now() };
  const sourcePaths = new Map<string, string>();
  const cache = await FilesystemCache.open(setup.cacheFolder, { clock, quota: setup.cacheBytes, sourcePaths });
  // A whole turn, so that a cancel is heard between slices of work.
  const breathe = async (): Promise<void> => void (await setImmediate());
  // The files of the task at hand: names mean nothing beyond it.
  let paths: RenderTask['paths'] = new Map();
  const resolve: EngineHost['resolve'] = async (name, signal) => {
    const path = pathOf(name, paths);
    const bytes = await readFileBytes(path, { signal });
    const id = await contentIdOf(bytes, { kernels, breathe }, signal);
    sourcePaths.set(id, path);
    return { bytes, id };
  };
  const host: EngineHost = { kernels, libraries: CODEC_LIBRARIES, clock, cache, resolve, breathe };
  const engine = createEngine(host, MODULES);
  return async ({ name, ask }, signal) => {
    if (name === 'identify') return await identify((ask as Tasks['identify']['ask']).path, host, signal);
    const task = ask as Tasks['render']['ask'];
    paths = task.paths;
    sourcePaths.clear();
    const scope = createScope();
    try {
      const made = (await renderLong(task, host, scope, signal)) ?? (await renderShort(task, engine, host, signal));
      return await keep(task, made, signal);
    } finally {
      await scope.close();
    }
  };
}

/** A file of any size, or a pipe as far as it may be read. */
async function identify(path: string, host: EngineHost, signal: AbortSignal): Promise<string> {
  const scope = createScope();
  try {
    const source = openByteSource(path, scope);
    if (source !== undefined) return await contentIdOfSource(source, host, signal);
    return await contentIdOf(await readFileBytes(path, { signal }), host, signal);
  } finally {
    await scope.close();
  }
}

/** A result, and the pieces of its file. */
interface Made {
  readonly result: Omit<RunResult, 'clip' | 'contour' | 'sourceGains' | 'snrDb' | 'elapsedMs'>;
  readonly pieces: Iterable<Uint8Array>;
}

async function renderShort(task: RenderTask, engine: Engine, host: EngineHost, signal: AbortSignal): Promise<Made> {
  const result = await engine.run(task.query, { signal });
  return { result, pieces: await renderFile({ result, query: task.query }, MODULES, host) };
}

/**
 * A long sound, in bounded memory: what does not fit is put aside beside the result.
 * @returns undefined for a short one
 */
async function renderLong(
  task: RenderTask,
  host: EngineHost,
  scope: Scope,
  signal: AbortSignal,
): Promise<Made | undefined> {
  const locate = async (name: string): Promise<string> => pathOf(name, task.paths);
  const long = createLongHost(host, { locate, scratch: task.folder });
  const result = await runLong(task.query, long, MODULES, scope, { signal });
  return result && { result, pieces: await renderLongFile(result, MODULES, long, scope) };
}

function pathOf(name: string, paths: RenderTask['paths']): string {
  const path = paths.get(name);
  if (path === undefined) throw new AppError('internal', `The source "${name}" was not handed over.`);
  return path;
}

/** Writes the file to where clients look for it, and beside it what it was made of. */
async function keep(task: RenderTask, { result, pieces }: Made, signal: AbortSignal): Promise<RenderedResult> {
  const path = resultPath(task.folder, result.signature, task.query.output.format);
  await makeShelf(dirname(path));
  await writeFileAtomically(path, pieces, { overwrite: true, signal });
  const { size } = await stat(path);
  await writeRecord(path, {
    target: basename(path),
    key: result.signature,
    size,
    checksum: '',
    sources: result.sources.map(({ name, id }) => ({ id, path: task.paths.get(name) ?? null })),
    created: Date.now(),
    lifetime: lifetimeOf(task.query.cacheHours),
  });
  const warnings = result.sources.flatMap(({ name, warnings }) => warnings.map((warning) => `${name}: ${warning}`));
  const notes = result.steps.flatMap(({ module, notes }) => notes.map((note) => `${module}: ${note}`));
  return { path, signature: result.signature, size, notes: [...warnings, ...notes] };
}

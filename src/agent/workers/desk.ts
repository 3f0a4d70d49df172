import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../core/base/errors.ts';
import { lifetimeOf } from '../../core/cache/expiry.ts';
import type { CodecTools } from '../../core/codecs/codec.ts';
import { contentIdOf } from '../../core/engine/content-id.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import type { Engine, EngineHost } from '../../core/engine/engine.ts';
import { renderFile } from '../../core/engine/render-file.ts';
import { loadKernels } from '../../core/kernels/load.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { CODEC_LIBRARIES } from '../host/codec-libraries.ts';
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
    const path = paths.get(name);
    if (path === undefined) throw new AppError('internal', `The source "${name}" was not handed over.`);
    const bytes = await readFileBytes(path, { signal });
    const id = await contentIdOf(bytes, { kernels, breathe }, signal);
    sourcePaths.set(id, path);
    return { bytes, id };
  };
  const engine = createEngine({ kernels, libraries: CODEC_LIBRARIES, clock, cache, resolve, breathe }, MODULES);
  return async ({ name, ask }, signal) => {
    if (name === 'identify') {
      const bytes = await readFileBytes((ask as Tasks['identify']['ask']).path, { signal });
      return await contentIdOf(bytes, { kernels, breathe }, signal);
    }
    const task = ask as Tasks['render']['ask'];
    paths = task.paths;
    sourcePaths.clear();
    return await render(task, engine, { kernels, libraries: CODEC_LIBRARIES }, signal);
  };
}

async function render(
  task: RenderTask,
  engine: Engine,
  tools: CodecTools,
  signal: AbortSignal,
): Promise<RenderedResult> {
  const result = await engine.run(task.query, { signal });
  const path = resultPath(task.folder, result.signature, task.query.output.format);
  const pieces = await renderFile({ result, query: task.query }, MODULES, tools);
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

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../core/base/errors.ts';
import { hashBytes } from '../../core/base/hash.ts';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import type { Engine, EngineHost } from '../../core/engine/engine.ts';
import { renderFile } from '../../core/engine/render-file.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import { loadKernels } from '../../core/kernels/load.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { readFileBytes } from '../host/read-file.ts';
import { fromSystem } from '../host/system-error.ts';
import { writeFileAtomically } from '../host/write-file.ts';
import type { RenderedResult, RenderTask, Tasks, ToWorker, WorkerSetup } from './protocol.ts';
import { resultPath } from './result-path.ts';

type Task = Extract<ToWorker, { type: 'task' }>;

/** Does tasks, one at a time, with an engine and kernels of its own. */
export function createDesk(
  setup: WorkerSetup,
): (task: Task, signal: AbortSignal) => Promise<Tasks[Task['name']]['give']> {
  const kernels = loadKernels(setup.kernels);
  // The files of the task at hand: names mean nothing beyond it.
  let paths: RenderTask['paths'] = new Map();
  const engine = createEngine(
    createHost(kernels, setup.cacheBytes, (name) => paths.get(name)),
    MODULES,
  );
  return async ({ name, ask }, signal) => {
    if (name === 'identify') return hashBytes(await readFileBytes((ask as Tasks['identify']['ask']).path, { signal }));
    const task = ask as Tasks['render']['ask'];
    paths = task.paths;
    return await render(task, engine, kernels, signal);
  };
}

function createHost(kernels: Kernels, quota: number, pathOf: (name: string) => string | undefined): EngineHost {
  const clock = { now: () => Date.now() };
  return {
    kernels,
    clock,
    cache: new MemoryCache({ clock, quota }),
    resolve: async (name, signal) => {
      const path = pathOf(name);
      if (path === undefined) throw new AppError('internal', `The source "${name}" was not handed over.`);
      return { bytes: await readFileBytes(path, { signal }) };
    },
    // A whole turn, so that a cancel is heard between slices of work.
    breathe: async () => void (await setImmediate()),
  };
}

async function render(
  task: RenderTask,
  engine: Engine,
  kernels: Kernels,
  signal: AbortSignal,
): Promise<RenderedResult> {
  const result = await engine.run(task.query, { signal });
  const path = resultPath(task.folder, result.signature, task.query.output.format);
  const pieces = renderFile({ result, query: task.query }, MODULES, kernels);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o750 });
  } catch (failure) {
    throw fromSystem(failure, 'write', dirname(path));
  }
  await writeFileAtomically(path, pieces, { overwrite: true, signal });
  const warnings = result.sources.flatMap(({ name, warnings }) => warnings.map((warning) => `${name}: ${warning}`));
  const notes = result.steps.flatMap(({ module, notes }) => notes.map((note) => `${module}: ${note}`));
  return { path, signature: result.signature, notes: [...warnings, ...notes] };
}

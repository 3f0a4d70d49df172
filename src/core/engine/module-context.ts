import { AppError, throwIfAborted } from '../base/errors.ts';
import type { ModuleContext, ProgressShare, Run } from '../modules/module.ts';
import { signMemory } from '../query/signature.ts';
import type { JobHandlers } from './jobs.ts';
import type { StepNode } from './plan.ts';
import type { Sound } from './sound-value.ts';
import { ENGINE } from './version.ts';
import type { Workshop } from './workshop.ts';

/**
 * What a module is given to make a step's sound.
 * @param own what only this step has
 * @param onMemory told of everything that the module remembers, whether it was found or had to be computed
 */
export function contextFor(
  node: StepNode,
  own: Pick<ModuleContext, 'note' | 'madeWith'>,
  others: readonly Sound[],
  job: JobHandlers,
  { kernels, jobs, store, breathe }: Workshop,
  onMemory: (found: boolean) => void,
): ModuleContext {
  const { revision, lifetime } = node;
  const { sources } = node.input;
  const label = (text: string) => `${node.step.module}: ${text}`;
  const runFor = (handlers: JobHandlers): Run => {
    return (slices, share) => runSlices(slices, { ...share, label: label(share.label) }, handlers, breathe);
  };
  const remember: ModuleContext['remember'] = async (name, version, params, compute) => {
    const key = signMemory(ENGINE, node.input.signature, name, version, params);
    const memory = await jobs.share(key, job, async (own) => {
      const kept = await store.find(key, (value) => value);
      throwIfAborted(own.signal);
      if (kept !== undefined) return { value: kept, found: true };
      const value = await compute(runFor(own));
      await store.keep(key, value, { lifetime, sources });
      return { value, found: false };
    });
    onMemory(memory.found);
    return memory.value;
  };
  return { kernels, revision, signal: job.signal, run: runFor(job), remember, source: takeFrom(others), ...own };
}

async function runSlices<T>(
  slices: Generator<number, T, void>,
  share: ProgressShare,
  { signal, report }: JobHandlers,
  breathe: () => Promise<void>,
): Promise<T> {
  let finished = false;
  try {
    for (;;) {
      throwIfAborted(signal);
      const slice = slices.next();
      if (slice.done) {
        finished = true;
        return slice.value;
      }
      report({ fraction: share.from + (share.to - share.from) * slice.value, label: share.label });
      await breathe();
    }
  } finally {
    // Frees what a stopped computation holds in linear memory; the value is nobody's.
    if (!finished) slices.return(undefined as T);
  }
}

function takeFrom(sounds: readonly Sound[]): ModuleContext['source'] {
  return ({ source }) => {
    const sound = sounds[source];
    if (sound === undefined) throw new AppError('internal', `there is no source ${source}, of ${sounds.length}.`);
    return sound.clip;
  };
}

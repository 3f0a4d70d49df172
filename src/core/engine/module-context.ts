import { AppError, throwIfAborted } from '../base/errors.ts';
import type { ModuleContext } from '../modules/module.ts';
import { signMemory } from '../query/signature.ts';
import type { JobHandlers } from './jobs.ts';
import type { StepNode } from './plan.ts';
import type { Sound } from './sound-value.ts';
import { ENGINE } from './version.ts';
import { workFor } from './work.ts';
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
  shop: Workshop,
  onMemory: (found: boolean) => void,
): ModuleContext {
  const { kernels, jobs, store } = shop;
  const { revision, lifetime } = node;
  const { sources } = node.input;
  const label = (text: string) => `${node.step.module}: ${text}`;
  const remember: ModuleContext['remember'] = async (name, version, params, compute) => {
    const key = signMemory(ENGINE, node.input.signature, name, version, params);
    const memory = await jobs.share(key, job, async (own) => {
      const kept = await store.find(key, (value) => value);
      throwIfAborted(own.signal);
      if (kept !== undefined) return { value: kept, found: true };
      const value = await compute(workFor(own, label, shop));
      await store.keep(key, value, { lifetime, sources });
      return { value, found: false };
    });
    onMemory(memory.found);
    return memory.value;
  };
  const work = workFor(job, label, shop);
  return { kernels, revision, signal: job.signal, ...work, remember, source: takeFrom(others), ...own };
}

function takeFrom(sounds: readonly Sound[]): ModuleContext['source'] {
  return ({ source }) => {
    const sound = sounds[source];
    if (sound === undefined) throw new AppError('internal', `there is no source ${source}, of ${sounds.length}.`);
    return sound.clip;
  };
}

import { AppError, throwIfAborted } from '../base/errors.ts';
import type { ModuleContext, StepContext } from '../modules/module.ts';
import { signMemory } from '../query/signature.ts';
import type { JobHandlers } from './jobs.ts';
import type { StepNode } from './plan.ts';
import { ENGINE } from './version.ts';
import { workFor } from './work.ts';
import type { Workshop } from './workshop.ts';

/**
 * What a module is given to make a step's sound, besides its sounds.
 * @param own what only this step has
 * @param onMemory told of everything that the module remembers, whether it was found or had to be computed
 */
export function contextFor(
  node: StepNode,
  own: Pick<StepContext, 'note' | 'madeWith' | 'turnedDown' | 'mixedAt'>,
  job: JobHandlers,
  shop: Workshop,
  onMemory: (found: boolean) => void,
): StepContext {
  const { kernels, jobs, store } = shop;
  const { revision, lifetime } = node;
  const { sources } = node.input;
  const label = (text: string) => `${node.step.module}: ${text}`;
  const remember: StepContext['remember'] = async (name, version, params, compute) => {
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
  return { kernels, revision, signal: job.signal, ...work, remember, ...own };
}

/** The sounds that a step needs besides its input. */
export function takeFrom<T>(sounds: readonly T[]): (ref: Parameters<ModuleContext['source']>[0]) => T {
  return ({ source }) => {
    const sound = sounds[source];
    if (sound === undefined) throw new AppError('internal', `there is no source ${source}, of ${sounds.length}.`);
    return sound;
  };
}

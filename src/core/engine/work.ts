import { throwIfAborted } from '../base/errors.ts';
import { runStages } from '../kernels/run-stages.ts';
import type { ProgressShare, Run, RunStaged, Work } from '../modules/module.ts';
import type { JobHandlers } from './jobs.ts';
import type { Workshop } from './workshop.ts';

/**
 * How a job's long computations are run: they report to it, breathe, and stop with it.
 * @param label what the report says of a computation, for people
 */
export function workFor(job: JobHandlers, label: (text: string) => string, shop: Workshop): Work {
  const { kernels, breathe, crew } = shop;
  const reporter = ({ from, to, label: text }: ProgressShare) => {
    return (fraction: number) => job.report({ fraction: from + (to - from) * fraction, label: label(text) });
  };
  const pause = async (): Promise<void> => {
    throwIfAborted(job.signal);
    await breathe();
    throwIfAborted(job.signal);
  };
  const run: Run = (slices, share) => runSlices(slices, reporter(share), pause);
  const stage: RunStaged = async (make, share) => {
    const member = crew?.join(job.urgency ?? 'interactive');
    const onProgress = reporter(share);
    try {
      const work = make(1 + (crew?.size ?? 0));
      return await runStages(work, { perform: kernels.world.perform, member, onProgress, breathe: pause });
    } finally {
      member?.leave();
    }
  };
  return { run, stage };
}

async function runSlices<T>(
  slices: Generator<number, T, void>,
  onProgress: (fraction: number) => void,
  pause: () => Promise<void>,
): Promise<T> {
  try {
    await pause();
    for (;;) {
      const slice = slices.next();
      if (slice.done) return slice.value;
      onProgress(slice.value);
      await pause();
    }
  } finally {
    // Frees what a stopped computation holds in linear memory; the value is nobody's.
    slices.return(undefined as T);
  }
}

import type { Sliced } from './kernels.ts';

/** Runs a sliced computation to its end, without a pause. */
export function complete<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

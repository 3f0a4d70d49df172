import type { Kernels } from '../kernels/kernels.ts';

/** Decibels as whole numbers of steps, so that sums of them are exact: finer than any meter tells, and written in four decimals. */
export const STEPS_PER_DB = 10_000;
/** Of the parameters of `level`, dB. */
const [LOWEST_DB, HIGHEST_DB] = [-120, 0];

/** The largest gain in dB, in steps, that is no more than a ratio of at most 1. */
export function decibelsUpTo(ratio: number, kernels: Pick<Kernels, 'edit'>): number {
  return stepsUpTo(ratio, STEPS_PER_DB, kernels) / STEPS_PER_DB + 0;
}

/** The level of an RMS, in the steps next to it, from -120 to 0 dB re an RMS of 1. @param rms above 0 */
export function levelSteps(rms: number, kernels: Pick<Kernels, 'edit'>): number {
  return Math.floor((stepsUpTo(rms, 2 * STEPS_PER_DB, kernels) + 1) / 2) + 0;
}

/** By halves: the kernels' power is the same in every engine, and a logarithm would not be. */
function stepsUpTo(ratio: number, perDb: number, { edit }: Pick<Kernels, 'edit'>): number {
  const [one, none] = [[Float64Array.of(1)], [Float64Array.of(0)]];
  const amplitude = (step: number) => edit.mix(one, none, [step / perDb, 0])[0]?.[0] ?? 0;
  let [low, high] = [LOWEST_DB * perDb, HIGHEST_DB * perDb];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (amplitude(middle) <= ratio) low = middle;
    else high = middle - 1;
  }
  return low;
}

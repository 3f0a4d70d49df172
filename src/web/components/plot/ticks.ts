/** Ticks at 1-2-5 steps. */
export interface Ticks {
  readonly step: number;
  /** Decimals that tell neighbours apart. */
  readonly decimals: number;
  readonly values: readonly number[];
}

/** @param least smallest distance between two ticks, in the axis's unit */
export function ticksBetween(start: number, end: number, least: number): Ticks {
  const step = niceStep(least);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const values: number[] = [];
  // Adding zero makes a minus zero plain.
  for (let index = Math.ceil(start / step - 1e-9); index * step <= end + step * 1e-9; index++)
    values.push(index * step + 0);
  return { step, decimals, values };
}

/** The smallest of 1, 2, 5 times a power of ten that is at least `least`. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 5]) if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

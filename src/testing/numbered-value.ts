import type { CacheValue } from '../core/cache/cache.ts';

/** Bytes; room for all numbered values. */
export const QUOTA = 1e9;

/** A value that its number tells wholly; every fourth takes 2 MB, so that much of the time goes into writing bytes. */
export function numberedValue(number: number): CacheValue {
  const samples = number % 4 === 0 ? 250_000 : 1 + ((number * 7919) % 5000);
  return { meta: { number }, arrays: { x: Float64Array.from({ length: samples }, (_, index) => number + index / 8) } };
}

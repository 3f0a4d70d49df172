import type { CacheValue } from '../core/cache/cache.ts';

/** Bytes; room for all numbered values. */
export const QUOTA = 1e9;

/** A value that its number tells wholly: up to 400 kB, so that writing some takes one system call and others many. */
export function numberedValue(number: number): CacheValue {
  const samples = 1 + ((number * 7919) % 50_000);
  return { meta: { number }, arrays: { x: Float64Array.from({ length: samples }, (_, index) => number + index / 8) } };
}

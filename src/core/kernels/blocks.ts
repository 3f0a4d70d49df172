import { SONDE_SQUARE_SUM_LEAF } from './abi.gen.ts';

/**
 * Samples that cross into linear memory at a time, over all channels: 65536, 512 KiB of doubles, large enough to cost
 * nothing. Whole leaves, so that a sum of squares does not depend on where a sound is cut.
 */
export const BLOCK_SAMPLES = 128 * SONDE_SQUARE_SUM_LEAF;

/** A stretch of a sound, samples. */
export interface Block {
  readonly start: number;
  readonly length: number;
}

/** Cuts `total` into stretches of at most `most`; none for 0. */
export function* blocksOf(total: number, most: number): Generator<Block, void, void> {
  for (let start = 0; start < total; start += most) yield { start, length: Math.min(most, total - start) };
}

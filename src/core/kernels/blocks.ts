/** Samples that cross into linear memory at a time, over all channels: large enough to cost nothing, 512 KiB of doubles. */
export const BLOCK_SAMPLES = 65536;

/** A stretch of a sound, samples. */
export interface Block {
  readonly start: number;
  readonly length: number;
}

/** Cuts `total` into stretches of at most `most`; none for 0. */
export function* blocksOf(total: number, most: number): Generator<Block, void, void> {
  for (let start = 0; start < total; start += most) yield { start, length: Math.min(most, total - start) };
}

import { type Block, blocksOf } from './blocks.ts';

/** Parts for each thread, where there is enough work: the last to end then ends soon after the others. */
const PARTS_PER_HAND = 6;

export interface Cut {
  readonly count: number;
  /** One for each part, made when it is asked for. */
  map<T>(make: (block: Block) => T): Iterable<T>;
}

/**
 * Cuts `total` into parts of `most`, or less where that would leave a thread without work, but not less than `least`, where
 * a part costs something that does not depend on its size.
 */
export function partsOf(total: number, most: number, hands: number, least = 1): Cut {
  const even = Math.max(least, Math.ceil(total / (hands * PARTS_PER_HAND)));
  const size = hands === 1 ? most : Math.min(most, even);
  return {
    count: Math.ceil(total / size),
    *map(make) {
      for (const block of blocksOf(total, size)) yield make(block);
    },
  };
}

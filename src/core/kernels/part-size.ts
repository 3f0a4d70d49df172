import { type Block, blocksOf } from './blocks.ts';

/** Parts for each thread, where there is enough work: the last to end then ends soon after the others. */
const PARTS_PER_HAND = 8;

export interface Cut {
  readonly count: number;
  /** One for each part, made when it is asked for. */
  map<T>(make: (block: Block) => T): Iterable<T>;
}

/** Cuts `total` into parts of `most`, or less where that would leave a thread without work. */
export function partsOf(total: number, most: number, hands: number): Cut {
  const size = hands === 1 ? most : Math.max(1, Math.min(most, Math.ceil(total / (hands * PARTS_PER_HAND))));
  return {
    count: Math.ceil(total / size),
    *map(make) {
      for (const block of blocksOf(total, size)) yield make(block);
    },
  };
}

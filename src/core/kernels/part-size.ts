import type { Block } from './blocks.ts';

/** Parts of what is left for each thread: as this gets less, they get smaller, so that all end at the same time. */
const PARTS_PER_HAND = 2;

export interface Cut {
  readonly count: number;
  /** One for each part, made when it is asked for. */
  map<T>(make: (block: Block) => T): Iterable<T>;
}

/**
 * Cuts `total` into parts of `most`, for several threads smaller and smaller ones towards the end, but not less than `least`,
 * where a part costs something that does not depend on its size.
 */
export function partsOf(total: number, most: number, hands: number, least = 1): Cut {
  const sizeAt = (left: number): number => {
    if (hands === 1) return Math.min(left, most);
    const share = Math.ceil(left / (hands * PARTS_PER_HAND));
    return Math.min(left, most, Math.max(least, share));
  };
  let count = 0;
  for (let left = total; left > 0; left -= sizeAt(left)) count += 1;
  return {
    count,
    *map(make) {
      for (let start = 0; start < total; ) {
        const length = sizeAt(total - start);
        yield make({ start, length });
        start += length;
      }
    },
  };
}

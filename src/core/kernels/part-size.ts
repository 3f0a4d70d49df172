import type { Block } from './blocks.ts';

/** What a part is of what is left for each thread: parts become smaller, so that all threads end at about the same time. */
const SHARE = 1 / 3;

/** The smallest part, of the largest: less would be all overhead. */
const LEAST = 1 / 32;

export interface Cut {
  readonly count: number;
  /** One for each part, made when it is asked for. */
  map<T>(make: (block: Block) => T): Iterable<T>;
}

/**
 * Cuts `total` into parts of `most`, or less where that would leave a thread without work, but not less than `least`, where
 * a part costs something that does not depend on its size.
 */
export function partsOf(total: number, most: number, hands: number, least = Math.ceil(LEAST * most)): Cut {
  const sizeAt = (start: number): number => {
    const fair = Math.ceil((SHARE * (total - start)) / hands);
    return Math.min(total - start, hands === 1 ? most : Math.min(most, Math.max(least, fair)));
  };
  let count = 0;
  for (let start = 0; start < total; start += sizeAt(start)) count += 1;
  return {
    count,
    *map(make) {
      for (let start = 0; start < total; ) {
        const length = sizeAt(start);
        yield make({ start, length });
        start += length;
      }
    },
  };
}

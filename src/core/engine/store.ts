import type { CacheAccess, CachePutOptions, CacheValue } from '../cache/cache.ts';

/** The key in `meta` under which the names, types and lengths of the arrays are kept. */
const SHAPE = 'shape';

/**
 * The cache as the engine uses it: a help, never a condition. A cache that fails costs time, not the result; a value
 * that is not what was put there is dropped and computed again.
 */
export class Store {
  readonly #cache: CacheAccess;

  constructor(cache: CacheAccess) {
    this.#cache = cache;
  }

  /** @param read gives undefined for a value that is not what it should be */
  async find<T>(key: string, read: (value: CacheValue) => T | undefined): Promise<T | undefined> {
    try {
      const value = await this.#cache.get(key);
      if (value === undefined) return undefined;
      const found = value.meta[SHAPE] === shapeOf(value) ? read(value) : undefined;
      if (found === undefined) await this.#cache.delete(key);
      return found;
    } catch {
      return undefined;
    }
  }

  async keep(key: string, value: CacheValue, options: CachePutOptions): Promise<void> {
    const whole = { meta: { ...value.meta, [SHAPE]: shapeOf(value) }, arrays: value.arrays };
    try {
      await this.#cache.put(key, whole, options);
    } catch {
      // Not kept: the next one computes it again.
    }
  }
}

/** `f0:Float64Array:400 …`, in the order of names. */
function shapeOf({ arrays }: CacheValue): string {
  return Object.entries(arrays)
    .map(([name, array]) => `${name}:${kindOf(array)}:${array.length}`)
    .sort()
    .join(' ');
}

/** Not the constructor's name: a minifier or another realm may give it another one. */
function kindOf(array: CacheValue['arrays'][string]): string {
  return Object.prototype.toString.call(array).slice(8, -1);
}

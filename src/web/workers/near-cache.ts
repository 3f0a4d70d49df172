import type { CacheAccess, CachePutOptions, CacheValue } from '../../core/cache/cache.ts';

/** Of what came from afar: it is there, too, and with its own lifetime. */
const BORROWED: CachePutOptions = { lifetime: null, sources: [] };

/**
 * A thread's own memory before the cache of another thread, which is the one that lasts. What is asked for again, as the
 * analysis of a voice for each of its rows, does not cross twice.
 */
export class NearCache implements CacheAccess {
  readonly #near: CacheAccess;
  readonly #far: CacheAccess;

  constructor(near: CacheAccess, far: CacheAccess) {
    this.#near = near;
    this.#far = far;
  }

  async get(key: string): Promise<CacheValue | undefined> {
    const near = await this.#near.get(key);
    if (near !== undefined) return near;
    const far = await this.#far.get(key);
    if (far !== undefined) await this.#near.put(key, far, BORROWED);
    return far;
  }

  /** Done when the other thread has it. */
  async put(key: string, value: CacheValue, options: CachePutOptions): Promise<void> {
    await Promise.all([this.#near.put(key, value, options), this.#far.put(key, value, options)]);
  }

  async delete(key: string): Promise<void> {
    await Promise.all([this.#near.delete(key), this.#far.delete(key)]);
  }
}

import type { Cache, CacheEntryFacts, CachePutOptions, CacheValue } from './cache.ts';

/** A cache that outlives its process, and may be slow. It does what it is told in the order in which it was told. */
export interface LastingCache extends Cache {
  /** As `get`, with what `put` was told. */
  find(key: string): Promise<(CachePutOptions & { readonly value: CacheValue }) | undefined>;
  /** Counts as a use without reading the value. */
  touch(key: string): Promise<void>;
}

/**
 * A cache in memory before one that lasts. What is in front is given out at once, and writing is not waited for.
 * When the lasting one fails (no storage in this browser mode, a broken disk), it is done without from then on.
 */
export class TieredCache implements Cache {
  readonly #front: Cache;
  readonly #back: Promise<LastingCache>;
  readonly #onFailure: (failure: unknown) => void;
  #hasFailed = false;

  /**
   * @param back being opened; the front serves meanwhile
   * @param onFailure told once, when the lasting cache is given up
   */
  constructor(front: Cache, back: Promise<LastingCache>, onFailure: (failure: unknown) => void) {
    this.#front = front;
    this.#back = back;
    this.#onFailure = onFailure;
    void this.#inBack(async () => undefined);
  }

  async get(key: string): Promise<CacheValue | undefined> {
    const near = await this.#front.get(key);
    if (near !== undefined) {
      void this.#inBack((back) => back.touch(key));
      return near;
    }
    const far = await this.#inBack((back) => back.find(key));
    if (far === undefined) return undefined;
    const { value, lifetime, sources } = far;
    await this.#front.put(key, value, { lifetime, sources });
    return value;
  }

  /** Done when the front has it. What is too large for the front is not kept at all. */
  async put(key: string, value: CacheValue, options: CachePutOptions): Promise<void> {
    const facts = { lifetime: options.lifetime, sources: [...options.sources] };
    await this.#front.put(key, value, facts);
    // The front's own copy: the caller's arrays may be others by the time that they are written.
    const copy = await this.#front.get(key);
    void this.#inBack((back) => (copy === undefined ? back.delete(key) : back.put(key, copy, facts)));
  }

  async delete(key: string): Promise<void> {
    await Promise.all([this.#front.delete(key), this.#inBack((back) => back.delete(key))]);
  }

  async clear(): Promise<void> {
    await Promise.all([this.#front.clear(), this.#inBack((back) => back.clear())]);
  }

  async list(): Promise<readonly CacheEntryFacts[]> {
    return (await this.#inBack((back) => back.list())) ?? this.#front.list();
  }

  async expire(): Promise<number> {
    const near = await this.#front.expire();
    return (await this.#inBack((back) => back.expire())) ?? near;
  }

  /** Undefined when the lasting cache fails or has failed. */
  async #inBack<T>(work: (back: LastingCache) => Promise<T>): Promise<T | undefined> {
    if (this.#hasFailed) return undefined;
    try {
      return await work(await this.#back);
    } catch (failure) {
      if (!this.#hasFailed) this.#onFailure(failure);
      this.#hasFailed = true;
      return undefined;
    }
  }
}

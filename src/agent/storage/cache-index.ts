import type { CacheEntryFacts } from '../../core/cache/cache.ts';

/** What a process knows of a cache folder: the entries and the order of their use, which file times may not tell. */
export class CacheIndex {
  /** Least recently used first. */
  readonly #entries = new Map<string, CacheEntryFacts>();
  #size = 0;

  /** Bytes of all values. */
  get size(): number {
    return this.#size;
  }

  /** Most recently used first; a fresh array. */
  entries(): CacheEntryFacts[] {
    return [...this.#entries.values()].reverse();
  }

  use(facts: CacheEntryFacts): void {
    this.forget(facts.key);
    this.#entries.set(facts.key, facts);
    this.#size += facts.size;
  }

  forget(key: string): void {
    this.#size -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }

  /** Knows these only: by their last use, and those of one instant in the order known so far. */
  replace(found: readonly CacheEntryFacts[]): void {
    const order = new Map([...this.#entries.keys()].map((key, index) => [key, index]));
    const place = (facts: CacheEntryFacts): number => order.get(facts.key) ?? -1;
    const sorted = [...found].sort((a, b) => a.lastUsed - b.lastUsed || place(a) - place(b));
    this.#entries.clear();
    this.#size = 0;
    for (const facts of sorted) this.use(facts);
  }
}

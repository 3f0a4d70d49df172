import type { Clock } from '../base/clock.ts';
import { AppError } from '../base/errors.ts';
import type { Cache, CacheEntryFacts, CachePutOptions, CacheValue } from './cache.ts';
import { isExpired } from './expiry.ts';

export interface MemoryCacheOptions {
  readonly clock: Clock;
  /** Bytes over all entries. */
  readonly quota: number;
}

interface Entry {
  readonly value: CacheValue;
  /** Bytes of each array when stored; one that has another length since was transferred or resized by a receiver. */
  readonly lengths: ReadonlyMap<string, number>;
  readonly facts: CacheEntryFacts;
}

/**
 * A cache that lives as long as its owner. Arrays are copied once, when stored; receivers share that copy, which they
 * must not write to, since copying tens of megabytes of WORLD analysis at every slider move would be felt.
 */
export class MemoryCache implements Cache {
  readonly #clock: Clock;
  readonly #quota: number;
  /** Least recently used first: the order of a Map is that of insertion. */
  readonly #entries = new Map<string, Entry>();
  #size = 0;

  /** @throws AppError internal for a quota below 0 or not a number */
  constructor(options: MemoryCacheOptions) {
    if (!(options.quota >= 0)) throw new AppError('internal', `Expected a quota in bytes, got ${options.quota}.`);
    this.#clock = options.clock;
    this.#quota = options.quota;
  }

  async get(key: string): Promise<CacheValue | undefined> {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#remove(key);
    const now = this.#clock.now();
    if (isExpired(entry.facts.lastUsed, entry.facts.lifetime, now) || !isWhole(entry)) return undefined;
    this.#add(key, { ...entry, facts: { ...entry.facts, lastUsed: now } });
    return entry.value;
  }

  async put(key: string, value: CacheValue, options: CachePutOptions): Promise<void> {
    // Nothing is awaited here, so that the arrays are copied before the caller can change them.
    this.#remove(key);
    const size = sizeOf(value);
    if (size > this.#quota) return;
    this.#makeRoom(size);
    const now = this.#clock.now();
    const copy = copyOf(value);
    const facts = { key, size, created: now, lastUsed: now, lifetime: options.lifetime, sources: [...options.sources] };
    this.#add(key, { value: copy, lengths: lengthsOf(copy), facts: Object.freeze(facts) });
  }

  async delete(key: string): Promise<void> {
    this.#remove(key);
  }

  async clear(): Promise<void> {
    this.#entries.clear();
    this.#size = 0;
  }

  async list(): Promise<readonly CacheEntryFacts[]> {
    return Array.from(this.#entries.values(), (entry) => entry.facts).reverse();
  }

  async expire(): Promise<number> {
    return this.#expire();
  }

  #expire(): number {
    const now = this.#clock.now();
    const expired = [...this.#entries.values()].filter(({ facts }) => isExpired(facts.lastUsed, facts.lifetime, now));
    for (const { facts } of expired) this.#remove(facts.key);
    return expired.length;
  }

  #makeRoom(size: number): void {
    if (this.#size + size > this.#quota) this.#expire();
    for (const key of this.#entries.keys()) {
      if (this.#size + size <= this.#quota) return;
      this.#remove(key);
    }
  }

  #add(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#size += entry.facts.size;
  }

  #remove(key: string): void {
    this.#size -= this.#entries.get(key)?.facts.size ?? 0;
    this.#entries.delete(key);
  }
}

/** Bytes that a value is counted for: its arrays, and two per character of its facts and names. */
export function sizeOf(value: CacheValue): number {
  const arrays = Object.values(value.arrays).reduce((sum, array) => sum + array.byteLength, 0);
  return arrays + 2 * JSON.stringify([value.meta, Object.keys(value.arrays)]).length;
}

function copyOf(value: CacheValue): CacheValue {
  const arrays = Object.entries(value.arrays).map(([name, array]) => [name, array.slice()] as const);
  return Object.freeze({ meta: Object.freeze({ ...value.meta }), arrays: Object.freeze(Object.fromEntries(arrays)) });
}

function lengthsOf(value: CacheValue): ReadonlyMap<string, number> {
  return new Map(Object.entries(value.arrays).map(([name, array]) => [name, array.byteLength]));
}

function isWhole(entry: Entry): boolean {
  return Object.entries(entry.value.arrays).every(([name, array]) => entry.lengths.get(name) === array.byteLength);
}

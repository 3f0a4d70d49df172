import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Clock } from '../../core/base/clock.ts';
import type { CacheEntryFacts, CachePutOptions, CacheValue } from '../../core/cache/cache.ts';
import { isExpired } from '../../core/cache/expiry.ts';
import type { LastingCache } from '../../core/cache/tiered-cache.ts';
import { decodeValue, encodeValue } from '../../core/cache/value-bytes.ts';

export interface IndexedDbCacheOptions {
  readonly clock: Clock;
  /** Bytes over all values, of all pages of this origin. */
  readonly quota: number;
  /** Name of the database. */
  readonly name: string;
}

/** Of two uses in one millisecond the one with the higher turn is the later one. */
type StoredFacts = CacheEntryFacts & { readonly turn: number };

interface Schema extends DBSchema {
  facts: { key: string; value: StoredFacts };
  /** As `encodeValue` lays them out. */
  values: { key: string; value: Uint8Array<ArrayBuffer> };
}

const STORES = ['facts', 'values'] as const;

type Stores = IDBPTransaction<Schema, ['facts', 'values'], 'readwrite'>;

/**
 * A cache in the browser's storage, for any number of pages at once: every change is one transaction, and a value
 * carries a checksum that is verified when it is read. What other pages add is found once this one has listed the
 * entries, or was opened anew: most looks are for what is not there, and those should cost nothing.
 */
export class IndexedDbCache implements LastingCache {
  readonly #db: IDBPDatabase<Schema>;
  readonly #options: IndexedDbCacheOptions;
  /** What has been seen or put; some of it may be gone. */
  readonly #keys: Set<string>;
  #turn: number;

  private constructor(db: IDBPDatabase<Schema>, options: IndexedDbCacheOptions, found: readonly StoredFacts[]) {
    this.#db = db;
    this.#options = options;
    this.#keys = new Set(found.map(({ key }) => key));
    this.#turn = found.reduce((latest, { turn }) => Math.max(latest, turn), 0);
  }

  /** @throws DOMException where there is no storage: private modes, blocked cookies, a full disk */
  static async open(options: IndexedDbCacheOptions): Promise<IndexedDbCache> {
    const db: IDBPDatabase<Schema> = await openDB<Schema>(options.name, 1, {
      upgrade(created) {
        created.createObjectStore('facts', { keyPath: 'key' });
        created.createObjectStore('values');
      },
      // Another page wants to delete or upgrade it.
      blocking: () => db.close(),
    });
    return new IndexedDbCache(db, options, await db.getAll('facts'));
  }

  async get(key: string): Promise<CacheValue | undefined> {
    return (await this.find(key))?.value;
  }

  async find(key: string): Promise<(CachePutOptions & { readonly value: CacheValue }) | undefined> {
    if (!this.#keys.has(key)) return undefined;
    return this.#change(async (stores) => {
      const facts = await this.#use(stores, key);
      if (facts === undefined) return undefined;
      const bytes = await stores.objectStore('values').get(key);
      const value = bytes && decodeValue(key, bytes);
      if (value === undefined) {
        await remove(stores, key);
        return undefined;
      }
      return { value, lifetime: facts.lifetime, sources: facts.sources };
    });
  }

  touch(key: string): Promise<void> {
    return this.#change(async (stores) => void (await this.#use(stores, key)));
  }

  async put(key: string, value: CacheValue, options: CachePutOptions): Promise<void> {
    // Before anything is awaited, so that the caller may change its arrays.
    const bytes = encodeValue(key, value, this.#options.quota);
    const { lifetime } = options;
    const sources = [...options.sources];
    this.#keys.add(key);
    const keep = async (stores: Stores): Promise<void> => {
      await remove(stores, key);
      if (bytes === undefined) return;
      await this.#makeRoom(stores, this.#options.quota - bytes.length);
      const now = this.#options.clock.now();
      this.#turn += 1;
      const facts = { key, size: bytes.length, created: now, lastUsed: now, lifetime, sources, turn: this.#turn };
      await Promise.all([stores.objectStore('values').put(bytes, key), stores.objectStore('facts').put(facts)]);
    };
    try {
      await this.#change(keep);
    } catch (failure) {
      if (!isFull(failure)) throw failure;
      // The browser has less room than it said: this value goes without, and others make way for what comes.
      await this.#change((stores) => this.#halve(stores));
    }
  }

  delete(key: string): Promise<void> {
    return this.#change((stores) => remove(stores, key));
  }

  clear(): Promise<void> {
    return this.#change(async (stores) => {
      await Promise.all(STORES.map((name) => stores.objectStore(name).clear()));
    });
  }

  async list(): Promise<readonly CacheEntryFacts[]> {
    const found = await this.#change(inOrderOfUse);
    for (const { key } of found) this.#keys.add(key);
    return found.reverse().map(({ turn: _, ...facts }) => facts);
  }

  expire(): Promise<number> {
    return this.#change((stores) => this.#expire(stores));
  }

  /** One transaction, whole or not at all; they run in the order in which they were asked for. */
  async #change<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    const stores = this.#db.transaction(STORES, 'readwrite') as Stores;
    const done = stores.done.then(() => undefined);
    try {
      const [result] = await Promise.all([work(stores), done]);
      return result;
    } catch (failure) {
      await abort(stores);
      throw failure;
    }
  }

  /** The facts, the last use renewed; what has expired is removed. */
  async #use(stores: Stores, key: string): Promise<StoredFacts | undefined> {
    const facts = await stores.objectStore('facts').get(key);
    if (facts === undefined) return undefined;
    const now = this.#options.clock.now();
    if (isExpired(facts.lastUsed, facts.lifetime, now)) {
      await remove(stores, key);
      return undefined;
    }
    this.#turn += 1;
    await stores.objectStore('facts').put({ ...facts, lastUsed: now, turn: this.#turn });
    return facts;
  }

  /** Removes until no more than so many bytes are left: what has expired first, then what was used longest ago. */
  async #makeRoom(stores: Stores, bytes: number): Promise<void> {
    let total = sizeOf(await inOrderOfUse(stores));
    if (total <= bytes) return;
    await this.#expire(stores);
    const left = await inOrderOfUse(stores);
    total = sizeOf(left);
    for (const { key, size } of left) {
      if (total <= bytes) return;
      await remove(stores, key);
      total -= size;
    }
  }

  async #halve(stores: Stores): Promise<void> {
    await this.#makeRoom(stores, sizeOf(await inOrderOfUse(stores)) / 2);
  }

  async #expire(stores: Stores): Promise<number> {
    const now = this.#options.clock.now();
    const all = await inOrderOfUse(stores);
    const expired = all.filter(({ lastUsed, lifetime }) => isExpired(lastUsed, lifetime, now));
    for (const { key } of expired) await remove(stores, key);
    return expired.length;
  }
}

/** Undoes what a transaction has done so far; one that failed by itself has done so. */
async function abort(stores: Stores): Promise<void> {
  try {
    stores.abort();
  } catch {
    // It is over already.
  }
  await stores.done.catch(() => undefined);
}

/** Used longest ago first. */
async function inOrderOfUse(stores: Stores): Promise<StoredFacts[]> {
  const all = await stores.objectStore('facts').getAll();
  return all.sort((a, b) => a.lastUsed - b.lastUsed || a.turn - b.turn);
}

async function remove(stores: Stores, key: string): Promise<void> {
  await Promise.all(STORES.map((name) => stores.objectStore(name).delete(key)));
}

function sizeOf(entries: readonly StoredFacts[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}

function isFull(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'QuotaExceededError';
}

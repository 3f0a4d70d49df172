/**
 * The one cache interface; every implementation passes `cache.contract.ts`. A key is a signature, so an entry is
 * never wrong, only absent; failures are never stored.
 */
export interface CacheValue {
  /** JSON-safe facts. */
  readonly meta: Readonly<Record<string, string | number | boolean | null>>;
  /** Named arrays; receivers must not write to them or transfer them. */
  readonly arrays: Readonly<Record<string, Float64Array | Float32Array | Uint8Array>>;
}

export interface CacheEntryFacts {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly lastUsed: number;
  /** Seconds without use after which the entry may go; null never. */
  readonly lifetime: number | null;
  /** Content ids of the sounds it was made from. */
  readonly sources: readonly string[];
}

export interface CachePutOptions {
  /** Seconds without use; null never expires. */
  readonly lifetime: number | null;
  readonly sources: readonly string[];
}

/** What making sounds needs of a cache. */
export type CacheAccess = Pick<Cache, 'get' | 'put' | 'delete'>;

export interface Cache {
  /** The value, its last use renewed; undefined when absent, expired or doubtful (a doubtful one is dropped). */
  get(key: string): Promise<CacheValue | undefined>;
  /** Stores or replaces. Evicts least recently used entries beyond the quota; a value larger than the quota is not kept. */
  put(key: string, value: CacheValue, options: CachePutOptions): Promise<void>;
  delete(key: string): Promise<void>;
  clear(): Promise<void>;
  /** All entries, most recently used first. */
  list(): Promise<readonly CacheEntryFacts[]>;
  /** Removes what has expired; returns how many. */
  expire(): Promise<number>;
}

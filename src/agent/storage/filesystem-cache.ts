import { basename, dirname } from 'node:path';
import type { Clock } from '../../core/base/clock.ts';
import { AppError } from '../../core/base/errors.ts';
import type { Cache, CacheEntryFacts, CachePutOptions, CacheValue } from '../../core/cache/cache.ts';
import { isExpired } from '../../core/cache/expiry.ts';
import { checksumIn, decodeValue, encodeValue } from '../../core/cache/value-bytes.ts';
import { readFileBytes } from '../host/read-file.ts';
import { writeFileAtomically } from '../host/write-file.ts';
import { makeShelf, openCacheFolder, removeEntry, valuePath, walkCache } from './cache-folder.ts';
import { CacheIndex } from './cache-index.ts';
import { readRecord, touchRecord, writeRecord } from './record.ts';

export interface FilesystemCacheOptions {
  readonly clock: Clock;
  /** Bytes over all values. Each other process that writes may take it over by a sixteenth. */
  readonly quota: number;
  /** Files that sounds were read from, by content id; looked up when an entry is written. */
  readonly sourcePaths?: ReadonlyMap<string, string>;
}

/**
 * A cache in a folder, for any number of processes at once. A value and its record are each renamed into place, and
 * both carry the value's checksum: whatever a crash, another process or the disk leaves is either whole or not served.
 */
export class FilesystemCache implements Cache {
  readonly #folder: string;
  readonly #options: FilesystemCacheOptions;
  readonly #index = new CacheIndex();
  /** Bytes written since the folder was last looked through; others may have written as much. */
  #writtenSinceScan = Number.POSITIVE_INFINITY;
  /** The end of all changes so far: they are made one after the other. */
  #changes: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, options: FilesystemCacheOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** @throws AppError argument-invalid for a folder that holds something else; file-unwritable, disk-full */
  static async open(folder: string, options: FilesystemCacheOptions): Promise<FilesystemCache> {
    if (!(options.quota >= 0)) throw new AppError('internal', `Expected a quota in bytes, got ${options.quota}.`);
    return new FilesystemCache(await openCacheFolder(folder), options);
  }

  async get(key: string): Promise<CacheValue | undefined> {
    const found = await this.#read(key);
    if (found !== 'doubtful') return found;
    // Perhaps it was being replaced: what is doubtful with nobody writing is dropped, where the folder lets us.
    return this.#change(async () => {
      const again = await this.#read(key);
      if (again !== 'doubtful') return again;
      await this.#remove(key).catch(() => undefined);
      return undefined;
    });
  }

  put(key: string, value: CacheValue, options: CachePutOptions): Promise<void> {
    // Before anything is awaited, so that the caller may change its arrays.
    const bytes = encodeValue(key, value, this.#options.quota);
    const { lifetime } = options;
    const sources = [...options.sources];
    return this.#change(async () => {
      if (this.#writtenSinceScan > this.#options.quota / 16) await this.#scan();
      if (bytes === undefined) return this.#remove(key);
      await this.#makeRoom(key, bytes.length);
      const created = this.#options.clock.now();
      this.#writtenSinceScan += bytes.length;
      await this.#write(key, bytes, { created, lifetime, sources });
      this.#index.use({ key, size: bytes.length, created, lastUsed: created, lifetime, sources });
    });
  }

  delete(key: string): Promise<void> {
    return this.#change(() => this.#remove(key));
  }

  clear(): Promise<void> {
    return this.#change(async () => {
      await this.#scan();
      for (const { key } of this.#index.entries()) await this.#remove(key);
    });
  }

  list(): Promise<readonly CacheEntryFacts[]> {
    return this.#change(async () => {
      await this.#scan();
      return this.#index.entries();
    });
  }

  /** Also makes what other processes have added fit the quota. */
  expire(): Promise<number> {
    return this.#change(async () => {
      await this.#scan();
      const count = await this.#removeExpired();
      await this.#evict(0);
      return count;
    });
  }

  #change<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#changes.then(work);
    this.#changes = done.catch(() => undefined);
    return done;
  }

  async #read(key: string): Promise<CacheValue | undefined | 'doubtful'> {
    const path = valuePath(this.#folder, key);
    const now = this.#options.clock.now();
    const record = await readRecord(path).catch(() => 'doubtful' as const);
    if (record === undefined || record === 'doubtful') return record;
    if (isExpired(record.lastUsed, record.lifetime, now)) return 'doubtful';
    const bytes = await readFileBytes(path).catch(() => undefined);
    if (bytes === undefined || checksumIn(bytes) !== record.checksum) return 'doubtful';
    const value = decodeValue(key, bytes);
    if (value === undefined) return 'doubtful';
    // A folder that may only be read serves too.
    await touchRecord(path, now).catch(() => undefined);
    this.#index.use({ ...factsOf(record), lastUsed: now });
    return value;
  }

  async #write(key: string, bytes: Uint8Array, facts: Pick<CacheEntryFacts, 'created' | 'lifetime' | 'sources'>) {
    const path = valuePath(this.#folder, key);
    await makeShelf(dirname(path));
    await writeFileAtomically(path, [bytes], { overwrite: true });
    await writeRecord(path, {
      target: basename(path),
      key,
      size: bytes.length,
      checksum: checksumIn(bytes),
      ...facts,
      sources: facts.sources.map((id) => ({ id, path: this.#options.sourcePaths?.get(id) ?? null })),
    });
  }

  /** For a value that replaces that of its key. */
  async #makeRoom(key: string, size: number): Promise<void> {
    // The old file stays until it is replaced, so that there is always a whole one.
    this.#index.forget(key);
    if (this.#index.size + size > this.#options.quota) await this.#removeExpired();
    await this.#evict(size);
  }

  async #evict(size: number): Promise<void> {
    for (const { key } of this.#index.entries().reverse()) {
      if (this.#index.size + size <= this.#options.quota) return;
      await this.#remove(key);
    }
  }

  async #removeExpired(): Promise<number> {
    const now = this.#options.clock.now();
    const expired = this.#index.entries().filter(({ lastUsed, lifetime }) => isExpired(lastUsed, lifetime, now));
    for (const { key } of expired) await this.#remove(key);
    return expired.length;
  }

  async #remove(key: string): Promise<void> {
    await removeEntry(valuePath(this.#folder, key));
    this.#index.forget(key);
  }

  async #scan(): Promise<void> {
    const entries: CacheEntryFacts[] = [];
    for await (const { path, hasTarget, hasRecord } of walkCache(this.#folder)) {
      if (!hasTarget || !hasRecord || !path.endsWith('.value')) continue;
      const record = await readRecord(path).catch(() => undefined);
      if (record !== undefined) entries.push(factsOf(record));
    }
    this.#index.replace(entries);
    this.#writtenSinceScan = 0;
  }
}

type Read = NonNullable<Awaited<ReturnType<typeof readRecord>>>;

function factsOf({ key, size, created, lastUsed, lifetime, sources }: Read): CacheEntryFacts {
  return { key, size, created, lastUsed, lifetime, sources: sources.map(({ id }) => id) };
}

import type { Clock } from '../../core/base/clock.ts';
import type { Cache } from '../../core/cache/cache.ts';
import { MemoryCache } from '../../core/cache/memory-cache.ts';
import { type LastingCache, TieredCache } from '../../core/cache/tiered-cache.ts';
import { IndexedDbCache } from './indexeddb-cache.ts';

/** Name of the database in which the page's results are kept. */
export const RESULTS = 'sonde-results';

/** Analyses and results of a session; a 10 s sentence's analysis takes about 33 MB. */
const MEMORY_BYTES = 512_000_000;

/** Sounds may need the room that the browser gives, and so may other pages of this origin. */
const STORAGE_SHARE = 0.25;
const STORAGE_BYTES = 4_000_000_000;

/**
 * Results and analyses of this page and of those before it. Where the browser has no storage for us, as in some private
 * modes, those of this page.
 * @param name of the database
 */
export function createPageCache(name: string, clock: Clock): Cache {
  const memory = new MemoryCache({ clock, quota: MEMORY_BYTES });
  return new TieredCache(memory, openLasting(name, clock), (failure) => {
    console.warn('Results will be gone with this page, for the browser keeps none:', failure);
  });
}

async function openLasting(name: string, clock: Clock): Promise<LastingCache> {
  return IndexedDbCache.open({ clock, quota: await quotaHere(), name });
}

async function quotaHere(): Promise<number> {
  // Missing on plain http from another machine, where IndexedDB still is.
  const storage: StorageManager | undefined = navigator.storage;
  const quota = (await storage?.estimate())?.quota;
  return quota === undefined ? STORAGE_BYTES : Math.min(STORAGE_BYTES, STORAGE_SHARE * quota);
}

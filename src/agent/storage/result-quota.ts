import { stat } from 'node:fs/promises';
import type { Clock } from '../../core/base/clock.ts';
import { removeEntry, walkCache } from './cache-folder.ts';
import { type FoundRecord, readRecord } from './record.ts';

/** ms after its last use for which a result stays whatever the quota says: somebody was just told its path. */
const IN_HAND_MS = 120_000;

export interface ResultQuotaOptions {
  /** A cache folder. */
  readonly folder: string;
  /** Bytes over all results. */
  readonly quota: number;
  readonly clock: Clock;
  /** Told how many results went, when some did. */
  readonly onRemoved: (count: number) => void;
  readonly onFailure: (failure: unknown) => void;
}

type Kept = FoundRecord & { readonly path: string };

/**
 * Keeps the results in a cache folder within a quota: those used least recently go first. Steps and analyses, which the
 * cache itself keeps within theirs, are not looked at.
 */
export class ResultQuota {
  readonly #options: ResultQuotaOptions;
  /** Bytes since the folder was last looked through; at first, what earlier runs have left. */
  #written = Number.POSITIVE_INFINITY;
  #evicting: Promise<void> | undefined;

  constructor(options: ResultQuotaOptions) {
    this.#options = options;
  }

  /** Another result lies there. Looks through the folder once in a sixteenth of the quota. */
  added(bytes: number): void {
    this.#written += bytes;
    if (this.#evicting !== undefined || this.#written <= this.#options.quota / 16) return;
    this.#written = 0;
    this.#evicting = this.#evict()
      .catch(this.#options.onFailure)
      .finally(() => {
        this.#evicting = undefined;
      });
  }

  /** Once nothing is being removed. */
  async settled(): Promise<void> {
    await this.#evicting;
  }

  async #evict(): Promise<void> {
    const { folder, quota, clock, onRemoved } = this.#options;
    const results = await listResults(folder);
    let total = results.reduce((sum, { size }) => sum + size, 0);
    let removed = 0;
    for (const { path, size, lastUsed } of results.sort((a, b) => a.lastUsed - b.lastUsed)) {
      if (total <= quota || clock.now() - lastUsed < IN_HAND_MS) break;
      // Used while we were looking: it has a new place in the order.
      if ((await readRecord(path).catch(() => undefined))?.lastUsed !== lastUsed) continue;
      await removeEntry(path);
      total -= size;
      removed += 1;
    }
    if (removed > 0) onRemoved(removed);
  }
}

async function listResults(folder: string): Promise<Kept[]> {
  const results: Kept[] = [];
  for await (const { path, hasTarget, hasRecord } of walkCache(folder)) {
    if (!hasTarget || !hasRecord || path.endsWith('.value')) continue;
    const record = await readRecord(path).catch(() => undefined);
    const facts = await stat(path).catch(() => undefined);
    if (record !== undefined && facts !== undefined) results.push({ ...record, path, size: facts.size });
  }
  return results;
}

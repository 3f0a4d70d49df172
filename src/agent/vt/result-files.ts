import { statSync } from 'node:fs';
import type { Clock } from '../../core/base/clock.ts';
import { touchRecord } from '../storage/record.ts';
import { resultPath } from '../workers/result-path.ts';

/** ms: the last use of a result need not be known better. */
const TOUCH_MS = 60_000;

/** Finished results. Each was renamed into place when it was whole, so that one that is there is good. */
export class ResultFiles {
  readonly #clock: Clock;
  /** When the records were renewed, ms since the epoch. */
  readonly #touched = new Map<string, number>();
  readonly folder: string;

  /** @param folder a cache folder, absolute */
  constructor(folder: string, clock: Clock) {
    this.folder = folder;
    this.#clock = clock;
  }

  /** The path of a result, its last use (the time of its record) renewed; undefined when there is none. */
  find(signature: string, format: string): string | undefined {
    const path = resultPath(this.folder, signature, format);
    const facts = statSync(path, { throwIfNoEntry: false });
    if (!facts?.isFile() || facts.size === 0) return undefined;
    const now = this.#clock.now();
    const touched = this.#touched.get(path) ?? 0;
    if (now - touched > TOUCH_MS) {
      if (this.#touched.size > 10_000) this.#touched.clear();
      this.#touched.set(path, now);
      // A folder that may only be read serves too.
      touchRecord(path, now).catch(() => undefined);
    }
    return path;
  }
}

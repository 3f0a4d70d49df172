import { statSync, utimes } from 'node:fs';
import type { Clock } from '../../core/base/clock.ts';
import { resultPath } from '../workers/result-path.ts';

/** ms: the last use of a result need not be known better. */
const TOUCH_MS = 60_000;

/** Finished results. Each was renamed into place when it was whole, so that one that is there is good. */
export class ResultFiles {
  readonly #clock: Clock;
  readonly folder: string;

  /** @param folder absolute */
  constructor(folder: string, clock: Clock) {
    this.folder = folder;
    this.#clock = clock;
  }

  /** The path of a result, its last use (the file's time) renewed; undefined when there is none. */
  find(signature: string, format: string): string | undefined {
    const path = resultPath(this.folder, signature, format);
    const facts = statSync(path, { throwIfNoEntry: false });
    if (!facts?.isFile() || facts.size === 0) return undefined;
    const now = this.#clock.now();
    // A result of another user's server is served, though its time cannot be renewed.
    if (now - facts.mtimeMs > TOUCH_MS) utimes(path, now / 1000, now / 1000, () => {});
    return path;
  }
}

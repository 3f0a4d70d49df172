import { AppError, throwIfAborted } from '../../core/base/errors.ts';
import type { PlannedRow } from './set-client.ts';

/** Rows of a set: some milliseconds to be read. */
const AT_ONCE = 1000;

/** Plans that are kept: while one is made, rows of the one before are still rendered, and either may come last. */
const KEPT = 2;

/** Rows of sets by their manifests. */
export class PlannedRows {
  readonly #rows = new Map<string, readonly PlannedRow[]>();

  keep(manifest: string, rows: readonly PlannedRow[]): void {
    this.#rows.delete(manifest);
    this.#rows.set(manifest, rows);
    const [oldest] = this.#rows.keys();
    if (this.#rows.size > KEPT && oldest !== undefined) this.#rows.delete(oldest);
  }

  /** A text that names the sounds a row needs: its query, or, of a set that was not planned, all of the manifest. */
  neededBy(manifest: string, index: number): string {
    return this.#rows.get(manifest)?.[index]?.query ?? manifest;
  }

  /** So many rows from one on; undefined of a set that is not kept any more. */
  piece(manifest: string, from: number, count: number): readonly PlannedRow[] | undefined {
    return this.#rows.get(manifest)?.slice(from, from + count);
  }

  clear(): void {
    this.#rows.clear();
  }
}

/** All rows of a set, each piece read in a task of its own. @throws AppError cancelled */
export async function inPieces(
  count: number,
  piece: (from: number, most: number) => Promise<readonly PlannedRow[]>,
  signal: AbortSignal,
): Promise<readonly PlannedRow[]> {
  const rows: PlannedRow[] = [];
  while (rows.length < count) {
    const next = await piece(rows.length, AT_ONCE);
    throwIfAborted(signal);
    // The same manifest was planned anew, with other sounds, and has fewer rows now.
    if (next.length === 0) throw new AppError('cancelled', 'The set was planned anew.');
    rows.push(...next);
  }
  return rows;
}

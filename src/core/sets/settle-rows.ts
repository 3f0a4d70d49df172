import type { SetManifest } from './manifest.ts';
import type { NamedRow, RowResult, RowTools } from './run-set.ts';
import { scaleTogether } from './set-gain.ts';
import { levelToMean } from './set-level.ts';

type Settled = Pick<SetManifest, 'levels' | 'clip'>;

/** How often all rows are gone through before they are made: what each gets may depend on all others. */
export function passesBefore({ levels, clip }: Settled): number {
  return (levels === 'mean' ? 1 : 0) + (clip === 'set' ? 1 : 0);
}

/**
 * Rows as they are made: at the set's level, if that is asked for, and then turned down with the set, if that is.
 * @param measure what is known of every row, without a file: once a pass; what it makes is in the cache for the next one
 * @throws AppError cancelled
 */
export async function settleRows(
  { levels, clip }: Settled,
  rows: readonly NamedRow[],
  measure: (rows: readonly NamedRow[]) => AsyncIterable<RowResult>,
  tools: RowTools,
): Promise<readonly NamedRow[]> {
  const leveled = levels === 'mean' ? await levelToMean(measure(rows), tools) : rows;
  return clip === 'set' ? await scaleTogether(measure(leveled), tools) : leveled;
}

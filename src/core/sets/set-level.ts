import { levelSteps, STEPS_PER_DB } from './decibel-steps.ts';
import { withLevelStep } from './row-step.ts';
import type { NamedRow, RowResult, RowTools } from './run-set.ts';

/**
 * The rows of a set brought to one level: the arithmetic mean of their levels in dB, so that the set as a whole is turned
 * up by as much as it is turned down. A row's level is its RMS over all samples of all channels, as that of a `level` step
 * is: of target and masker together, lead and tail with them, so that the ratio of the two stays. Each row gets such a step
 * behind all others, so that the recipe inside its file makes the very file. Names stay.
 * @param results every row, as it is by itself: a pass before; neither failed ones, which are refused, nor silence count
 * @throws AppError cancelled
 */
export async function levelToMean(results: AsyncIterable<RowResult>, tools: RowTools): Promise<NamedRow[]> {
  const found: { readonly row: NamedRow; readonly level: number | undefined }[] = [];
  for await (const result of results) {
    // One whose level is not known is not made at its own, should the next try succeed.
    const row = result.kind === 'failed' ? { ...result.row, refused: result.error } : result.row;
    const rms = result.kind === 'rendered' ? result.facts.rms : 0;
    found.push({ row, level: rms > 0 ? levelSteps(rms, tools.kernels) : undefined });
  }
  const levels = found.flatMap(({ level }) => level ?? []);
  if (levels.length === 0) return found.map(({ row }) => row);
  // Whole numbers of steps: their sum is exact, in whatever order.
  const mean = Math.round(levels.reduce((sum, level) => sum + level, 0) / levels.length) + 0;
  const rms = mean / STEPS_PER_DB;
  const rows: NamedRow[] = [];
  for (const { row, level = mean } of found) {
    const leveled = row.refused ? row : await withLevelStep(row, { rms }, tools);
    rows.push(leveled.refused ? leveled : { ...leveled, setLevel: { rms, gain: (mean - level) / STEPS_PER_DB } });
  }
  return rows;
}

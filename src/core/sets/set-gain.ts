import { decibelsUpTo } from './decibel-steps.ts';
import { withLevelStep } from './row-step.ts';
import type { NamedRow, RowResult, RowTools } from './run-set.ts';

/**
 * The rows of a set turned down by one gain, which is that of the row that needs the most: differences of level between
 * stimuli, and ratios within them, stay as the recipe has them. Each row that is not low enough by itself gets a `level`
 * step, so that the recipe inside its file makes the very file; where no row clips, none is changed. Names stay.
 * @param results every row, as it is by itself: the first of two passes; a failed one does not count and is refused
 * @throws AppError cancelled
 */
export async function scaleTogether(results: AsyncIterable<RowResult>, tools: RowTools): Promise<NamedRow[]> {
  const found: { readonly row: NamedRow; readonly gain: number }[] = [];
  for await (const result of results) {
    // One whose gain is not known is not made without it, should the next try succeed.
    if (result.kind === 'failed') found.push({ row: { ...result.row, refused: result.error }, gain: 1 });
    else found.push({ row: result.row, gain: result.facts.gain });
  }
  const common = found.reduce((lowest, { gain }) => Math.min(lowest, gain), 1);
  const rows: NamedRow[] = [];
  for (const { row, gain } of found) {
    const setGainDb = decibelsUpTo(common / gain, tools.kernels);
    if (row.refused || setGainDb === 0) rows.push(row);
    else {
      const turned = await withLevelStep(row, { gain: setGainDb }, tools);
      rows.push(turned.refused ? turned : { ...turned, setGainDb });
    }
  }
  return rows;
}

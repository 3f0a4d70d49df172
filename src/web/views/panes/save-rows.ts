import type { View } from '../../layers/layer.ts';
import { csvHead, csvLines, type Rows, rowTexts, titlesOf } from '../../layers/rows.ts';
import type { Side } from '../../services/player.ts';
import type { Workbench } from '../../state/workbench.ts';
import { factsOf, outletName } from './outlet-facts.ts';

/** Rows written between two breaths. */
const AT_ONCE = 4096;

/** Writes the rows as CSV, and says in its first lines of which sound they are and how they were measured. */
export async function saveCsv(bench: Workbench, view: View, side: Side, rows: Rows, legend: string): Promise<void> {
  const parts = [csvHead(rows, factsOf(bench.store.getState(), view, side, legend))];
  for (let from = 0; from < rows.count; from += AT_ONCE) {
    parts.push(csvLines(rows, from, Math.min(from + AT_ONCE, rows.count)));
    await bench.outlet.breathe();
  }
  const file = new Blob([...parts, '\n'], { type: 'text/csv' });
  bench.outlet.save(file, outletName(bench.store.getState(), view, side, 'csv'));
}

/** The rows as a spreadsheet takes them from the clipboard: as they are printed, with tab separators. */
export async function copyRows({ outlet }: Workbench, rows: Rows, digits: number): Promise<boolean> {
  const lines = [titlesOf(rows).join('\t')];
  for (let row = 0; row < rows.count; row++) {
    lines.push(rowTexts(rows, row, digits).join('\t'));
    if (row % AT_ONCE === 0) await outlet.breathe();
  }
  return outlet.copy(lines.join('\n'));
}

import { csvHead, csvLines, type Rows, rowTexts, titlesOf } from '../../layers/rows.ts';
import type { Workbench } from '../../state/workbench.ts';
import type { FoundRows } from './use-rows.ts';

/** Rows written between two breaths. */
const AT_ONCE = 4096;

/** Writes the rows as CSV, and says in its first lines of which sound they are and how they were measured. */
export async function saveCsv({ outlet }: Workbench, { rows, facts, fileName }: FoundRows): Promise<void> {
  const parts = [csvHead(rows, facts)];
  for (let from = 0; from < rows.count; from += AT_ONCE) {
    parts.push(csvLines(rows, from, Math.min(from + AT_ONCE, rows.count)));
    await outlet.breathe();
  }
  outlet.save(new Blob([...parts, '\n'], { type: 'text/csv' }), fileName);
}

/** The rows as a spreadsheet takes them from the clipboard: as they are printed, in their order, with tab separators. */
export async function copyRows(
  { outlet }: Workbench,
  rows: Rows,
  order: Iterable<number>,
  digits: number,
): Promise<boolean> {
  const lines = [titlesOf(rows).join('\t')];
  for (const row of order) {
    lines.push(rowTexts(rows, row, digits).join('\t'));
    if (lines.length % AT_ONCE === 0) await outlet.breathe();
  }
  return outlet.copy(lines.join('\n'));
}

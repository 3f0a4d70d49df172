export interface MarkableRow {
  readonly id: string;
  /** It can be gone to, and not be marked. */
  readonly closed: boolean;
}

export interface RowMarks {
  readonly marked: ReadonlySet<string>;
  /** Where a range begins; it may have gone. */
  readonly anchor: string | undefined;
}

/** `one` alone, `range` from the anchor to it, `toggle` it beside the others. */
export type MarkWay = 'one' | 'range' | 'toggle';

/**
 * The marks after somebody marked a row, in the order of the rows; never none.
 * @param active where a range begins whose anchor is not among the rows
 */
export function markRow(
  rows: readonly MarkableRow[],
  { marked, anchor }: RowMarks,
  active: string | undefined,
  id: string,
  way: MarkWay,
): RowMarks {
  const open = rows.filter((row) => !row.closed).map((row) => row.id);
  if (!open.includes(id)) return { marked, anchor };
  if (way === 'one') return { marked: new Set([id]), anchor: id };
  if (way === 'toggle') {
    const others = open.filter((other) => (other === id ? !marked.has(id) : marked.has(other)));
    return { marked: others.length > 0 ? new Set(others) : marked, anchor: id };
  }
  const placeOf = (of: string | undefined) => rows.findIndex((row) => row.id === of);
  const from = [anchor, active].find((start) => placeOf(start) >= 0) ?? id;
  const [first, end] = [placeOf(from), placeOf(id)];
  const range = rows.slice(Math.min(first, end), Math.max(first, end) + 1).map((row) => row.id);
  return { marked: new Set(open.filter((other) => range.includes(other))), anchor: from };
}

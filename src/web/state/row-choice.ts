/** Which rows of a table are chosen, and which one keys go on from. */
export interface RowChoice {
  /** Names: what a row is called stays its own, wherever it stands. */
  readonly names: ReadonlySet<string>;
  /** Place, in the order that is shown. */
  readonly active: number;
  /** Where a range begins. */
  readonly anchor: number;
}

export const NO_CHOICE: RowChoice = { names: new Set(), active: 0, anchor: 0 };

/** `one` alone, `range` from the anchor to it, `toggle` it beside the others. */
export type ChoiceWay = 'one' | 'range' | 'toggle';

interface Named {
  readonly name: string;
}

/** The choice after somebody went to a row. @param to place, put inside the rows where it is not */
export function choose(rows: readonly Named[], before: RowChoice, to: number, way: ChoiceWay): RowChoice {
  if (rows.length === 0) return NO_CHOICE;
  const active = Math.min(Math.max(to, 0), rows.length - 1);
  const name = rows[active]?.name ?? '';
  if (way === 'one') return { names: new Set([name]), active, anchor: active };
  if (way === 'toggle') {
    const names = new Set(before.names);
    if (!names.delete(name)) names.add(name);
    return { names, active, anchor: active };
  }
  const anchor = Math.min(before.anchor, rows.length - 1);
  const range = rows.slice(Math.min(anchor, active), Math.max(anchor, active) + 1);
  return { names: new Set(range.map((row) => row.name)), active, anchor };
}

export function chooseAll(rows: readonly Named[], before: RowChoice): RowChoice {
  return { ...before, names: new Set(rows.map(({ name }) => name)) };
}

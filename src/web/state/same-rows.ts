import type { PlannedRow } from '../services/set-client.ts';

/** The rows of a new plan, with those of the one before where nothing about them changed: a table draws only the others. */
export function keepSame(before: readonly PlannedRow[], now: readonly PlannedRow[]): readonly PlannedRow[] {
  const rows = now.map((row, index) => {
    const old = before[index];
    return old !== undefined && isSame(old, row) ? old : row;
  });
  return rows.length === before.length && rows.every((row, index) => row === before[index]) ? before : rows;
}

function isSame(a: PlannedRow, b: PlannedRow): boolean {
  const isCheapSame = a.signature === b.signature && a.name === b.name && a.cached === b.cached && a.query === b.query;
  return isCheapSame && hasSameValues(a.values, b.values);
}

/** Of thousands of rows, so that texts and numbers are not printed to be compared. */
function hasSameValues(a: PlannedRow['values'], b: PlannedRow['values']): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const [x, y] = [a[name], b[name]];
    if (x === y) return Object.hasOwn(b, name);
    return typeof x === 'object' && typeof y === 'object' && JSON.stringify(x) === JSON.stringify(y);
  });
}

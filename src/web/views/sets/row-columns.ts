import type { PlannedRow } from '../../services/set-client.ts';
import { printValue } from '../../state/value-texts.ts';
import { setRowStrings } from '../../strings-set-rows.ts';
import { setStrings } from '../../strings-sets.ts';

export interface ColumnSpec {
  readonly id: string;
  readonly title: string;
  /** CSS px; the one without takes what is left. */
  readonly width?: number;
  /** CSS px that it needs at least. */
  readonly least: number;
}

/** Rows whose texts are measured: of thousands they are like the others. */
const MEASURED = 300;
/** CSS px: of a character on average, of what stands around a text, of the arrow beside a title. */
const [CHARACTER, AROUND, ARROW] = [7, 18, 14];

/** What a row has in a column, as far as it is known before it is rendered. */
type TextOf = (row: PlannedRow) => string;

/**
 * Columns as wide as what is in them; that of names has the rest of a wide screen.
 * @param names of factors, in their order
 */
export function columnsOf(
  rows: readonly PlannedRow[],
  names: readonly string[],
  compact: boolean,
): readonly ColumnSpec[] {
  const t = setStrings.columns;
  const [row] = rows;
  const some = rows.filter((_, index) => index % Math.ceil(rows.length / MEASURED) === 0);
  const fixed = (id: string, title: string, width: number): ColumnSpec => ({ id, title, width, least: width });
  const fitting = (id: string, title: string, [least, most]: readonly [number, number], textOf: TextOf) => {
    const longest = some.reduce((length, one) => Math.max(length, textOf(one).length), 0);
    const needed = Math.max(longest * CHARACTER, title.length * CHARACTER + ARROW) + AROUND;
    return fixed(id, title, Math.round(Math.min(most, Math.max(least, needed))));
  };
  const hear = fixed('hear', t.hear, compact ? 52 : 34);
  const state = fixed('state', t.state, 96);
  if (compact) return [hear, { id: 'name', title: t.name, least: 140 }, state];
  const factors = names
    .filter((factor) => row !== undefined && Object.hasOwn(row.values, factor))
    .map((factor) => {
      const textOf: TextOf = ({ values }) => printValue(values[factor] ?? null);
      return fitting(`factor ${factor}`, factor, [64, 220], textOf);
    });
  return [
    hear,
    fixed('index', t.index, 52),
    { id: 'name', title: t.name, least: fitting('name', t.name, [140, 440], ({ name }) => name).least },
    ...factors,
    state,
    fixed('duration', t.duration, 84),
    fixed('peak', t.peak, 92),
    fixed('rms', t.rms, 92),
    ...(row?.query.includes('"masker"') ? [fixed('snr', setRowStrings.snr, 76)] : []),
    fixed('gain', setRowStrings.gain, 84),
    fixed('signature', t.signature, 96),
  ];
}

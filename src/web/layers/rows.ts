import { seconds } from '../components/format.ts';
import { valueAt } from './axis.ts';
import type { Across, Column, Frames, Layer, Value } from './layer.ts';
import { printed } from './values.ts';

/** Values of a view at its own instants: what its table shows and its CSV says. */
export interface Rows {
  readonly columns: readonly Column[];
  readonly count: number;
  /** s on the source's time axis; of a curve, where it is in the unit of `across`. */
  readonly at: Float64Array;
  /** Of a curve. */
  readonly across?: Across;
  /** One array per column; NaN where there is no value. */
  readonly values: readonly Float64Array[];
}

/** More are no table: a browser does not scroll further than some millions of pixels. */
export const MOST_ROWS = 500_000;
/** Rows between two breaths: some milliseconds of work. */
const AT_ONCE = 1024;

export interface RowSpan {
  readonly first: number;
  readonly count: number;
}

/** Frames that stand in a part of the sound, at least one. @param start, end shares */
export function framesIn(frames: Frames, start: number, end: number): RowSpan {
  const near = frames.frameAt(start);
  const first = frames.shareOf(near) < start - 1e-12 ? near + 1 : near;
  const last = frames.frameAt(end);
  const count = frames.shareOf(last) > end + 1e-12 ? last - first : last - first + 1;
  return { first: Math.min(first, Math.max(frames.count - 1, 0)), count: Math.max(count, 1) };
}

export interface Collecting {
  /** Of the frequency cursor, for maps. */
  readonly frequency: number;
  /** Of the source, s: its time axis is that of the table. */
  readonly duration: number;
  readonly breathe: () => Promise<void>;
  /** Nobody waits for the rows any more. */
  readonly isOver?: () => boolean;
}

/** @returns undefined while a value is not known yet, and when it is over */
export async function collectRows(
  layer: Layer,
  { first, count }: RowSpan,
  { frequency, duration, breathe, isOver = () => false }: Collecting,
): Promise<Rows | undefined> {
  const { columns, frames, across } = layer;
  const at = new Float64Array(count);
  const values = columns.map(() => new Float64Array(count));
  for (let done = 0; done < count; done += AT_ONCE) {
    const many = Math.min(AT_ONCE, count - done);
    const found = await layer.rows?.(first + done, many, frequency);
    for (let row = done; row < done + many; row++) {
      const share = frames.shareOf(first + row);
      at[row] = across ? across.valueAt(share) : share * duration;
      const here = across ? valueAt(across.axis, share) : frequency;
      const cells = found?.[row - done] ?? layer.read({ share, frequency: here });
      for (const [index, cell] of values.entries()) {
        const value = cells[index];
        if (value === undefined) return undefined;
        cell[row] = value ?? Number.NaN;
      }
    }
    await breathe();
    if (isOver()) return undefined;
  }
  return { columns, count, at, values, ...(across ? { across } : {}) };
}

/** A row as it is printed; the words that are said before a value stand in the header. */
export function rowTexts({ columns, at, across, values }: Rows, row: number, digits: number): readonly string[] {
  const cells = columns.map((column, index) => printed({ ...column, said: '' }, valueIn(values[index], row)) ?? '');
  const place = at[row] ?? 0;
  return [across ? across.column.print(place) : seconds(place, digits), ...cells];
}

function valueIn(values: Float64Array | undefined, row: number): Value {
  const value = values?.[row];
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Titles with their units, the time first. */
export function titlesOf({ columns, across }: Pick<Rows, 'columns' | 'across'>): readonly string[] {
  const title = ({ name, unit }: Pick<Column, 'name' | 'unit'>) => (unit === '' ? name : `${name} (${unit})`);
  return [across ? title(across.column) : 'time (s)', ...columns.map(title)];
}

/** @param comments lines above the header: what was measured, and how */
export function csvHead(rows: Rows, comments: readonly string[]): string {
  return [...comments.map((line) => `# ${line}`), titlesOf(rows).map(quoted).join(',')].join('\n');
}

/** Lines `from` to `to - 1` in full precision, each with the line break before it; empty where there is no value. */
export function csvLines({ at, values }: Rows, from: number, to: number): string {
  let text = '';
  for (let row = from; row < to; row++) {
    text += `\n${at[row]}`;
    for (const column of values) {
      const value = column[row] ?? Number.NaN;
      text += Number.isNaN(value) ? ',' : `,${value === Number.NEGATIVE_INFINITY ? '-Inf' : value}`;
    }
  }
  return text;
}

function quoted(title: string): string {
  return /[",\n]/.test(title) ? `"${title.replaceAll('"', '""')}"` : title;
}

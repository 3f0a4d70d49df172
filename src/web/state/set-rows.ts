import type { JsonValue } from '../../core/query/query.ts';
import { numberIn, readExclusion } from '../../core/sets/exclusion.ts';
import { decibels } from '../../core/sets/run-set.ts';
import type { PlannedRow } from '../services/set-client.ts';
import { type RowState, rowStateOf } from './set-state.ts';
import { printValue } from './value-texts.ts';

/** How rows of a set are ordered: by what is known of them, or by a factor, `factor f0`. */
export interface RowSort {
  readonly column: string;
  readonly descending: boolean;
}

export const FIRST_SORT: RowSort = { column: 'index', descending: false };

/** The order that was asked for, while the table has its column: a factor may have gone, a small screen has fewer. */
export function sortAmong(sort: RowSort, columns: readonly { readonly id: string }[]): RowSort {
  return columns.some(({ id }) => id === sort.column) ? sort : FIRST_SORT;
}

/** Columns whose values come when a row is rendered. */
export function isFactsColumn(column: string): boolean {
  return ['state', 'duration', 'peak', 'rms', 'snr', 'gain'].includes(column);
}

/**
 * Rows that a text asks for: by a comparison (`f0 < -6`), or else those with the text in their name or a value.
 * @param factors names of the set's factors
 */
export function filterRows(
  rows: readonly PlannedRow[],
  text: string,
  factors: readonly string[],
): readonly PlannedRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  const comparison = readExclusion(text, factors);
  if (comparison.ok) return rows.filter(({ values }) => comparison.excludes(values));
  return rows.filter(({ name, values }) =>
    [name, ...Object.values(values).map(textOf)].some((each) => each.toLowerCase().includes(wanted)),
  );
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Rows in the order of a column, equal ones as the set has them; what is not known yet comes last. */
export function sortRows(
  rows: readonly PlannedRow[],
  { column, descending }: RowSort,
  known: ReadonlyMap<string, RowState>,
): readonly PlannedRow[] {
  if (column === 'index') return descending ? rows.toReversed() : rows;
  const found = rows.map((row) => ({ row, key: keyOf(row, column, known.get(row.signature)) }));
  const isPlain = found.every(({ key }) => typeof key !== 'string' || ASCII.test(key));
  const keyed = isPlain ? found.map(({ row, key }) => ({ row, key: plainKey(key) })) : found;
  const way = descending ? -1 : 1;
  const texts = isPlain ? inPlainOrder : COLLATOR.compare;
  return keyed.toSorted((a, b) => compare(a.key, b.key, way, texts)).map(({ row }) => row);
}

/** dB that a rendered row was turned down by so that it does not clip. */
export function gainDbOf(gain: number): number {
  return decibels(gain) ?? 0;
}

type Key = string | number | undefined;

function keyOf(row: PlannedRow, column: string, known: RowState | undefined): Key {
  const facts = known?.kind === 'done' ? known.facts : undefined;
  switch (column) {
    case 'name':
      return row.name;
    case 'signature':
      return row.signature;
    case 'state':
      return rowStateOf(known, row).kind;
    case 'duration':
      return facts?.duration;
    case 'peak':
      return facts && (facts.peakDbfs ?? Number.NEGATIVE_INFINITY);
    case 'rms':
      return facts && (facts.rmsDbfs ?? Number.NEGATIVE_INFINITY);
    case 'snr':
      return facts?.snrDb ?? undefined;
    case 'gain':
      return facts?.gain;
    default:
      return valueKey(row.values[column.slice('factor '.length)] ?? null);
  }
}

function valueKey(value: JsonValue): Key {
  return numberIn(value) ?? printValue(value);
}

const ASCII = /^[ -~]*$/;

/** A text that comes where the collator would put it, by its characters alone: ten thousand names take some milliseconds. */
function plainKey(key: Key): Key {
  return typeof key === 'string' ? key.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(16, '0')) : key;
}

function inPlainOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function compare(a: Key, b: Key, way: 1 | -1, texts: (a: string, b: string) => number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : way * (a < b ? -1 : 1);
  // Numbers before words, so that any three of them have an order.
  if (typeof a !== typeof b) return way * (typeof a === 'number' ? -1 : 1);
  return way * texts(String(a), String(b));
}

/** Digits count as numbers: row-2 before row-10. */
const COLLATOR = new Intl.Collator('en', { numeric: true });

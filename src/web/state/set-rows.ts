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

/** What of a set's rows is looked at, and how. */
export interface RowsAsked {
  /** A comparison (`f0 < -6`), or else what rows have in their name or a value. */
  readonly text: string;
  /** Names of the set's factors. */
  readonly factors: readonly string[];
  readonly sort: RowSort;
  readonly isFailedOnly: boolean;
  readonly known: ReadonlyMap<string, RowState>;
}

/** Rows that are asked for. */
export interface ShownRows {
  /** Of how many. */
  readonly all: number;
  /** As the set has them. */
  readonly found: readonly PlannedRow[];
  /** In the order that is asked for. */
  readonly shown: readonly PlannedRow[];
}

/** Rows that are looked at or ordered between two breaths: about a millisecond. */
const SLICE = 500;

/** Finds and orders rows, thousands of them in slices. */
export function* rowSlices(rows: readonly PlannedRow[], asked: RowsAsked): Generator<undefined, ShownRows> {
  const { isFailedOnly, known } = asked;
  const fits = fitOf(asked);
  let found: readonly PlannedRow[] = rows;
  if (fits !== undefined || isFailedOnly) {
    const some: PlannedRow[] = [];
    for (let at = 0; at < rows.length; at += SLICE) {
      for (const row of rows.slice(at, at + SLICE)) {
        const isWanted = !isFailedOnly || known.get(row.signature)?.kind === 'failed';
        if (isWanted && (fits === undefined || fits(row))) some.push(row);
      }
      yield;
    }
    found = some;
  }
  return { all: rows.length, found, shown: yield* sorted(found, asked) };
}

/** Undefined where all rows are asked for. */
function fitOf({ text, factors }: RowsAsked): ((row: PlannedRow) => boolean) | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return undefined;
  const comparison = readExclusion(text, factors);
  if (comparison.ok) return ({ values }) => comparison.excludes(values);
  return ({ name, values }) =>
    [name, ...Object.values(values).map(textOf)].some((each) => each.toLowerCase().includes(wanted));
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Keyed {
  readonly row: PlannedRow;
  readonly key: Key;
}

/** Rows in the order of a column, equal ones as the set has them; what is not known yet comes last. */
function* sorted(
  rows: readonly PlannedRow[],
  { sort: { column, descending }, known }: RowsAsked,
): Generator<undefined, readonly PlannedRow[]> {
  if (column === 'index') return descending ? rows.toReversed() : rows;
  let keyed: Keyed[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % SLICE === SLICE - 1) yield;
    keyed.push({ row, key: keyOf(row, column, known.get(row.signature)) });
  }
  const isPlain = keyed.every(({ key }) => typeof key !== 'string' || ASCII.test(key));
  if (isPlain) {
    const plain: Keyed[] = [];
    for (const [index, { row, key }] of keyed.entries()) {
      if (index % SLICE === SLICE - 1) yield;
      plain.push({ row, key: plainKey(key) });
    }
    keyed = plain;
  }
  const way = descending ? -1 : 1;
  const texts = isPlain ? inPlainOrder : COLLATOR.compare;
  const ordered = yield* mergeSorted(keyed, (a, b) => compare(a.key, b.key, way, texts));
  return ordered.map(({ row }) => row);
}

/** A stable order, by runs that are merged. */
function* mergeSorted<T>(items: readonly T[], order: (a: T, b: T) => number): Generator<undefined, readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let at = 0; at < items.length; at += SLICE) {
    runs.push(items.slice(at, at + SLICE).sort(order));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(yield* merged(runs[at] ?? [], runs[at + 1] ?? [], order));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged<T>(
  first: readonly T[],
  second: readonly T[],
  order: (a: T, b: T) => number,
): Generator<undefined, readonly T[]> {
  const all: T[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [first[i], second[j]];
    if (a === undefined || b === undefined) return [...all, ...first.slice(i), ...second.slice(j)];
    if (order(a, b) <= 0) {
      all.push(a);
      i++;
    } else {
      all.push(b);
      j++;
    }
    if (all.length % (2 * SLICE) === 0) yield;
  }
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

import type { JsonValue } from '../../core/query/query.ts';
import { drain } from './slices.ts';
import { printValue, readValue } from './value-texts.ts';

/** A column of a pasted table. */
export interface TableColumn {
  /** Undefined where the table has none. */
  readonly name: string | undefined;
  readonly values: readonly JsonValue[];
  /** The same as a factor has them. */
  readonly list: string;
}

/** What a text is as a table; or the first line that has not as many cells as the others. */
export type ReadTable =
  | { readonly ok: true; readonly columns: readonly TableColumn[]; readonly rows: number; readonly hasNames: boolean }
  | { readonly ok: false; readonly line: number; readonly cells: number; readonly expected: number };

/** Of a factor. */
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,31}$/;

const SEPARATORS = ['\t', ';', ','] as const;
type Separator = (typeof SEPARATORS)[number];

/** A cell in quotation marks, whatever separates it from others. */
const QUOTED = /(^|[\t;,\n])[^\S\t\n]*"[^"]*(?:""[^"]*)*"(?=[^\S\t\n]*(?:[\t;,\n]|$))/g;
/** What a cell has up to its end. */
const PLAIN = { '\t': /[^\t\n]*/y, ';': /[^;\n]*/y, ',': /[^,\n]*/y } as const;
/** What may stand about a quotation. */
const BLANK = { '\t': /[^\S\t\n]*/y, ';': /[^\S\n]*/y, ',': /[^\S\n]*/y } as const;

/** Lines that are read between two breaths: about a millisecond. */
const SLICE = 500;

/**
 * A table as spreadsheets copy it, with tabs between cells, or as CSV has it, with commas or semicolons; of one column where
 * there are none of these. One of thousands of lines is read in slices.
 * @param hasNames whether the first line names the columns; found out where it is not said
 */
export function* tableSlices(text: string, hasNames?: boolean): Generator<undefined, ReadTable> {
  const cells = yield* cellsOf(text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n'));
  const expected = cells[0]?.length ?? 0;
  const odd = cells.findIndex(({ length }) => length !== expected);
  const wrong = cells[odd];
  if (wrong) return { ok: false, line: odd + 1, cells: wrong.length, expected };
  const named = hasNames ?? looksNamed(cells);
  const body = named ? cells.slice(1) : cells;
  const columns: TableColumn[] = [];
  for (const [at, first] of (cells[0] ?? []).entries()) {
    const values: JsonValue[] = [];
    const texts: string[] = [];
    for (const [index, row] of body.entries()) {
      if (index % SLICE === SLICE - 1) yield;
      const value = readValue(row[at] ?? '');
      values.push(value);
      texts.push(printValue(value));
    }
    columns.push({ name: named && first !== '' ? nameOf(first) : undefined, values, list: texts.join(', ') });
  }
  return { ok: true, columns, rows: body.length, hasNames: named };
}

/** All of it at once. */
export function readTable(text: string, hasNames?: boolean): ReadTable {
  return drain(tableSlices(text, hasNames));
}

/** Whether it is more than one value. */
export function isTable(text: string): boolean {
  return /\t|\n./.test(text.trim());
}

/** Names at the top, and below at least one of them what is no name. */
function looksNamed([first, ...rest]: readonly (readonly string[])[]): boolean {
  if (!first?.every((cell) => NAME.test(cell)) || rest.length === 0) return false;
  return first.some((_, at) => rest.every((row) => !NAME.test(row[at] ?? '')));
}

/** A title as the name of a factor: `F0 (st)` is `F0_st`. */
function nameOf(title: string): string | undefined {
  const plain = title.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/^[^A-Za-z]+|_+$/g, '');
  return plain === '' ? undefined : plain.slice(0, 32);
}

/** By the first separator that there is outside of quotations. */
function cellsOf(text: string): Generator<undefined, string[][]> {
  const bare = text.includes('"') ? text.replaceAll(QUOTED, '$1') : text;
  return rowsOf(text, SEPARATORS.find((each) => bare.includes(each)) ?? '\t');
}

interface Cell {
  readonly text: string;
  /** Where the separator or the line break behind it stands. */
  readonly end: number;
}

/** The lines of a table, without empty ones. */
function* rowsOf(text: string, separator: Separator): Generator<undefined, string[][]> {
  const rows: string[][] = [];
  if (!text.includes('"')) {
    for (const [index, line] of text.split('\n').entries()) {
      if (index % SLICE === SLICE - 1) yield;
      if (line.trim() !== '') rows.push(line.split(separator).map((cell) => cell.trim()));
    }
    return rows;
  }
  for (let start = 0; start <= text.length; ) {
    const cells: string[] = [];
    let at = start;
    let end: number;
    do {
      const cell = quotedAt(text, at, separator) ?? plainAt(text, at, separator);
      cells.push(cell.text);
      end = cell.end;
      at = end + 1;
    } while (text[end] === separator);
    if (text.slice(start, end).trim() !== '') rows.push(cells);
    if (rows.length % SLICE === SLICE - 1) yield;
    start = at;
  }
  return rows;
}

function plainAt(text: string, at: number, separator: Separator): Cell {
  const end = matchEnd(PLAIN[separator], text, at);
  return { text: text.slice(at, end).trim(), end };
}

/** A quotation is the whole of a cell, line breaks in it and all; undefined where the cell is none, as `5"`. */
function quotedAt(text: string, at: number, separator: Separator): Cell | undefined {
  const start = matchEnd(BLANK[separator], text, at);
  if (text[start] !== '"') return undefined;
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return undefined;
  const end = matchEnd(BLANK[separator], text, close + 1);
  if (end < text.length && text[end] !== separator && text[end] !== '\n') return undefined;
  return { text: text.slice(start + 1, close).replaceAll('""', '"'), end };
}

/** @param pattern that matches anywhere, if only nothing */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}

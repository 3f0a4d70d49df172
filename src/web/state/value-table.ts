import type { JsonValue } from '../../core/query/query.ts';
import { readValue } from './value-texts.ts';

/** A column of a pasted table. */
export interface TableColumn {
  /** Undefined where the table has none. */
  readonly name: string | undefined;
  readonly values: readonly JsonValue[];
}

/** What a text is as a table; or the first line that has not as many cells as the others. */
export type ReadTable =
  | { readonly ok: true; readonly columns: readonly TableColumn[]; readonly rows: number; readonly hasNames: boolean }
  | { readonly ok: false; readonly line: number; readonly cells: number; readonly expected: number };

/** Of a factor. */
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,31}$/;

/**
 * A table as spreadsheets copy it, with tabs between cells, or as CSV has it, with commas or semicolons; of one column where
 * there are none of these.
 * @param hasNames whether the first line names the columns; found out where it is not said
 */
export function readTable(text: string, hasNames?: boolean): ReadTable {
  const lines = linesOf(text.replace(/^\ufeff/, ''));
  const separator = ['\t', ';', ','].find((each) => lines.some((line) => cellsOf(line, each).length > 1)) ?? '\t';
  const cells = lines.map((line) => cellsOf(line, separator));
  const expected = cells[0]?.length ?? 0;
  const odd = cells.findIndex(({ length }) => length !== expected);
  const wrong = cells[odd];
  if (wrong) return { ok: false, line: odd + 1, cells: wrong.length, expected };
  const named = hasNames ?? looksNamed(cells);
  const body = named ? cells.slice(1) : cells;
  const columns = (cells[0] ?? []).map((first, at): TableColumn => {
    const values = body.map((row) => readValue(row[at] ?? ''));
    return { name: named && first !== '' ? nameOf(first) : undefined, values };
  });
  return { ok: true, columns, rows: body.length, hasNames: named };
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

/** Lines with something in them; a line break in quotation marks is none. */
function linesOf(text: string): string[] {
  const lines = text.match(/(?:"(?:[^"]|"")*"|[^"\r\n]|")+/g) ?? [];
  return lines.filter((line) => line.trim() !== '');
}

function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  for (const piece of line.match(/"(?:[^"]|"")*"|[\s\S]/g) ?? []) {
    if (piece === separator) {
      cells.push(cell);
      cell = '';
    } else cell += piece;
  }
  return [...cells, cell].map((each) => {
    const plain = each.trim();
    return /^"(?:[^"]|"")*"$/.test(plain) ? plain.slice(1, -1).replaceAll('""', '"') : plain;
  });
}

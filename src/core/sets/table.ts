import type { JsonValue } from '../query/query.ts';

/** A table as CSV (RFC 4180): a header, then a line per row; texts are quoted where they must be. */
export function formatCsv(header: readonly string[], rows: readonly (readonly JsonValue[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: JsonValue): string {
  const text = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  // A cell that begins so is a formula to a spreadsheet, unless it is a number.
  const isFormula = typeof value === 'string' && /^[=@\t\r]/.test(text);
  return /[",\r\n]/.test(text) || isFormula ? `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"` : text;
}

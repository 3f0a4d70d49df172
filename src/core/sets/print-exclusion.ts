import type { JsonValue } from '../query/query.ts';

/** The exclusion of the rows that have one of these values for each of the factors; a plain number is also that of `6st`. */
export function printExclusion(columns: Readonly<Record<string, readonly JsonValue[]>>): string {
  return Object.entries(columns)
    .map(([name, values]) => `${name} = ${values.map(printOperand).join(', ')}`)
    .join(' and ');
}

/** A number as it is; any other value in quotation marks, so that it is never taken for a factor. */
function printOperand(value: JsonValue): string {
  return typeof value === 'number' ? String(value) : `"${textOf(value).replaceAll(/["\\]/g, '\\$&')}"`;
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

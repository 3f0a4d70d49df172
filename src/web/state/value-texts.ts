import type { JsonValue } from '../../core/query/query.ts';

/**
 * Values as people type them, with commas between: numbers, true, false, null and JSON as such, everything else as text,
 * in quotation marks where it has a comma or would be read as something else.
 */
export function readList(text: string): JsonValue[] {
  return split(text)
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map(readValue);
}

export function printList(values: readonly JsonValue[]): string {
  return values.map(printValue).join(', ');
}

/** Alike for values that are alike, and for no others: texts and numbers without being printed, since thousands are compared. */
export function valueKey(value: JsonValue | undefined): string {
  if (typeof value === 'string') return `"${value}`;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** One value as it stands in a table. */
export function printValue(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const isPlain = value !== '' && value === value.trim() && !/[,"[\]{}]/.test(value) && readValue(value) === value;
  return isPlain ? value : JSON.stringify(value);
}

/** One value as it is typed: a number, true, false, null and JSON as such, everything else as text. */
export function readValue(item: string): JsonValue {
  const isJson = /^(-?\d|[["{])|^(true|false|null)$/.test(item);
  if (!isJson) return item;
  try {
    return JSON.parse(item) as JsonValue;
  } catch {
    return item;
  }
}

/** At commas outside quotation marks and brackets. */
function split(text: string): string[] {
  const items: string[] = [];
  let item = '';
  let depth = 0;
  // A text in quotation marks is one piece, whatever is escaped in it.
  for (const piece of text.match(/"(?:[^"\\]|\\.)*"|[\s\S]/g) ?? []) {
    if ('[{'.includes(piece)) depth += 1;
    if (']}'.includes(piece)) depth -= 1;
    if (piece === ',' && depth === 0) {
      items.push(item);
      item = '';
    } else item += piece;
  }
  return [...items, item];
}

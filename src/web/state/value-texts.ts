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

/**
 * Values in the place of a part of a list, with commas where there are none yet.
 * @param start of the part, where the list is `text`
 * @param values as a list has them
 * @returns the list, and where the caret stands behind the values
 */
export function spliceList(
  text: string,
  start: number,
  end: number,
  values: string,
): { readonly text: string; readonly caret: number } {
  const [before, after] = [text.slice(0, start).trimEnd(), text.slice(end).trimStart()];
  const head = before === '' ? '' : before.endsWith(',') ? `${before} ` : `${before}, `;
  const tail = after === '' || after.startsWith(',') ? after : `, ${after}`;
  const upTo = `${head}${values}`;
  return { text: `${upTo}${tail}`, caret: upTo.length };
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

/** As JSON has it. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?\s*$/i;

/** One value as it is typed: a number, true, false, null and JSON as such, everything else as text. */
export function readValue(item: string): JsonValue {
  // Thousands of values such as `-12st` are told from numbers without a parser that throws.
  if (NUMBER.test(item)) return Number(item);
  if (!/^[["{]|^(true|false|null)$/.test(item)) return item;
  try {
    return JSON.parse(item) as JsonValue;
  } catch {
    return item;
  }
}

/** At commas outside quotation marks and brackets. */
function split(text: string): string[] {
  // Lists of tens of thousands have neither.
  if (!/["[\]{}]/.test(text)) return text.split(',');
  const items: string[] = [];
  let item = '';
  let depth = 0;
  // A text in quotation marks is one piece, whatever is escaped in it.
  for (const piece of text.match(/"(?:[^"\\]|\\.)*"|[^"[\]{},]+|[\s\S]/g) ?? []) {
    if ('[{'.includes(piece)) depth += 1;
    if (']}'.includes(piece)) depth -= 1;
    if (piece === ',' && depth === 0) {
      items.push(item);
      item = '';
    } else item += piece;
  }
  return [...items, item];
}

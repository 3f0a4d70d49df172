import type { Rows } from './rows.ts';

/** Bits that are looked at together, and how many values they have. */
const DIGIT = 16;
const VALUES = 2 ** DIGIT;

/**
 * Row numbers in the order of a column; equal ones stay in the order of time, rows without a value come last. Digit by
 * digit, for half a million rows are put in order while a comparing sort would keep the page from answering.
 * @param column 0 is the time, or the place
 */
export function orderBy({ at, values, count }: Rows, column: number, descending: boolean): Uint32Array {
  let rows = Uint32Array.from({ length: count }, (_, row) => row);
  if (column === 0 && !descending) return rows;
  const words = sortable((column === 0 ? at : (values[column - 1] ?? at)).subarray(0, count), descending);
  let next = new Uint32Array(count);
  const starts = new Uint32Array(VALUES);
  for (let place = 0; place < 64 / DIGIT; place++) {
    const digitOf = (row: number) => ((words[2 * row + (place >> 1)] ?? 0) >>> (DIGIT * (place & 1))) & (VALUES - 1);
    starts.fill(0);
    for (const row of rows) starts[digitOf(row)] = (starts[digitOf(row)] ?? 0) + 1;
    let before = 0;
    for (let digit = 0; digit < VALUES; digit++) {
      const many = starts[digit] ?? 0;
      starts[digit] = before;
      before += many;
    }
    for (const row of rows) {
      const to = starts[digitOf(row)] ?? 0;
      starts[digitOf(row)] = to + 1;
      next[to] = row;
    }
    [rows, next] = [next, rows];
  }
  return rows;
}

/** Numbers as unsigned words, the lower one first, that are in the order of the numbers. */
function sortable(keys: Float64Array, descending: boolean): Uint32Array {
  // Zero has no sign here.
  const words = new Uint32Array(keys.map((key) => key + 0).buffer);
  for (let index = 0; index < keys.length; index++) {
    const [low, high] = [2 * index, 2 * index + 1];
    if (Number.isNaN(keys[index])) {
      words[low] = 0xffffffff;
      words[high] = 0xffffffff;
      continue;
    }
    const isNegative = (words[high] ?? 0) >= 0x80000000;
    // Of negative numbers all bits turn, of others the sign; and once more all where it goes down.
    const all = isNegative === descending ? 0 : 0xffffffff;
    words[low] = (words[low] ?? 0) ^ all;
    words[high] = (words[high] ?? 0) ^ all ^ (isNegative ? 0 : 0x80000000);
  }
  return words;
}

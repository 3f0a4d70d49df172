import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readValue, spliceList } from './value-texts.ts';

/** A list in which `[` and `]` stand about what is selected; the caret afterwards is `|`. */
function pasted(marked: string, ...values: number[]): string {
  const [start, end] = [marked.indexOf('['), marked.indexOf(']') - 1];
  const { text, caret } = spliceList(marked.replace(/[[\]]/g, ''), start, end, values.join(', '));
  return `${text.slice(0, caret)}|${text.slice(caret)}`;
}

test('values take the place of what is selected', () => {
  expect(pasted('[1, 2]', 7, 8)).toBe('7, 8|');
  expect(pasted('1, [2], 3', 7, 8)).toBe('1, 7, 8|, 3');
  expect(pasted('[]', 7)).toBe('7|');
});

test('a comma comes only where there is none', () => {
  expect(pasted('1[]', 7)).toBe('1, 7|');
  expect(pasted('1, []', 7)).toBe('1, 7|');
  expect(pasted('1,[]2', 7)).toBe('1, 7|, 2');
  expect(pasted('[]1', 7)).toBe('7|, 1');
  expect(pasted('1 [], 2', 7)).toBe('1, 7|, 2');
});

test('a number is one as JSON has it, and no other text is', () => {
  expect(['-12st', '01', '1.', '.5', '1e', '0x10', '+3', '-'].map(readValue)).not.toContainEqual(expect.any(Number));
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(readValue(JSON.stringify(number))).toBe(JSON.parse(JSON.stringify(number)));
    }),
  );
});

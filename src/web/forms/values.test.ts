import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldSpec } from './field-spec.ts';
import { itemTexts, printText, readList, readNumber, readText, splitList, valueAt, withValue } from './values.ts';

const LIST: Extract<FieldSpec, { kind: 'list' }> = { kind: 'list', item: 'number', single: true };

describe('numbers as people write them', () => {
  it.each([
    ['0.5', 0.5],
    [' 12 ', 12],
    ['\u22123,5', -3.5],
    ['3*1.5', 4.5],
    ['1/4', 0.25],
    ['1e3', 1000],
    ['.5', 0.5],
  ])('reads %j', (typed, value) => {
    expect(readNumber(typed)).toBe(value);
  });

  it.each(['', 'abc', '1/0', '1.2.3', '0x10', '5 Hz', 'Infinity'])('does not take %j for one', (typed) => {
    expect(readNumber(typed)).toBeUndefined();
  });

  it('reads back every number that it prints', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readText({ kind: 'number', whole: false }, printText(value))).toEqual({ value: value + 0 });
      }),
    );
  });
});

describe('lists', () => {
  it.each([
    ['100\n200\n300', ['100', '200', '300']],
    ['100\t200;300', ['100', '200', '300']],
    ['[100, 200]', ['100', '200']],
  ])('takes %j apart', (pasted, parts) => {
    expect(splitList(pasted)).toEqual(parts);
  });

  it('gives one value alone where one may stand alone', () => {
    expect(readList(LIST, ['160'])).toBe(160);
    expect(readList({ ...LIST, single: false }, ['160'])).toEqual([160]);
    expect(readList(LIST, [])).toBeUndefined();
  });

  it('leaves what is no number to the parser', () => {
    expect(readList(LIST, ['1', 'x'])).toEqual([1, 'x']);
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 2 }), (values) => {
        expect(readList(LIST, splitList(itemTexts(values).join(', ')))).toEqual(values);
      }),
    );
  });
});

describe('a value inside others', () => {
  it('is set, found and taken away without touching the rest', () => {
    const before = { a: { b: 1, c: 2 }, d: 3 };
    const after = withValue(before, ['a', 'b'], 5);
    expect(after).toEqual({ a: { b: 5, c: 2 }, d: 3 });
    expect(before.a.b).toBe(1);
    expect(valueAt(after, ['a', 'b'])).toBe(5);
    expect(withValue(after, ['a', 'b'], undefined)).toEqual({ a: { c: 2 }, d: 3 });
    expect(valueAt(after, ['d', 'x'])).toBeUndefined();
  });

  it('keeps the order of keys, so that a recipe is not shuffled', () => {
    expect(Object.keys(withValue({ a: 1, b: 2, c: 3 }, ['b'], 9))).toEqual(['a', 'b', 'c']);
  });
});

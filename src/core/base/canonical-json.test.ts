import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** The same value with the keys of every object inserted in reverse. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, item]) => [key, reversed(item)]));
}

const jsonValue = fc.jsonValue({ stringUnit: 'grapheme' });

describe('canonicalJson', () => {
  it('gives the example of RFC 8785 section 3.2.2', () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts keys by UTF-16 code units, as RFC 8785 section 3.2.3 shows', () => {
    const value = { '\u20ac': 5, '\r': 1, '\ufb33': 7, '1': 2, '\u{1f600}': 6, '\u0080': 3, '\u00f6': 4 };
    expect(canonicalJson(value)).toBe('{"\\r":1,"1":2,"\u0080":3,"\u00f6":4,"\u20ac":5,"\u{1f600}":6,"\ufb33":7}');
  });

  it('writes a number one way, however it was spelled', () => {
    expect(canonicalJson(JSON.parse('[1, 1.0, 1e0, -0, 0.10, 100e-2]'))).toBe('[1,1,1,0,0.1,1]');
  });

  it('means what the value means: parsing gives it back', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(withoutNegativeZero(value));
      }),
    );
  });

  it('is a fixed point: canonical text is the canonical text of itself', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([
    ['NaN', { stack: [{ f0: Number.NaN }] }, 'Expected a JSON value at stack[0].f0, got NaN.'],
    ['infinity', [Number.NEGATIVE_INFINITY], 'Expected a JSON value at [0], got -Infinity.'],
    ['undefined', { a: undefined }, 'Expected a JSON value at a, got undefined.'],
    ['a hole', new Array(1), 'Expected a JSON value at [0], got undefined.'],
    ['a bigint', 1n, 'Expected a JSON value, got bigint.'],
    ['a date', { when: new Date(0) }, 'Expected a JSON value at when, got [object Date].'],
    ['samples', new Float64Array(2), 'Expected a JSON value, got [object Float64Array].'],
    ['a lone surrogate', ['\ud800'], 'Expected a JSON value at [0], got text with a lone surrogate.'],
  ])('refuses %s and says where', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
  });

  it('refuses a value that contains itself instead of exhausting the stack', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => canonicalJson(circle)).toThrow('in a circle');
  });
});

function withoutNegativeZero(value: unknown): unknown {
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNegativeZero(item)]));
}

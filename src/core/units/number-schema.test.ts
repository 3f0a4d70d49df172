import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generousNumber } from './number-schema.ts';

const seconds = generousNumber({ what: 'a number of seconds', min: 0 });
const anyNumber = generousNumber({ what: 'a number' });

describe('generousNumber', () => {
  it.each([
    [0.5, 0.5],
    ['0.5', 0.5],
    [' .5 ', 0.5],
    ['+1e-3', 0.001],
    ['12.', 12],
    [true, 1],
    [false, 0],
  ])('takes %j for %d', (input, value) => {
    expect(seconds.parse(input)).toBe(value);
  });

  it.each(['abc', '', '0x10', '1 2', '1_000', 'nan', 'inf', 'Infinity', '1e999', '-0.1', -0.1, null, [], {}])(
    'refuses %j, and says what it expects',
    (input) => {
      const { success, error } = seconds.safeParse(input);
      expect(success).toBe(false);
      expect(error?.issues[0]?.message).toContain('a number of seconds, at least 0');
    },
  );

  it('knows no negative zero', () => {
    expect(anyNumber.parse('-0')).toBe(0);
    expect(anyNumber.parse(-0)).toBe(0);
  });

  it('gives every finite number back, as number and as text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(anyNumber.parse(value)).toBe(value + 0);
        expect(anyNumber.parse(String(value))).toBe(value + 0);
      }),
    );
  });
});

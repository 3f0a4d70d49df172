import { expect, it } from 'vitest';
import { gainOf, trimOf } from './loudness.ts';

it('turns the louder side down to the other, and never one up', () => {
  const trim = trimOf({ source: -20, result: -17.7 });
  expect(trim).toEqual({ side: 'result', db: expect.closeTo(-2.3, 9) });
  expect(gainOf(trim, 'result')).toBeCloseTo(10 ** (-2.3 / 20), 12);
  expect(gainOf(trim, 'source')).toBe(1);
  expect(trimOf({ source: -10, result: -16 })).toEqual({ side: 'source', db: -6 });
});

it('leaves both alone where one is silent', () => {
  expect(trimOf({ source: Number.NEGATIVE_INFINITY, result: -20 })).toBeUndefined();
  expect(gainOf(undefined, 'source')).toBe(1);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { niceStep, ticksBetween } from './ticks.ts';

it('steps by 1, 2 and 5', () => {
  expect([0.9, 1, 1.1, 2.4, 5.1, 0.03].map(niceStep)).toEqual([1, 1, 2, 5, 10, 0.05]);
});

it('includes both ends when they are on the grid', () => {
  expect(ticksBetween(0, 8000, 1600).values).toEqual([0, 2000, 4000, 6000, 8000]);
});

it('gives as many decimals as tell two ticks apart', () => {
  expect(ticksBetween(0, 2, 0.2).decimals).toBe(1);
  expect(ticksBetween(0.8, 0.81, 0.0009).decimals).toBe(3);
  expect(ticksBetween(0, 3600, 300).decimals).toBe(0);
});

it('puts ticks inside the span and no closer than asked', () => {
  const span = fc.tuple(
    fc.double({ min: 0, max: 3600, noNaN: true }),
    fc.double({ min: 1e-3, max: 3600, noNaN: true }),
  );
  fc.assert(
    fc.property(span, ([start, length]) => {
      const { values, step } = ticksBetween(start, start + length, length / 10);
      expect(step).toBeGreaterThanOrEqual((length / 10) * (1 - 1e-6));
      expect(values.length).toBeLessThanOrEqual(11);
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(start - step * 1e-6);
        expect(value).toBeLessThanOrEqual(start + length + step * 1e-6);
      }
    }),
  );
});

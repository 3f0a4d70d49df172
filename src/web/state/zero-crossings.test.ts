import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestCrossing } from './zero-crossings.ts';

it('takes the sample nearer to zero beside the nearest change of sign', () => {
  expect(nearestCrossing(Float64Array.of(0.9, 0.5, -0.1, -0.8, -0.2, 0.7), 1)).toBe(2);
  expect(nearestCrossing(Float64Array.of(0.9, 0.5, -0.1, -0.8, -0.2, 0.7), 4)).toBe(4);
  expect(nearestCrossing(Float64Array.of(0.9, 0.1, -0.5), 0)).toBe(1);
});

it('finds a sample that is zero, and nothing in silence or where the sign never changes', () => {
  expect(nearestCrossing(Float64Array.of(0.4, 0, -0.4), 0)).toBe(1);
  expect(nearestCrossing(new Float64Array(9), 3)).toBeUndefined();
  expect(nearestCrossing(Float64Array.of(0.1, 0.2, 0.3), 1)).toBeUndefined();
});

it('never finds one that is farther than another', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 40 }),
      fc.nat(40),
      (values, at) => {
        const samples = Float64Array.from(values);
        const found = nearestCrossing(samples, at);
        const changes = values.flatMap((value, index) =>
          index > 0 && value !== values[index - 1] && value * (values[index - 1] ?? 0) <= 0 ? [index] : [],
        );
        if (found === undefined) return changes.length === 0;
        return changes.every((index) => Math.abs(found - at) <= Math.abs(index - at) + 1);
      },
    ),
  );
});

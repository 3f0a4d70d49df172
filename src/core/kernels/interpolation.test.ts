import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { InterpolationKernel } from './interpolation-kernel.ts';

let interpolation: InterpolationKernel;
beforeAll(async () => {
  interpolation = (await kernelsForTest()).interpolation;
});

const f64 = (...values: number[]): Float64Array => Float64Array.from(values);
const finite = (size: number): fc.Arbitrary<number> => fc.double({ min: -size, max: size, noNaN: true });

/** Strictly increasing knots, not too unevenly spaced. */
const knotsOf = (min: number): fc.Arbitrary<Float64Array> =>
  fc.array(fc.double({ min: 0.1, max: 2, noNaN: true }), { minLength: min, maxLength: 30 }).map((steps) => {
    let at = -5;
    return Float64Array.from(steps, (step) => {
      at += step;
      return at;
    });
  });

describe('linear', () => {
  test('knots give their values, middles the mean', () => {
    expect([...interpolation.linear(f64(0, 1, 3), f64(5, 7, -1), f64(0, 0.5, 1, 2, 3))]).toEqual([5, 6, 7, 3, -1]);
  });

  test('the end segments go on', () => {
    expect([...interpolation.linear(f64(0, 1, 3), f64(5, 7, -1), f64(-2, 5))]).toEqual([1, -9]);
  });

  test('queries may come in any order', () => {
    fc.assert(
      fc.property(knotsOf(2), fc.array(finite(40), { maxLength: 50 }), (knots, queries) => {
        const values = knots.map((knot) => Math.sin(knot));
        const sorted = f64(...queries).sort();
        const answers = new Map([...interpolation.linear(knots, values, sorted)].map((y, i) => [sorted[i]! + 0, y]));
        const shuffled = interpolation.linear(knots, values, f64(...queries));
        expect([...shuffled]).toEqual(queries.map((q) => answers.get(q + 0)));
      }),
    );
  });

  test('one knot is too few', () => {
    expect(() => interpolation.linear(f64(0), f64(1), f64(0))).toThrow('at least 2 knots');
  });
});

describe('cubic', () => {
  test('a cubic polynomial is reproduced between any knots', () => {
    fc.assert(
      fc.property(knotsOf(4), fc.array(finite(1), { minLength: 4, maxLength: 4 }), (knots, c) => {
        const cubic = (x: number): number => c[0]! + x * (c[1]! + x * (c[2]! + x * c[3]!));
        const [first, last] = [knots[0]!, knots.at(-1)!];
        const queries = Float64Array.from({ length: 101 }, (_, i) => first + ((last - first) * i) / 100);
        const got = interpolation.cubic(knots, knots.map(cubic), queries);
        const scale = Math.max(1, ...knots.map((knot) => Math.abs(cubic(knot))));
        for (const [i, query] of queries.entries()) expect(Math.abs(got[i]! - cubic(query)) / scale).toBeLessThan(1e-9);
      }),
    );
  });

  test('it passes through its knots', () => {
    fc.assert(
      fc.property(knotsOf(4), fc.infiniteStream(finite(10)), (knots, stream) => {
        const values = Float64Array.from(knots, () => stream.next().value as number);
        const got = interpolation.cubic(knots, values, knots);
        for (const [i, value] of values.entries()) expect(got[i]).toBeCloseTo(value, 9);
      }),
    );
  });

  test('its third derivative does not jump at the second knot and at the second last', () => {
    const knots = f64(0, 1, 2.5, 3, 4.5, 5, 7);
    const values = f64(1, -2, 4, 0.5, 3, 3, -1);
    const third = (a: number, b: number): number => {
      const h = (b - a) / 3;
      const [p0, p1, p2, p3] = interpolation.cubic(knots, values, f64(a, a + h, a + 2 * h, b));
      return (p3! - 3 * p2! + 3 * p1! - p0!) / h ** 3;
    };
    expect(third(0, 1)).toBeCloseTo(third(1, 2.5), 8);
    expect(third(4.5, 5)).toBeCloseTo(third(5, 7), 8);
    expect(third(1, 2.5)).not.toBeCloseTo(third(2.5, 3), 1);
  });

  test('outside the knots it stays at the end values', () => {
    expect([...interpolation.cubic(f64(0, 1, 2, 3), f64(4, 1, 0, 9), f64(-10, -0.1, 3.1, 1e9))]).toEqual([4, 4, 9, 9]);
  });

  test('three knots are too few', () => {
    expect(() => interpolation.cubic(f64(0, 1, 2), f64(0, 1, 2), f64(0))).toThrow('at least 4 knots');
  });

  test.each([f64(0, 1, 1, 2), f64(0, 2, 1, 3), f64(0, Number.NaN, 1, 2)])('knots %s are refused', (knots) => {
    expect(() => interpolation.cubic(knots, f64(0, 0, 0, 0), f64(0))).toThrow('strictly increasing');
  });
});

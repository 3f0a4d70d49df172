import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderBy } from './row-order.ts';

const rowsOf = (keys: readonly number[]) => ({
  columns: [],
  count: keys.length,
  at: Float64Array.from(keys, (_, row) => row / 2),
  values: [Float64Array.from(keys)],
});

test('rows are in the order of their numbers, equal ones in that of time, those without a value last', () => {
  const key = fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, -1, Number.NaN, Number.NEGATIVE_INFINITY));
  fc.assert(
    fc.property(fc.array(key), fc.boolean(), (keys, descending) => {
      const sign = descending ? -1 : 1;
      const wanted = [...keys.keys()].sort((a, b) => {
        const [x = 0, y = 0] = [keys[a], keys[b]];
        if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
        return x === y ? a - b : (x < y ? -1 : 1) * sign;
      });
      expect([...orderBy(rowsOf(keys), 1, descending)]).toEqual(wanted);
    }),
  );
});

test('the time goes up or down', () => {
  expect([...orderBy(rowsOf([9, 7, 8]), 0, false)]).toEqual([0, 1, 2]);
  expect([...orderBy(rowsOf([9, 7, 8]), 0, true)]).toEqual([2, 1, 0]);
});

import { expect, test } from 'vitest';
import { silentIn } from './use-silent-bands.ts';

test('a band is silent that never reaches half a step of 16 bits', () => {
  const values = Float32Array.of(0, 0, 2 ** -17, 2 ** -15, 2 ** -17, 2 ** -18);
  expect(silentIn(values, 3, 2)).toEqual([1, 3]);
  expect(silentIn(values, 0, 0)).toEqual([]);
});

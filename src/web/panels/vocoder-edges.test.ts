import { expect, test } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { frequencyAt, LENGTH_MM, placeOf } from '../layers/axis.ts';
import { edgeLimits, moveEdge, setEdge, shiftBank } from './vocoder-edges.ts';

const EDGES = [200, 400, 800, 1600];
const RULE = { fmin: 200, fmax: 1600, n: 3, scale: 'log' };

test('places are those of the kernels', async () => {
  const { vocoder } = await kernelsForTest();
  const frequencies = vocoder.frequencies('greenwood', 0, frequencyAt(LENGTH_MM), 8, 0);
  for (const [index, frequency] of frequencies.entries()) {
    expect(placeOf(frequency)).toBeCloseTo((index * LENGTH_MM) / 7, 9);
    expect(frequencyAt(placeOf(frequency))).toBeCloseTo(frequency, 6);
  }
});

test('the outer edges of a rule move its limits, and it stays a rule', () => {
  expect(moveEdge(RULE, EDGES, 0, placeOf(150))).toEqual({ f: { ...RULE, fmin: 150 }, turned: false });
  expect(moveEdge(RULE, EDGES, 3, placeOf(2000))).toEqual({ f: { ...RULE, fmax: 2000 }, turned: false });
});

test('a shifted bank lies under the hand that moves its limit', () => {
  const shifted = { ...RULE, shift: 2 };
  const { f } = moveEdge(shifted, EDGES, 3, placeOf(2000));
  expect(placeOf((f as { fmax: number }).fmax) + 2).toBeCloseTo(placeOf(2000), 2);
});

test('an inner edge makes a list of a rule or a preset, and leaves the other edges where they are', () => {
  expect(moveEdge(RULE, EDGES, 1, placeOf(500))).toEqual({ f: [200, 500, 800, 1600], turned: true });
  expect(moveEdge('hr90k', EDGES, 0, placeOf(150))).toEqual({ f: [150, 400, 800, 1600], turned: true });
  expect(setEdge(EDGES, EDGES, 2, 900)).toEqual({ f: [200, 400, 900, 1600], turned: false });
});

test('edges keep their order, a tenth of a millimetre apart', () => {
  for (const [edge, place] of [
    [1, 0],
    [1, 35],
    [0, 35],
    [3, -5],
  ] as const) {
    const list = moveEdge([...EDGES], EDGES, edge, place).f as number[];
    const gaps = list.slice(1).map((high, band) => placeOf(high) - placeOf(list[band]!));
    expect(Math.min(...gaps)).toBeGreaterThan(0.09);
  }
  expect(edgeLimits(EDGES, 3).high).toBe(LENGTH_MM);
});

test('a bank without a shift says none', () => {
  expect(shiftBank(RULE, 3)).toEqual({ ...RULE, shift: 3 });
  expect(shiftBank({ ...RULE, shift: 3 }, 0.001)).toEqual(RULE);
  expect(shiftBank('ci24', 3)).toBeUndefined();
});

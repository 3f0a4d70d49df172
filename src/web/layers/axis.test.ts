import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTicks, frequencyAxis, heightOf, placeOf, SCALES, valueAt } from './axis.ts';

test.each(SCALES)('%s spreads all frequencies over the height, and back', (scale) => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 2000, max: 96_000 }), (height, top) => {
      const axis = frequencyAxis(scale, top);
      const frequency = valueAt(axis, height);
      expect(frequency).toBeGreaterThanOrEqual(axis.low - 1e-9);
      expect(frequency).toBeLessThanOrEqual(top * (1 + 1e-9));
      expect(heightOf(axis, frequency)).toBeCloseTo(height, 9);
    }),
  );
});

/** Figures of the papers' formulas, by hand. */
test.each([
  ['mel', 1000, 999.99],
  ['erb', 1000, 15.621],
  ['greenwood', 1000, 14.133],
] as const)('%s of %d Hz', (scale, frequency, place) => {
  const reach = { mel: 2595 * Math.log10(1 + 8000 / 700), erb: 33.327, greenwood: 28.212 }[scale];
  expect(heightOf(frequencyAxis(scale, 8000), frequency) * reach).toBeCloseTo(place, 1);
});

test('1 kHz lies 14.1 mm from the apex', () => {
  expect(placeOf(1000)).toBeCloseTo(14.133, 2);
  expect(placeOf(0)).toBe(0);
});

test.each(SCALES)('ticks of %s keep their distance and stay inside', (scale) => {
  const axis = frequencyAxis(scale, 8000);
  const ticks = axisTicks(axis, 0.1);
  expect(ticks.length).toBeGreaterThan(2);
  for (const [index, { height }] of ticks.entries()) {
    expect(height).toBeGreaterThanOrEqual(-1e-9);
    expect(height).toBeLessThanOrEqual(1 + 1e-9);
    const next = ticks[index + 1];
    if (next) expect(next.height - height).toBeGreaterThanOrEqual(0.1 - 1e-9);
  }
});

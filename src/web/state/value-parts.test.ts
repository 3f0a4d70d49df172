import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type AxisPart,
  LEAST_PART,
  valuePartsSchema,
  valuesName,
  withoutKind,
  withPart,
  zoomPart,
} from './value-parts.ts';

const PART = { low: 0.25, high: 0.5 };

it('keeps the value under the pointer in its place while zooming', () => {
  expect(zoomPart(undefined, 4, 0.5)).toEqual({ low: 0.375, high: 0.625 });
  const { low, high } = zoomPart(PART, 2, 0.8) ?? { low: 0, high: 0 };
  expect(low + 0.8 * (high - low)).toBeCloseTo(0.45, 12);
  expect(high - low).toBeCloseTo(0.125, 12);
});

it('is the whole axis again once it is zoomed out', () => {
  expect(zoomPart(zoomPart(undefined, 8, 0.3), 1 / 8, 0.9)).toBeUndefined();
});

it('never leaves the axis nor gets smaller than can be read, and can be kept, whatever is zoomed', () => {
  const step = fc.record({
    factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
    about: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let part: AxisPart | undefined;
      for (const { factor, about } of steps) {
        part = zoomPart(part, factor, about);
        if (!part) continue;
        expect(part.low).toBeGreaterThanOrEqual(0);
        expect(part.high).toBeLessThanOrEqual(1);
        expect(part.high - part.low).toBeGreaterThan(LEAST_PART - 1e-9);
        expect(valuePartsSchema.safeParse({ 'map spectrogram': part }).success).toBe(true);
      }
    }),
  );
});

it('refuses a part that is upside down or none', () => {
  for (const part of [
    { low: 0.5, high: 0.25 },
    { low: 0.5, high: 0.5 },
    { low: -1, high: 1 },
  ]) {
    expect(valuePartsSchema.safeParse({ 'wave waveform': part }).success).toBe(false);
  }
});

it('is kept by view, apart for a difference of lines, which has an axis of its own', () => {
  expect(valuesName({ id: 'f0', kind: 'line' })).not.toBe(valuesName({ id: 'f0', kind: 'line' }, true));
  expect(valuesName({ id: 'envelope', kind: 'map' })).toBe(valuesName({ id: 'envelope', kind: 'map' }, true));
});

it('goes from the views of a kind alone when another range of theirs is chosen', () => {
  const parts = withPart(withPart({}, 'map envelope', PART), 'wave waveform', PART);
  expect(withoutKind(parts, 'map')).toEqual({ 'wave waveform': PART });
  expect(withoutKind(parts, 'wave')).toEqual({ 'map envelope': PART });
  expect(withPart(parts, 'wave waveform', undefined)).toEqual({ 'map envelope': PART });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clampView, minimumSpan, panView, revealTime, timeAt, xAt, zoomView } from './time-view.ts';

const DURATION = 10;

it('keeps the time under the pointer in its place while zooming', () => {
  const view = { start: 2, end: 6 };
  const zoomed = zoomView(view, 2, 3, DURATION, 0.001);
  expect(xAt(zoomed, 3, 800)).toBeCloseTo(xAt(view, 3, 800), 9);
  expect(zoomed.end - zoomed.start).toBeCloseTo(2, 12);
});

it('stops zooming out at the sound and zooming in at 8 samples per 100 px', () => {
  const least = minimumSpan(800, 44_100);
  expect(zoomView({ start: 1, end: 2 }, 0.001, 1.5, DURATION, least)).toEqual({ start: 0, end: DURATION });
  const deepest = zoomView({ start: 1, end: 2 }, 1e9, 1.5, DURATION, least);
  expect(deepest.end - deepest.start).toBeCloseTo(64 / 44_100, 9);
});

it('never leaves the sound, whatever is zoomed and panned', () => {
  const step = fc.record({
    factor: fc.double({ min: 0.05, max: 20, noNaN: true }),
    about: fc.double({ min: -5, max: 15, noNaN: true }),
    pan: fc.double({ min: -20, max: 20, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let view = { start: 0, end: DURATION };
      for (const { factor, about, pan } of steps) {
        view = panView(zoomView(view, factor, about, DURATION, 0.01), pan, DURATION);
        expect(view.start).toBeGreaterThanOrEqual(-1e-9);
        expect(view.end).toBeLessThanOrEqual(DURATION + 1e-9);
        expect(view.end - view.start).toBeGreaterThanOrEqual(0.01 - 1e-9);
      }
    }),
  );
});

it('maps pixels to times and back', () => {
  const view = { start: 1.25, end: 1.5 };
  expect(xAt(view, timeAt(view, 123, 640), 640)).toBeCloseTo(123, 9);
});

it('moves by the least that shows a time', () => {
  expect(revealTime({ start: 2, end: 4 }, 5, DURATION)).toEqual({ start: 3, end: 5 });
  expect(revealTime({ start: 2, end: 4 }, 1, DURATION)).toEqual({ start: 1, end: 3 });
  expect(revealTime({ start: 2, end: 4 }, 3, DURATION)).toEqual({ start: 2, end: 4 });
});

it('shows a sound shorter than the smallest span as a whole', () => {
  expect(clampView({ start: 0, end: 1 }, 0.0005, 0.001)).toEqual({ start: 0, end: 0.0005 });
});

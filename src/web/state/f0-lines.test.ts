import { expect, it } from 'vitest';
import { f0CentreOf, f0LinesOf } from './f0-lines.ts';

const usual = { framePeriodMs: 5, f0: Float64Array.of(0, 110), mean: 110 };
const other = Float64Array.of(100, 110);
const draw = { operation: 'draw', family: 'shape', from: 0, to: 0.005, value: [[0, 200]] };

function edited(tracked: Float64Array, shaped = tracked) {
  return { framePeriodMs: 5, tracked, corrected: tracked, shaped, mean: 105 };
}

it('has nothing else to draw where the step finds f0 as it is found of every sound', () => {
  expect(f0LinesOf(edited(usual.f0), undefined, usual)).toBeUndefined();
  expect(f0LinesOf(undefined, [draw], usual)).toBeUndefined();
});

it('has the line of a step that tracks f0 in its own way, and says that no hand changed it', () => {
  const lines = f0LinesOf(edited(other), undefined, usual);
  expect(lines).toMatchObject({ isEdited: false, tracked: other, mean: 105 });
});

it('has the lines of edits with their anchors', () => {
  const lines = f0LinesOf(edited(usual.f0, other), [draw], usual);
  expect(lines).toMatchObject({ isEdited: true, shaped: other, anchors: [[0, 200]] });
});

it('lies about the mean of what is found, which no edit moves, and about the usual one where nothing is', () => {
  expect(f0CentreOf(undefined, usual)).toBe(110);
  expect(f0CentreOf(edited(usual.f0, other), usual)).toBe(110);
  expect(f0CentreOf(edited(Float64Array.of(0, 100, 400)), usual)).toBeCloseTo(200, 9);
  expect(f0CentreOf(edited(new Float64Array(2)), usual)).toBe(110);
});

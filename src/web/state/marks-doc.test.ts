import { expect, test } from 'vitest';
import { addMark, landmarks, markAt, nextLandmark } from './marks-doc.ts';

test('marks stand in the order of time, each with a number that is free', () => {
  const marks = addMark(addMark(addMark([], { start: 1 }), { start: 0.5, end: 2 }), { start: 0.5 });
  expect(marks).toEqual([
    { id: '3', name: '3', start: 0.5 },
    { id: '2', name: '2', start: 0.5, end: 2 },
    { id: '1', name: '1', start: 1 },
  ]);
  const [, ...left] = marks;
  expect(addMark(left, { start: 3 }).at(-1)?.name).toBe('3');
  expect(markAt(marks, { start: 0.5, end: 2 })?.id).toBe('2');
  expect(markAt(marks, { start: 0.7 })).toBeUndefined();
});

test('landmarks are edges of voicing, marks and the selection', () => {
  const track = { framePeriodMs: 100, f0: Float64Array.of(0, 0, 200, 210, 0), mean: 205 };
  const marks = addMark(addMark([], { start: 0.05 }), { start: 0.2, end: 0.3 });
  const expected = [0.05, 0.15, 0.2, 0.3, 0.35, 0.38, 0.4];
  const found = landmarks(marks, { start: 0.38, end: 0.4 }, track);
  expect(found).toHaveLength(expected.length);
  for (const [index, time] of expected.entries()) expect(found[index]).toBeCloseTo(time, 12);
});

test('the next landmark is beyond the cursor, though it stands on one', () => {
  const times = [0.1, 0.2, 0.3];
  expect(nextLandmark(times, 0.2 + 1e-7, 1)).toBe(0.3);
  expect(nextLandmark(times, 0.2 + 1e-7, -1)).toBe(0.1);
  expect(nextLandmark(times, 0.3, 1)).toBeUndefined();
});

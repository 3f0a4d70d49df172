import { expect, test } from 'vitest';
import { anchorsOf, onGrid, withMovedAnchors } from './f0-anchors.ts';
import type { RecipeStep } from './recipe-doc.ts';

const CONTOUR = { framePeriodMs: 5, f0: new Float64Array(200).fill(200) };
const draw = (family: string, value: readonly (readonly number[])[]) => ({
  ...{ operation: 'draw', family, from: 0.1, to: 0.4 },
  value: value.map((at) => [...at]),
});
const MELODY = draw('shape', [
  [0.1, 200],
  [0.2, 250],
  [0.4, 210],
]);
const STEP: RecipeStep = {
  ...{ id: 'w', module: 'world', bypassed: false },
  params: { edits: [{ operation: 'octave', family: 'correct', from: 0, to: 1, value: '*2' }, MELODY] },
  idleEdits: [{ place: 0, edit: MELODY }],
};

const movedTo = (moved: number, seconds: number, st: number) => {
  const anchors = anchorsOf(STEP).filter(({ index }) => index === moved);
  return withMovedAnchors(STEP, anchors, { seconds, st }, CONTOUR).map(({ edit }) => edit['value']);
};

test('the anchors of melodies are taken, and not those of corrections or of what is bypassed', () => {
  expect(anchorsOf(STEP).map(({ entry, index }) => [entry, index])).toEqual([
    [2, 0],
    [2, 1],
    [2, 2],
  ]);
  const corrected = { ...STEP, params: { edits: [draw('correct', [[0.1, 200]])] }, idleEdits: [] };
  expect(anchorsOf(corrected)).toEqual([]);
});

test('an anchor goes where the hand takes it, on frames, and leaves all others where they were', () => {
  expect(movedTo(1, 0.0512, 12)).toEqual([
    MELODY.value,
    '*2',
    [
      [0.1, 200],
      [0.25, 500],
      [0.4, 210],
    ],
  ]);
});

test('an anchor never passes its neighbours, and the ends stay at their times', () => {
  const timesOf = (value: unknown) => (value as readonly (readonly number[])[]).map(([time]) => time);
  expect(timesOf(movedTo(1, 9, 0)[2])).toEqual([0.1, 0.395, 0.4]);
  expect(timesOf(movedTo(1, -9, 0)[2])).toEqual([0.1, 0.105, 0.4]);
  expect(timesOf(movedTo(0, 0.05, -12)[2])).toEqual([0.1, 0.2, 0.4]);
  const tight = draw('shape', [
    [0.1, 200],
    [0.105, 250],
    [0.11, 210],
  ]);
  const step = { ...STEP, params: { edits: [tight] }, idleEdits: [] };
  const [, inner] = anchorsOf(step);
  const [moved] = withMovedAnchors(step, inner ? [inner] : [], { seconds: 1, st: 0 }, CONTOUR);
  expect(moved?.edit['value']).toEqual(tight.value);
});

test('several anchors move up and down together', () => {
  const [, , value] = withMovedAnchors(STEP, anchorsOf(STEP), { seconds: 0.05, st: 12 }, CONTOUR);
  expect(value?.edit['value']).toEqual([
    [0.1, 400],
    [0.2, 500],
    [0.4, 420],
  ]);
});

test('the grid has whole semitones from the mean', () => {
  expect(onGrid(207, 200)).toBe(211.89);
  expect(onGrid(204, 200)).toBe(200);
  expect(onGrid(204, undefined)).toBe(204);
});

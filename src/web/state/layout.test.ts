import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addPane,
  FIRST_STAGE,
  hasOwnHeights,
  LEAST_HEIGHT,
  movePane,
  nameLayout,
  PRESETS,
  panesOf,
  removePane,
  type StageDoc,
  setHeights,
  setOverlay,
  stageSchema,
  takeLayout,
} from './layout.ts';

const bases = (stage: StageDoc) => stage.panes.map(({ base }) => base);
const pane = (base: string) => ({ base, overlays: [], height: 150 });

test('every preset has panes of different ids', () => {
  for (const name of PRESETS) {
    const panes = panesOf(name, []) ?? [];
    expect(panes.length).toBeGreaterThan(0);
    expect(new Set(panes.map(({ id }) => id)).size).toBe(panes.length);
  }
});

test('a pane that is added after another one went has an id of its own', () => {
  const shorter = removePane(FIRST_STAGE, 'pane-0');
  const ids = addPane(addPane(shorter, pane('f0')), pane('f0')).panes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('panes have the heights of their layout until one is resized, and again when it is taken anew', () => {
  expect(hasOwnHeights(FIRST_STAGE)).toBe(true);
  const resized = setHeights(FIRST_STAGE, { 'pane-0': 200 });
  expect(hasOwnHeights(resized)).toBe(false);
  expect(hasOwnHeights(takeLayout(resized, 'simple'))).toBe(true);
});

test('a pane moves by places and no further than the ends', () => {
  const stage = addPane(FIRST_STAGE, pane('f0'));
  expect(bases(movePane(stage, 'pane-2', -1))).toEqual(['waveform', 'f0', 'spectrogram']);
  expect(bases(movePane(stage, 'pane-2', -9))).toEqual(['f0', 'waveform', 'spectrogram']);
  expect(bases(movePane(stage, 'pane-0', 9))).toEqual(['spectrogram', 'f0', 'waveform']);
});

test('no pane is lower than the least height', () => {
  const { panes } = setHeights(FIRST_STAGE, { 'pane-0': 10, 'pane-1': 300.4 });
  expect(panes.map(({ height }) => height)).toEqual([LEAST_HEIGHT, 300]);
});

test('an overlay is drawn once, and can be taken away', () => {
  const twice = setOverlay(setOverlay(FIRST_STAGE, 'pane-1', 'f0', true), 'pane-1', 'f0', true);
  expect(twice.panes[1]?.overlays).toEqual(['f0']);
  expect(setOverlay(twice, 'pane-1', 'f0', false).panes[1]?.overlays).toEqual([]);
});

test('a layout of one\u2019s own comes back as it was named', () => {
  const own = nameLayout(addPane(FIRST_STAGE, pane('f0')), 'Mine');
  const back = takeLayout(takeLayout(own, 'simple'), 'Mine');
  expect(back.panes).toEqual(own.panes);
  expect(takeLayout(back, 'nobody\u2019s')).toBe(back);
});

test('whatever is done to a stage can be kept and read again', () => {
  const act = fc.oneof(
    fc.constant((stage: StageDoc) => addPane(stage, pane('spectrogram'))),
    fc.nat(5).map((index) => (stage: StageDoc) => removePane(stage, `pane-${index}`)),
    fc.tuple(fc.nat(5), fc.integer({ min: -3, max: 3 })).map(([index, by]) => (stage: StageDoc) => {
      return movePane(stage, `pane-${index}`, by);
    }),
    fc.double({ noNaN: true }).map((height) => (stage: StageDoc) => setHeights(stage, { 'pane-1': height })),
    fc.string({ minLength: 1 }).map((name) => (stage: StageDoc) => nameLayout(stage, name)),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const stage = acts.reduce<StageDoc>((now, next) => next(now), FIRST_STAGE);
      expect(stageSchema.parse(structuredClone(stage))).toEqual(stage);
      expect(new Set(stage.panes.map(({ id }) => id)).size).toBe(stage.panes.length);
    }),
    { numRuns: 60 },
  );
});

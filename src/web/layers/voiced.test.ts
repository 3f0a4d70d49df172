import { expect, it } from 'vitest';
import type { Scene } from './layer.ts';
import { isVoiced } from './voiced.ts';

const F0 = { framePeriodMs: 5, f0: new Float64Array(2), mean: undefined };
const VOICE = { ...F0, f0: Float64Array.of(0, 110), mean: 110 };

function sceneOf(f0: typeof F0 | typeof VOICE, given: Partial<Scene> = {}): Scene {
  return { sound: { f0 }, analysis: {}, ...given } as unknown as Scene;
}

it('is what every sound comes with, unless the analysis looks for it in another way', () => {
  expect(isVoiced(sceneOf(VOICE))).toBe(true);
  expect(isVoiced(sceneOf(F0))).toBe(false);
  expect(isVoiced(sceneOf(F0, { analysis: { f0Floor: 71, f0Ceiling: 800 } }))).toBe(false);
  expect(isVoiced(sceneOf(F0, { analysis: { framePeriodMs: 1 } }))).toBe(false);
  expect(isVoiced(sceneOf(F0, { analysis: { f0Ceiling: 1200 } }))).toBe(true);
  expect(isVoiced(sceneOf(F0, { analysis: { f0Method: 'harvest' } }))).toBe(true);
});

it('is that of f0 put right, whatever melody is made of it', () => {
  const [none, some] = [new Float64Array(2), Float64Array.of(0, 110)];
  const lines = { framePeriodMs: 5, isEdited: true, anchors: [], tracked: some };
  const melody = { ...lines, corrected: some, shaped: none, mean: undefined };
  expect(isVoiced(sceneOf(VOICE, { edits: melody }))).toBe(true);
  expect(isVoiced(sceneOf(VOICE, { edits: { ...lines, corrected: none, shaped: some, mean: 110 } }))).toBe(false);
});

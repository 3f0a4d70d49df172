import { describe, expect, it } from 'vitest';
import type { AppState } from '../../state/app-state.ts';
import { type RecipeDoc, TO_END } from '../../state/recipe-doc.ts';
import { stepGiven } from '../../state/step-state.ts';
import { givenText } from './output-text.ts';

const step = (id: string, module: string, params = {}) => ({ id, module, params, bypassed: false });
const output = { sampleRate: 44100, channels: 1, frames: 22050 };
const levels = { peakDbfs: -6, rmsDbfs: Number.NEGATIVE_INFINITY };

/** What was rendered, and what the recipe is now. */
function stateOf(rendered: RecipeDoc, present: RecipeDoc, ...outputs: readonly object[]): AppState {
  const steps = outputs.map((given) => ({ output: { ...output, ...given } }));
  const result = { recipe: rendered, rendered: { steps, levels } };
  return { render: { result }, recipe: { present }, listening: TO_END } as unknown as AppState;
}

const TWO: RecipeDoc = { steps: [step('a', 'pad', { after: 1 }), step('b', 'time-reverse')], settings: {} };

describe('what a step gives', () => {
  it('is its length, rate, channels and levels', () => {
    const state = stateOf(TWO, TWO, { levels: { peak: 0.5, rms: 0.1 } }, { channels: 2, levels: { peak: 1, rms: 0 } });
    const text = (id: string) => givenText(stepGiven(state, id)!);
    expect(text('a')).toBe(
      '0.500\u00a0s \u00b7 44.1\u00a0kHz \u00b7 mono \u00b7 Peak \u22126.0 dBFS \u00b7 RMS \u221220.0',
    );
    expect(text('b')).toContain('stereo \u00b7 Peak 0.0 dBFS \u00b7 RMS \u2212\u221e');
    expect(stepGiven(state, 'a')?.isOld).toBe(false);
  });

  it('has no levels where the sound was never in memory, but those of the result for the last step', () => {
    const state = stateOf(TWO, TWO, {}, {});
    expect(givenText(stepGiven(state, 'a')!)).toMatch(/mono$/);
    expect(givenText(stepGiven(state, 'b')!)).toContain('Peak \u22126.0 dBFS');
  });

  it('stays with its step, as what it gave, when the recipe is another one', () => {
    const moved: RecipeDoc = { steps: [...TWO.steps].reverse(), settings: {} };
    const state = stateOf(TWO, moved, { frames: 44100 }, {});
    expect(stepGiven(state, 'a')).toMatchObject({ isOld: true, output: { frames: 44100 } });
    expect(stepGiven(state, 'new')).toBeUndefined();
  });

  it('is its own while the next result is on its way', () => {
    const one: RecipeDoc = { steps: TWO.steps.slice(1), settings: {} };
    const state = stateOf(TWO, one, { frames: 44100 }, { frames: 11025 });
    Object.assign(state.render, { working: true, late: false });
    expect(stepGiven(state, 'b')).toMatchObject({ output: { frames: 11025 } });
  });

  it('is that of its place where the same recipe came again with other ids', () => {
    const again: RecipeDoc = { steps: TWO.steps.map((each) => ({ ...each, id: `${each.id}2` })), settings: {} };
    const state = stateOf(TWO, again, { frames: 44100 }, { frames: 11025 });
    expect(stepGiven(state, 'b2')).toMatchObject({ isOld: false, output: { frames: 11025 } });
  });

  it('is not said twice: of one step alone it is the result', () => {
    const one: RecipeDoc = { steps: TWO.steps.slice(0, 1), settings: {} };
    expect(stepGiven(stateOf(one, one, {}), 'a')).toBeUndefined();
  });
});

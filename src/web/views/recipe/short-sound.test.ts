import { expect, test } from 'vitest';
import { AppError } from '../../../core/base/errors.ts';
import type { AppState } from '../../state/app-state.ts';
import { type RecipeDoc, TO_END } from '../../state/recipe-doc.ts';
import { shortSound } from './short-sound.ts';

const SOURCE_RATE = 16_000;
const SHORT = { path: '', code: 'too-short', expected: 'a sound longer than padlen, 42 samples', got: '12 samples' };

const changed = { id: 'a', module: 'gibberish', params: {}, bypassed: false };
const vocoder = {
  ...{ id: 'b', module: 'vocoder', bypassed: false },
  params: {
    analysis_filters: { f: [200, 800, 3200], method: { family: 'butterworth', order: 8, 'zero-phase': true } },
    envelope: { method: 'low-pass', rectify: 'half-wave', order: 4, fc: 160 },
    synthesis: { carrier: 'sin' },
  },
};
const doc = (...steps: RecipeDoc['steps']): RecipeDoc => ({ steps, settings: {} });

/** What stands when a vocoder was refused: the result is the last that was made. */
function stateOf(present: RecipeDoc, rendered: RecipeDoc | undefined, rate: number, issue = SHORT): AppState {
  const place = `step ${present.steps.length}, vocoder`;
  const error = new AppError('query-invalid', 'too short', { issues: [issue], details: { place } });
  const steps = rendered?.steps.map(() => ({ output: { sampleRate: rate, channels: 1, frames: 12 } }));
  const result = rendered && { recipe: rendered, rendered: { steps } };
  const source = { sound: { sampleRate: SOURCE_RATE } };
  return { render: { result, error }, recipe: { present }, listening: TO_END, source } as unknown as AppState;
}

test('what is missing is told in samples, and padded by whole milliseconds of the source', () => {
  // 32 samples of 16 kHz are 2 ms.
  expect(shortSound(stateOf(doc(vocoder), undefined, 0), 'b')).toEqual({ needed: 42, seconds: 0.002 });
  expect(shortSound(stateOf(doc(vocoder), undefined, 0, { ...SHORT, code: 'type' }), 'b')).toBeUndefined();
});

test('a step before that changes the rate is heeded, where the last result had it as it is now', () => {
  const present = doc(changed, vocoder);
  expect(shortSound(stateOf(present, doc(changed), 1000), 'b')?.seconds).toBe(0.032);
  const bypassed = doc({ ...vocoder, id: 'c', bypassed: true }, changed, vocoder);
  expect(
    shortSound({ ...stateOf(present, doc(changed), 1000), recipe: { ...stateOf(bypassed, undefined, 0).recipe } }, 'b')
      ?.seconds,
  ).toBe(0.032);
  // Before it was another step, of which nothing follows.
  const other = doc({ ...changed, params: { seed: 2 } });
  expect(shortSound(stateOf(present, other, 1000), 'b')?.seconds).toBe(0.002);
  // The first step gets the source, whatever it gave.
  expect(shortSound(stateOf(doc(vocoder), doc(vocoder), 1000), 'b')?.seconds).toBe(0.002);
});

import { describe, expect, it } from 'vitest';
import { MODULES } from '../../core/modules/registry.ts';
import { parseQuery } from '../../core/query/parse.ts';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { undoText } from './deed-text.ts';
import { FACTORY_PRESETS, isChangedSince, ownPresets, presetOfStep, presetsFor, withPreset } from './presets.ts';
import { createWorkbench } from './workbench.ts';

const STEP = 'step-0';

async function setUp() {
  const engine = fakeEngine();
  const workbench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page: fakePage() });
  await workbench.library.addSamples([{ name: 'Sample A', path: 'samples/a.wav' }]);
  await settle();
  const doc = () => workbench.store.getState().recipe.present;
  const step = (id = STEP) => doc().steps.find((one) => one.id === id)!;
  const sentence = () => undoText(workbench.store.getState().recipe);
  return { ...workbench, engine, doc, step, sentence };
}

describe('a preset that comes with the page', () => {
  it.each(FACTORY_PRESETS.map((preset) => [preset.id, preset] as const))(
    'is right, and says where it is from: %s',
    (_, preset) => {
      const { module, source, name } = preset;
      const params = withPreset({ module, params: { file: 'b.wav' } }, preset);
      const parsed = parseQuery({ file: 'a.wav', stack: [{ module, ...params }] }, MODULES);
      expect(parsed.ok ? [] : parsed.error.issues).toEqual([]);
      expect([source, name].every((text) => text !== undefined && text !== '')).toBe(true);
    },
  );
});

describe('applying a preset', () => {
  it('is one entry of undo, and tells when the step is changed since', async () => {
    const { presets, recipe, doc, step, sentence } = await setUp();
    const [habit] = presetsFor('world', []);
    presets.apply(STEP, habit);
    expect(step().params).toEqual({ f0: '-12st', vtl: '+3.8st' });
    expect(presetOfStep(doc(), step())).toBe(habit);
    expect(isChangedSince(step(), habit!)).toBe(false);
    expect(sentence()).toBe('Undo: preset Lower and longer, \u221212 and +3.8 st');
    recipe.set(STEP, ['f0'], '-11st');
    expect(isChangedSince(step(), habit!)).toBe(true);
    recipe.undo();
    recipe.undo();
    expect(step().params).toEqual({});
    expect(presetOfStep(doc(), step())).toBeUndefined();
  });

  it('leaves the step its sounds', async () => {
    const { presets, recipe, step } = await setUp();
    const id = recipe.add('masker');
    recipe.set(id, ['file'], 'babble');
    presets.apply(id, presetsFor('masker', [])[1]);
    expect(step(id).params).toEqual({ snr: -6, lead: 0.5, tail: 0.25, file: 'babble' });
    presets.apply(id, undefined);
    expect(step(id).params).toEqual({ snr: 0, file: 'babble' });
  });
});

describe('a preset of one\u2019s own', () => {
  it('is saved without sounds, replaced by its name, kept through other recipes, and removed', async () => {
    const { presets, recipe, doc, step, sentence } = await setUp();
    const id = recipe.add('masker');
    recipe.set(id, ['file'], 'babble');
    recipe.set(id, ['snr'], 3);
    presets.save(id, ' mine ');
    expect(ownPresets(doc())).toEqual([{ id: 'own-1', module: 'masker', name: 'mine', params: { snr: 3 } }]);
    expect(step(id).preset).toBe('own-1');
    expect(sentence()).toBe('Undo: preset mine saved');
    recipe.set(id, ['snr'], 5);
    presets.save(id, 'mine');
    expect(ownPresets(doc()).map(({ params }) => params)).toEqual([{ snr: 5 }]);
    recipe.apply({ steps: [], settings: {} });
    expect(ownPresets(doc())).toHaveLength(1);
    presets.remove('own-1');
    expect(sentence()).toBe('Undo: preset mine removed');
    recipe.undo();
    expect(ownPresets(doc())).toHaveLength(1);
  });
});

it('is heard without being taken', async () => {
  const { hearing, engine, audition, step, fetchLater } = await setUp();
  await fetchLater();
  await engine.renders[0]?.finish();
  const heard = hearing.hear(STEP, { f0: '-3st' });
  expect(JSON.parse(engine.renders.at(-1)?.query ?? '{}').stack).toEqual([{ module: 'world', f0: '-3st' }]);
  await engine.renders.at(-1)?.finish();
  await heard;
  expect(audition.state().playing).toBe(true);
  expect(step().params).toEqual({});
  hearing.stop();
  expect(audition.state().playing).toBe(false);
});

describe('seeds', () => {
  it('are drawn anew but for those that are locked', async () => {
    const { presets, recipe, step, sentence } = await setUp();
    expect(presets.reseed()).toBe(0);
    const [a, b] = [recipe.add('gibberish'), recipe.add('vocoder')];
    recipe.set(a, ['seed'], 7);
    recipe.set(b, ['synthesis', 'random_seed'], 8);
    presets.lock(a, ['seed'], true);
    expect(sentence()).toBe('Undo: Keep this seed');
    expect(presets.reseed()).toBe(1);
    expect(step(a).params['seed']).toBe(7);
    expect(step(b).params['synthesis']).not.toMatchObject({ random_seed: 8 });
    presets.lock(a, ['seed'], false);
    expect(presets.reseed()).toBe(2);
  });
});

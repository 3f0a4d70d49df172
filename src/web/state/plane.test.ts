import { describe, expect, it } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { undoText } from './deed-text.ts';
import { pinsOf, spotsOf, tractOf } from './plane.ts';
import { createWorkbench } from './workbench.ts';

const STEP = 'step-0';

async function setUp(page = fakePage()) {
  const engine = fakeEngine();
  const workbench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page });
  await workbench.library.addSamples([{ name: 'Sample A', path: 'samples/a.wav' }]);
  await settle();
  const state = () => workbench.store.getState();
  const params = () => state().recipe.present.steps[0]?.params;
  const sentence = () => undoText(state().recipe);
  return { ...workbench, page, state, params, sentence, trail: () => workbench.plane.store.getState().trails[STEP] };
}

describe('a point that is gone to', () => {
  it('is one entry of undo, and the plane reaches that far', async () => {
    const { plane, params, state, recipe } = await setUp();
    plane.setView({ level: 0 });
    plane.goTo(STEP, { f0: -12, vtl: 3.8 });
    expect(params()).toEqual({ f0: '-12st', vtl: '+3.8st' });
    expect(plane.store.getState().view.level).toBe(2);
    expect(state().recipe.past).toHaveLength(1);
    recipe.undo();
    expect(params()).toEqual({});
  });

  it('leaves a trail of the last twelve, wherever the value came from', async () => {
    const { plane, recipe, trail } = await setUp();
    for (let st = 1; st <= 14; st++) plane.goTo(STEP, { f0: st, vtl: 0 });
    recipe.set(STEP, ['vtl'], '*2');
    expect(trail()).toHaveLength(13);
    expect(trail()?.at(0)).toEqual({ f0: 3, vtl: 0 });
    expect(trail()?.at(-1)).toEqual({ f0: 14, vtl: 12 });
  });

  it('is not on the trail while the hand moves', async () => {
    const { recipe, trail } = await setUp();
    recipe.drag(STEP, { f0: '-3st' });
    recipe.drag(STEP, { f0: '-5st' });
    recipe.settle();
    expect(trail()).toEqual([{ f0: -5, vtl: 0 }]);
  });
});

describe('a pin', () => {
  it('keeps a point once, with a name, and each change of it is undone', async () => {
    const { plane, state, recipe, sentence } = await setUp();
    plane.goTo(STEP, { f0: -6, vtl: 2 });
    const id = plane.pin(STEP);
    expect(plane.pin(STEP)).toBe(id);
    expect(pinsOf(state())).toEqual([{ id: 'pin-1', name: 'Pin 1', f0: -6, vtl: 2 }]);
    expect(sentence()).toBe('Undo: pin Pin 1');
    plane.renamePin('pin-1', ' deep ');
    expect(sentence()).toBe('Undo: pin Pin 1 \u2192 deep');
    plane.unpin('pin-1');
    expect(sentence()).toBe('Undo: pin deep removed');
    recipe.undo();
    recipe.undo();
    expect(pinsOf(state())[0]?.name).toBe('Pin 1');
  });

  it('stays when another recipe comes', async () => {
    const { plane, recipe, state } = await setUp();
    plane.pin(STEP);
    recipe.apply({ steps: [], settings: {} });
    expect(pinsOf(state())).toHaveLength(1);
  });

  it('has the key behind those of the marks', () => {
    const pins = [{ id: 'pin-1', name: 'deep', f0: -6, vtl: 2 }];
    expect(spotsOf(200, undefined, pins).map(({ name }) => name)).toEqual([
      'man',
      'woman',
      'child',
      '\u221212, +3.8',
      'deep',
    ]);
    expect(spotsOf(undefined, undefined, pins).map(({ name }) => name)).toEqual(['\u221212, +3.8', 'deep']);
  });
});

describe('what the source is taken as', () => {
  it('moves the marks, belongs to the sound, and is undone', async () => {
    const { plane, state, recipe, sentence } = await setUp();
    const vtlOf = (id: string) => spotsOf(200, tractOf(state()), []).find((spot) => spot.id === id)?.vtl;
    expect([vtlOf('woman'), vtlOf('man')]).toEqual([0, 2.6]);
    plane.takeTract('man');
    expect([vtlOf('woman'), vtlOf('man')]).toEqual([-2.6, 0]);
    expect(sentence()).toBe('Undo: what the source is taken as');
    plane.takeTract({ cm: 18.3, estimated: false });
    expect(vtlOf('man')).toBe(0);
    recipe.undo();
    recipe.undo();
    expect(tractOf(state())).toBeUndefined();
  });
});

it('remembers how it is looked at, and passes over what it cannot read', async () => {
  const first = await setUp();
  first.plane.setView({ snap: '0.5', level: 3 });
  const second = await setUp(first.page);
  expect(second.plane.store.getState().view).toMatchObject({ snap: '0.5', level: 3 });
  second.plane.toggleSnap();
  second.plane.toggleSnap();
  expect(second.plane.store.getState().view.snap).toBe('0.5');
  first.page.keepChoice('plane', '{"level": 9}');
  expect((await setUp(first.page)).plane.store.getState().view).toMatchObject({ snap: 'off', level: 2 });
});

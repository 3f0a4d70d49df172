import { expect, it, vi } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { undoText } from './deed-text.ts';
import { lineOf } from './plane.ts';
import { lineBetween } from './plane-line.ts';
import { manifestOf } from './set-draft.ts';
import { createWorkbench } from './workbench.ts';

const STEP = 'step-0';

/** @param later the programs that come later are not here yet */
async function setUp({ later = false } = {}) {
  const engine = fakeEngine();
  const audition = fakePlayer();
  const workbench = createWorkbench({ engine, player: fakePlayer(), audition, page: fakePage() });
  if (!later) await workbench.fetchLater();
  await workbench.library.addSamples([{ name: 'Sample A', path: 'samples/a.wav' }]);
  await settle();
  await engine.renders[0]?.finish();
  const state = () => workbench.store.getState();
  return { ...workbench, engine, audition, state };
}

it('begins with a line from the source to the dot, which is undone as one step', async () => {
  const { continuum, plane, state, recipe } = await setUp();
  plane.goTo(STEP, { f0: -6, vtl: 2 });
  continuum.toggle(STEP);
  expect(lineOf(state())).toMatchObject({ from: { f0: 0, vtl: 0 }, to: { f0: -6, vtl: 2 }, n: 8 });
  expect(undoText(state().recipe)).toBe('Undo: continuum');
  recipe.undo();
  expect(lineOf(state())).toBeUndefined();
});

it('hears a point beside the recipe, which stays as it is', async () => {
  const { continuum, engine, audition, plane, state } = await setUp();
  continuum.toggle(STEP);
  const before = state().recipe.present.steps;
  const heard = continuum.preview(STEP, 7);
  const asked = engine.renders.at(-1);
  expect(JSON.parse(asked?.query ?? '{}').stack).toEqual([{ module: 'world', f0: '-12st', vtl: '+3.8st' }]);
  await asked?.finish();
  expect(audition.state().playing).toBe(true);
  expect(plane.store.getState().sounding).toBe(7);
  audition.stop();
  await heard;
  expect(plane.store.getState().sounding).toBeUndefined();
  expect(state().recipe.present.steps).toBe(before);
});

it('stops between two points when it is told to', async () => {
  const { continuum, engine, audition, plane } = await setUp();
  continuum.change(lineBetween({ f0: 0, vtl: 0 }, { f0: 6, vtl: 0 }));
  const playing = continuum.play(STEP);
  await engine.renders.at(-1)?.finish();
  expect(plane.store.getState()).toMatchObject({ sounding: 0, playingLine: true });
  const asked = engine.renders.length;
  await continuum.play(STEP);
  await playing;
  expect(audition.state().playing).toBe(false);
  expect(engine.renders).toHaveLength(asked);
  expect(plane.store.getState()).toMatchObject({ sounding: undefined, playingLine: false });
});

it('stops before its program is there, and then nothing sounds', async () => {
  const { continuum, engine, audition, plane } = await setUp({ later: true });
  continuum.change(lineBetween({ f0: 0, vtl: 0 }, { f0: 6, vtl: 0 }));
  const playing = continuum.play(STEP);
  continuum.stop();
  // It was asked of the engine before it was stopped.
  await vi.waitFor(() => expect(engine.renders.length).toBeGreaterThan(1));
  await engine.renders.at(-1)?.finish();
  await settle();
  expect(audition.state().playing).toBe(false);
  expect(plane.store.getState()).toMatchObject({ sounding: undefined, playingLine: false });
  await playing;
});

it('ends where something else is heard beside the recipe, and that goes on alone', async () => {
  const { continuum, hearing, sets, engine, audition, plane } = await setUp();
  continuum.change(lineBetween({ f0: 0, vtl: 0 }, { f0: 6, vtl: 0 }));
  const playing = continuum.play(STEP);
  await engine.renders.at(-1)?.finish();
  const heard = hearing.hear(STEP, { f0: '-3st' });
  await playing;
  expect(plane.store.getState()).toMatchObject({ sounding: undefined, playingLine: false });
  await engine.renders.at(-1)?.finish();
  await heard;
  expect(audition.state().playing).toBe(true);
  const asked = engine.renders.length;
  audition.stop();
  await settle();
  expect(engine.renders).toHaveLength(asked);
  void sets.hear(0);
  // What listens is fetched when it is first wanted.
  await vi.waitFor(() => expect(sets.store.getState().heard).toMatchObject({ index: 0 }));
  continuum.stop();
  void continuum.preview(STEP, 0);
  expect(sets.store.getState().heard).toBeUndefined();
});

it('becomes a set in which f0 and tract length go together', async () => {
  const { continuum, recipe, sets } = await setUp();
  continuum.change(lineBetween({ f0: 0, vtl: 0 }, { f0: -12, vtl: 3.8 }, { n: 5, jnd: null }));
  expect(await continuum.makeSet(STEP)).toBe(true);
  const draft = sets.store.getState().draft!;
  const values = (from: number, to: number) => ({ from, to, n: 5, scale: 'linear', decimals: 2, as: 'st' });
  expect(manifestOf(draft)).toMatchObject({
    factors: [
      { name: 'f0', path: 'stack[0].f0', values: values(0, -12), group: 'line' },
      { name: 'vtl', path: 'stack[0].vtl', values: values(0, 3.8), group: 'line' },
    ],
  });
  recipe.setBypassed(STEP, true);
  expect(await continuum.makeSet(STEP)).toBe(false);
});

it('says in a nested recipe that it makes no set there', async () => {
  const { continuum, recipe, sets, store } = await setUp();
  recipe.nest({ path: [] });
  const step = recipe.add('world');
  continuum.change(lineBetween({ f0: 0, vtl: 0 }, { f0: -12, vtl: 3.8 }));
  expect(await continuum.makeSet(step)).toBe(false);
  expect(sets.store.getState().draft).toBeUndefined();
  expect(store.getState().notices.at(-1)?.text).toMatch(/nested recipe makes no set/);
});

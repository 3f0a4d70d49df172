import { expect, test } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer } from '../../testing/fake-web.ts';
import { meaningOf } from './recipe-doc.ts';
import { stageOf } from './staging.ts';
import { createWorkbench } from './workbench.ts';

function setUp() {
  const player = fakePlayer();
  const bench = createWorkbench({ engine: fakeEngine(), player, audition: fakePlayer(), page: fakePage() });
  const views = () => stageOf(bench.store.getState().recipe.present).panes.map(({ base }) => base);
  return { ...bench, player, views };
}

test('what is done to the panes is undone with the rest', () => {
  const { stage, recipe, views } = setUp();
  const first = views();
  stage.add({ base: 'f0', overlays: [], height: 150 });
  recipe.set('step-0', ['f0'], '-12st');
  stage.remove('pane-0');
  recipe.undo();
  expect(views()).toEqual([...first, 'f0']);
  recipe.undo();
  expect(views()).toEqual([...first, 'f0']);
  recipe.undo();
  expect(views()).toEqual(first);
});

test('another recipe leaves the panes as they are', () => {
  const { stage, recipe, views } = setUp();
  stage.remove('pane-0');
  const left = views();
  recipe.apply({ steps: [], settings: {} });
  expect(views()).toEqual(left);
});

test('a splitter that is carried makes one entry', () => {
  const { stage, recipe, store } = setUp();
  for (const height of [200, 210, 220]) stage.drag({ 'pane-0': height });
  stage.settle();
  expect(store.getState().recipe.past).toHaveLength(1);
  recipe.undo();
  expect(stageOf(store.getState().recipe.present).panes[0]?.height).toBe(150);
});

test('panes are no part of what a recipe asks for', () => {
  const { stage, store } = setUp();
  const before = meaningOf(store.getState().recipe.present);
  stage.remove('pane-1');
  expect(meaningOf(store.getState().recipe.present)).toBe(before);
});

test('the first change of the recipe is heard, whatever was done to the panes before', () => {
  const { stage, recipe, player } = setUp();
  stage.remove('pane-0');
  expect(player.state().side).toBe('source');
  recipe.set('step-0', ['f0'], '-12st');
  expect(player.state().side).toBe('result');
});

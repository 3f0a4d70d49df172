import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { createWorkbench } from '../state/workbench.ts';
import { commandStrings } from '../strings-commands.ts';
import { runCommand, whyNot } from './command.ts';
import { COMMANDS, findCommand } from './registry.ts';

// Where the focus goes is for a browser to say.
beforeAll(() => void vi.stubGlobal('requestAnimationFrame', () => 0));
afterAll(() => void vi.unstubAllGlobals());

async function setUp(sounds = 1) {
  const engine = fakeEngine();
  const bench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page: fakePage({}) });
  const samples = Array.from({ length: sounds }, (_, at) => ({ name: `Sample ${at}`, path: `samples/${at}.wav` }));
  await bench.library.addSamples(samples);
  await settle();
  const why = (id: string) => whyNot(findCommand(id)!, bench);
  return { ...bench, bench, engine, why };
}

const { reasons } = commandStrings;

it('says as a sentence why it cannot be done', async () => {
  const { bench } = await setUp(0);
  const refused = COMMANDS.map((command) => whyNot(command, bench)).filter((reason) => reason !== undefined);
  expect(refused.length).toBeGreaterThan(10);
  for (const reason of refused) expect(reason).toMatch(/^[A-Z].*\.$/);
});

it('does nothing while it cannot be done', async () => {
  const { bench, player } = await setUp(0);
  expect(runCommand(findCommand('play.toggle')!, bench)).toBe(false);
  expect(player.state().playing).toBe(false);
});

it('hides names only when there are two, and says them again whenever they are hidden', async () => {
  const { store, why } = await setUp();
  expect(why('play.blind')).toBe(reasons.result);
  store.setState(({ monitor }) => ({ monitor: { ...monitor, blind: 'source' } }));
  expect(why('play.blind')).toBeUndefined();
});

it('undoes when there is something to undo', async () => {
  const { bench, recipe, why, store } = await setUp();
  expect(why('edit.undo')).toBe(reasons.nothingToUndo);
  recipe.drag('step-0', { f0: '-3st' });
  recipe.settle();
  expect(why('edit.undo')).toBeUndefined();
  expect(runCommand(findCommand('edit.undo')!, bench)).toBe(true);
  expect(store.getState().recipe.present.steps[0]?.params).toEqual({});
  expect(why('edit.undo')).toBe(reasons.nothingToUndo);
});

it('changes nothing of a project that another tab holds', async () => {
  const { store, why } = await setUp();
  store.setState({ saving: { status: 'elsewhere' } });
  expect(why('recipe.add.vocoder')).toBe(reasons.elsewhere);
  expect(why('play.toggle')).toBeUndefined();
});

it('needs the screen that it acts on', async () => {
  const { store, why } = await setUp();
  store.setState({ screen: 'sets' });
  expect(why('view.zoomIn')).toBe(reasons.screen.lab);
});

it('knows the ends of the library', async () => {
  const { why, library } = await setUp(2);
  expect(why('library.previous')).toBe(reasons.first);
  expect(why('library.next')).toBeUndefined();
  library.selectNeighbour(1);
  await settle();
  expect(why('library.next')).toBe(reasons.last);
});

it('acts on the step that had the focus last, and on the only one there is', async () => {
  const { bench, recipe, shell, why, store } = await setUp();
  const bypass = findCommand('step.bypass')!;
  expect(why('step.bypass')).toBeUndefined();
  const added = recipe.add('time-reverse');
  expect(why('step.bypass')).toBe(reasons.noStep);
  shell.set({ step: added });
  runCommand(bypass, bench);
  expect(store.getState().recipe.present.steps.map(({ bypassed }) => bypassed)).toEqual([false, true]);
  expect(why('step.listen')).toBe(reasons.bypassed);
  expect(why('step.down')).toBe(reasons.last);
});

import { expect, test } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { strings } from '../strings.ts';
import { createWorkbench } from './workbench.ts';

function start() {
  const engine = fakeEngine();
  const page = fakePage();
  const workbench = createWorkbench({ engine, player: fakePlayer(), audition: fakePlayer(), page });
  return { engine, page, offline: page.offline, workbench, state: () => workbench.store.getState() };
}

async function startWithRender() {
  const parts = start();
  await parts.workbench.library.addSamples([{ name: 'voice', path: 'voice.wav' }]);
  await settle();
  expect(parts.state().render.working).toBe(true);
  parts.page.pass();
  return parts;
}

test('a newer version is announced once and never starts by itself', () => {
  const { offline, state, workbench } = start();
  offline.tell({ update: true });
  expect(state().offline.update).toBe(true);
  expect(state().spoken).toBe(strings.offline.update);
  workbench.settings.say('');
  offline.tell({ update: true });
  expect(state().spoken).toBe('');
  expect(offline.calls).not.toContain('restart');
});

test('a newer version is not started while something is rendered, and is afterwards', async () => {
  const { engine, offline, workbench } = await startWithRender();
  await workbench.offline.restart();
  expect(offline.calls).toEqual(['busy']);
  await engine.renders[0]!.finish();
  await settle();
  await workbench.offline.restart();
  expect(offline.calls).toEqual(['busy', 'idle', 'restart']);
});

test('when another tab computes, the wish to restart is answered with a sentence', async () => {
  const { offline, state, workbench } = start();
  offline.otherBusy = true;
  await workbench.offline.restart();
  expect(state().notices.map(({ text }) => text)).toEqual([strings.offline.otherBusy]);
});

test('losing the server is said once, coming back is not news', () => {
  const { offline, state } = start();
  offline.tell({ connected: false });
  expect(state().spoken).toBe(strings.offline.cut);
  offline.tell({ connected: true });
  expect(state().offline.connected).toBe(true);
  expect(state().spoken).toBe(strings.offline.cut);
});

test('a newer version is not started while a file is being written', async () => {
  const { engine, offline, workbench } = await startWithRender();
  await engine.renders[0]!.finish();
  engine.exports = 'never';
  const written = workbench.take.save();
  await workbench.offline.restart();
  expect(offline.calls).toEqual(['busy', 'idle', 'busy']);
  workbench.take.cancel();
  await written;
  expect(offline.calls.at(-1)).toBe('idle');
});

test('a result that comes at once is not worth keeping a newer version waiting', async () => {
  const { engine, offline, page, workbench } = start();
  await workbench.library.addSamples([{ name: 'voice', path: 'voice.wav' }]);
  await settle();
  await engine.renders[0]!.finish();
  page.pass();
  expect(offline.calls).toEqual([]);
});

import { expect, it } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { A, openWorkbench } from '../../testing/open-workbench.ts';
import type { ProjectStore } from '../services/project-store.ts';
import { isBusy } from './offline.ts';
import { createWorkbench } from './workbench.ts';

it('holds the page open while a sound is written, and says so', async () => {
  const writes: { readonly end: () => void; readonly fail: () => void }[] = [];
  const add: ProjectStore['add'] = () =>
    new Promise((resolve, reject) => writes.push({ end: resolve, fail: () => reject(new Error('no room')) }));
  const nothing = async () => undefined;
  const none = () => Promise.reject(new Error('none'));
  const project: ProjectStore = {
    ...{ open: none, take: none, add, change: nothing, erase: nothing, append: nothing },
    file: async (id) => new Blob([id]),
    ...{ isProject: async () => false, writeProject: none, readProject: none, unzip: none },
  };
  const page = fakePage();
  const fakes = { engine: fakeEngine(), player: fakePlayer(), audition: fakePlayer(), page };
  const { library, store, fetchLater } = createWorkbench({ ...fakes, project });
  await fetchLater();
  await library.addFiles([new File(['one'], 'one.wav'), new File(['two'], 'two.wav')]);
  await settle();
  const now = () => [writes.length, store.getState().storing, page.heldForSounds];
  expect(now()).toEqual([2, 2, true]);
  expect([page.held, isBusy(store.getState())]).toEqual([false, true]);
  writes[0]?.end();
  await settle();
  expect(now()).toEqual([2, 1, true]);
  writes[1]?.fail();
  await settle();
  expect(now()).toEqual([2, 0, false]);
  expect(store.getState().saving).toMatchObject({ status: 'failed' });
});

it('forgets what was made of a sound that goes once another is open, so that nothing comes after it', async () => {
  const { engine, library, state } = await openWorkbench();
  let open: () => void = () => undefined;
  const levels = engine.levels;
  engine.levels = async (id) => {
    await new Promise<void>((resolve) => {
      open = resolve;
    });
    return levels(id);
  };
  const key = state().selected;
  expect(state().source?.sound.id).toBe(A);
  library.remove(key ?? '');
  await settle();
  expect(engine.forgotten).toEqual([]);
  open();
  await settle();
  expect(engine.forgotten).toEqual([A]);
  expect(state().source?.sound.id).not.toBe(A);
});

import { expect, it } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer, settle } from '../../testing/fake-web.ts';
import { A, openWorkbench } from '../../testing/open-workbench.ts';
import type { ProjectStore } from '../services/project-store.ts';
import { createWorkbench } from './workbench.ts';

/** A page whose sounds are kept. */
async function keptWorkbench(add: ProjectStore['add'] = async () => undefined) {
  const nothing = async () => undefined;
  const none = () => Promise.reject(new Error('none'));
  const project: ProjectStore = {
    ...{ open: none, take: none, add, change: nothing, erase: nothing, append: nothing },
    file: async (id) => new Blob([id]),
    ...{ isProject: async () => false, writeProject: none, readProject: none, unzip: none },
  };
  const [page, engine] = [fakePage(), fakeEngine()];
  const fakes = { engine, player: fakePlayer(), audition: fakePlayer(), page };
  const { library, store, fetchLater } = createWorkbench({ ...fakes, project });
  await fetchLater();
  await library.addFiles([new File(['one'], 'one.wav'), new File(['two'], 'two.wav')]);
  await settle();
  return { page, engine, library, state: () => store.getState() };
}

it('holds the page open while a sound is written, and says so where that takes long', async () => {
  const writes: { readonly end: () => void; readonly fail: () => void }[] = [];
  const { page, state } = await keptWorkbench(
    () => new Promise((resolve, reject) => writes.push({ end: resolve, fail: () => reject(new Error('no room')) })),
  );
  const now = () => [writes.length, state().storing, state().storingLong, page.heldForSounds];
  expect(now()).toEqual([2, 2, false, true]);
  page.pass();
  expect(now()).toEqual([2, 2, true, true]);
  writes[0]?.end();
  await settle();
  expect(now()).toEqual([2, 1, true, true]);
  writes[1]?.fail();
  await settle();
  expect([...now(), page.held]).toEqual([2, 0, false, false, false]);
  expect(state().saving).toMatchObject({ status: 'failed' });
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

it('forgets nothing of a sound that came back while another was to be opened', async () => {
  const { engine, library, state } = await keptWorkbench();
  const { source, selected } = state();
  const id = source?.sound.id ?? '';
  engine.levels = () => new Promise(() => undefined);
  library.remove(selected ?? '');
  await settle();
  expect(state().source).toBe(source);
  const key = library.restoreFromBin(id);
  expect(key).toBeDefined();
  engine.levels = fakeEngine().levels;
  library.remove(...state().library.flatMap((row) => (row.key === key ? [] : [row.key])));
  await settle();
  expect(engine.forgotten).not.toContain(id);
});

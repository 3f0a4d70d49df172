import { expect, test } from 'vitest';
import { fakePage } from '../../testing/fake-page.ts';
import { fakeEngine, fakePlayer } from '../../testing/fake-web.ts';
import { openWorkbench } from '../../testing/open-workbench.ts';
import type { ProjectStore } from '../services/project-store.ts';
import { createWorkbench } from './workbench.ts';

test('a file has its row, with name and size, from the moment it came until it is read', async () => {
  const { library, state } = await openWorkbench();
  const done = library.addFiles([new File(['one'], 'one.wav'), new File(['three'], 'three.wav')]);
  const rows = () => state().library.slice(2);
  expect(rows().map(({ name, status, file }) => [name, status, file?.size])).toEqual([
    ['one.wav', 'loading', 3],
    ['three.wav', 'loading', 5],
  ]);
  await done;
  // Nothing holds on to the file of a disk once its bytes are here.
  expect(rows().map(({ status, file }) => [status, file])).toEqual([
    ['ready', undefined],
    ['ready', undefined],
  ]);
});

test('a file that cannot be read stays, to be looked at', async () => {
  const { library, state } = await openWorkbench();
  await library.addFiles([new File(['broken'], 'notes.wav')]);
  const [row] = state().library.slice(2);
  expect(row?.status).toBe('failed');
  expect(await row?.file?.text()).toBe('broken');
});

/** A lab that holds one archive's files. */
function labOf(files: readonly File[]): ProjectStore {
  const nothing = async () => undefined;
  const none = () => Promise.reject(new Error('none'));
  return {
    open: none,
    take: none,
    add: nothing,
    change: nothing,
    file: none,
    erase: nothing,
    append: nothing,
    isProject: async () => false,
    writeProject: none,
    readProject: none,
    async unzip(_archive, take) {
      for (const file of files) await take(file);
      return { refused: [] };
    },
  };
}

test('of a file out of an archive that cannot be read its first bytes and its size stay', async () => {
  const engine = fakeEngine();
  engine.load = () => Promise.reject(new Error('Not a WAV file.'));
  const project = labOf([new File(['x'.repeat(5000)], 'notes.wav')]);
  const fakes = { engine, player: fakePlayer(), audition: fakePlayer(), page: fakePage() };
  const { library, store, fetchLater } = createWorkbench({ ...fakes, project });
  await fetchLater();
  await library.addFiles([new File(['zip'], 'all.zip')]);
  const [row] = store.getState().library;
  expect([row?.status, row?.size, await row?.file?.text()]).toEqual(['failed', 5000, 'x'.repeat(64)]);
});

import { expect, test } from 'vitest';
import { openWorkbench } from '../../testing/open-workbench.ts';

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

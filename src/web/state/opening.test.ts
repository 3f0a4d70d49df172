import { expect, it } from 'vitest';
import { settle } from '../../testing/fake-web.ts';
import { A, openWorkbench } from '../../testing/open-workbench.ts';
import { isSoundComing } from './app-state.ts';

const B = 'id-samples/b.wav';

/** A workbench whose sounds are read when a test says so. */
async function readLater() {
  const bench = await openWorkbench();
  const { engine, state } = bench;
  const { levels } = engine;
  const reads = new Map<string, { readonly end: () => void; readonly fail: () => void }>();
  engine.levels = async (id) => {
    await new Promise<void>((end, reject) => reads.set(id, { end, fail: () => reject(new Error('no bytes')) }));
    return levels(id);
  };
  const keyOf = (id: string) => state().library.find(({ sound }) => sound?.id === id)?.key ?? '';
  const seen = () => [state().source?.sound.id, state().opening, isSoundComing(state())];
  return { ...bench, reads, keyOf, seen };
}

it('says that a sound is on its way until it is there, and keeps a place for the first one', async () => {
  const { library, reads, keyOf, seen } = await readLater();
  void library.reopen(keyOf(B));
  await settle();
  expect(seen()).toEqual([A, true, false]);
  reads.get(B)?.end();
  await settle();
  expect(seen()).toEqual([B, false, false]);
  library.remove(keyOf(A), keyOf(B));
  await settle();
  expect(seen()).toEqual([undefined, false, false]);
});

it('says so no more where it could not be read, and what was seen stays', async () => {
  const { library, reads, keyOf, seen, state } = await readLater();
  void library.reopen(keyOf(B));
  await settle();
  reads.get(B)?.fail();
  await settle();
  expect(seen()).toEqual([A, false, false]);
  expect(state().selected).toBe(keyOf(A));
});

it('opens what is left where the next sound cannot be read and what was seen is in the bin', async () => {
  const { library, reads, keyOf, seen, state } = await readLater();
  void library.reopen(keyOf(B));
  await settle();
  reads.get(B)?.end();
  await settle();
  const added = library.addFiles([new File(['c'], 'c.wav')]);
  await settle();
  const third = state().library[2]?.sound?.id ?? '';
  reads.get(third)?.end();
  await added;
  expect(seen()).toEqual([third, false, false]);
  library.remove(keyOf(third));
  await settle();
  reads.get(A)?.fail();
  await settle();
  expect([state().selected, ...seen()]).toEqual([keyOf(B), third, true, false]);
  reads.get(B)?.end();
  await settle();
  expect(seen()).toEqual([B, false, false]);
});

it('is done with sounds one after the other when making them was cancelled', async () => {
  const { recipe, render, seen } = await readLater();
  recipe.setSource([A, B]);
  await settle();
  expect(seen()).toEqual([A, true, false]);
  render.cancel();
  await settle();
  expect(seen()).toEqual([A, false, false]);
});

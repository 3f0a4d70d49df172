import type { StoreApi } from 'zustand/vanilla';
import type { Context } from './context.ts';
import type { SetsState } from './set-state.ts';
import { findSound } from './sound-names.ts';

/** What finds the mean f0 of sounds, one after the other; one that cannot be analysed now has none until it is asked for again. */
export function createSetMeans(
  { engine, store: app }: Context,
  store: StoreApi<SetsState>,
): (names: readonly string[]) => Promise<void> {
  const asked = new Set<string>();
  return async (names) => {
    for (const name of names) {
      const sound = findSound(app.getState().library, name)?.sound;
      if (sound === undefined || asked.has(sound.id)) continue;
      asked.add(sound.id);
      const handlers = { signal: new AbortController().signal, onProgress: () => undefined };
      const mean = await engine.f0(sound.id, handlers).then(
        (track) => track.mean,
        () => {
          asked.delete(sound.id);
          return undefined;
        },
      );
      store.setState(({ means, meansFailed }) => ({
        means: new Map(means).set(sound.id, mean),
        meansFailed: asked.has(sound.id) ? meansFailed : [...meansFailed, sound.id],
      }));
    }
  };
}

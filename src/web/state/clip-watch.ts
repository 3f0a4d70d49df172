import type { Heard } from '../services/player.ts';
import { createClipCounter, latched } from './clip-latch.ts';
import { type MonitorState, setMonitor } from './monitor.ts';

/** The page's store, as far as it is needed here. */
interface Store {
  getState(): { readonly monitor: MonitorState };
  setState(change: (state: { readonly monitor: MonitorState }) => { readonly monitor: MonitorState }): void;
}

/** @returns looks at what was heard since it was last called, and latches what clipped */
export function createClipWatch(store: Store): (heard: readonly Heard[]) => void {
  const counter = createClipCounter();
  /** Which other sound was in the place of its side when each stretch was first heard. */
  const placed = new WeakMap<object, string | undefined>();
  return (pieces) => {
    const { others, clips: before } = store.getState().monitor;
    let clips = before;
    for (const heard of pieces) {
      const { count, first } = counter.take(heard);
      const sound = others[heard.side]?.sound?.id;
      if (heard.run && !placed.has(heard.run)) placed.set(heard.run, sound);
      // The end of what another sound took over from: its clipping went with it.
      if (count === 0 || (heard.run && placed.get(heard.run) !== sound)) continue;
      clips = latched(clips, heard.side, count, first / heard.sampleRate);
    }
    if (clips !== before) setMonitor(store, { clips });
  };
}

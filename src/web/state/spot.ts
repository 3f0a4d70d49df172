import type { LoadedSound } from '../services/engine-client.ts';
import type { ViewState } from './app-state.ts';
import { clampView, minimumSpan } from './time-view.ts';

/** Where in a sound the page stands; what is left out is as when a sound is opened for the first time. */
export type Spot = Partial<
  Pick<ViewState, 'time' | 'cursor' | 'selection' | 'channel' | 'range' | 'window' | 'display' | 'parts'>
>;

/** A spot may come from an address that somebody wrote: it is brought inside the sound. */
export function bringInside(view: ViewState, { duration, sampleRate, channelCount }: LoadedSound): ViewState {
  const inside = (time: number) => Math.min(Math.max(time, 0), duration);
  const { selection } = view;
  const held = selection && { start: inside(selection.start), end: inside(selection.end) };
  return {
    ...view,
    time: clampView(view.time, duration, minimumSpan(0, sampleRate)),
    cursor: inside(view.cursor),
    selection: held && held.end > held.start ? held : undefined,
    channel: Math.min(view.channel, channelCount - 1),
  };
}

import { decibels, seconds } from '../components/format.ts';
import { sideName, soundOfSide } from '../state/other-side.ts';
import type { Workbench } from '../state/workbench.ts';
import { strings } from '../strings.ts';
import { monitorStrings } from '../strings-monitor.ts';

/** Levels of the side that is heard, what of it was clipped, and where the cursor is; no more than the eye may know. */
export function speakLevels({ store, settings }: Workbench): void {
  const state = store.getState();
  const { player, monitor, view } = state;
  const { position, peak, rms } = strings.transport;
  const time = `${position} ${seconds(view.cursor)}.`;
  if (monitor.blind) {
    settings.say(`${monitorStrings.hidden}. ${time}`);
    return;
  }
  const levels = soundOfSide(state, player.side)?.levels;
  if (!levels) return;
  const { clips } = monitor;
  const clipped = clips
    ? ` ${monitorStrings.clips(sideName(state, clips.side), clips.count, seconds(clips.first))}.`
    : '';
  const side = sideName(state, player.side);
  settings.say(`${side}. ${peak(decibels(levels.peakDbfs))}, ${rms(decibels(levels.rmsDbfs))}.${clipped} ${time}`);
}

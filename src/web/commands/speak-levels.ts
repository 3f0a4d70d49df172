import { decibels, seconds } from '../components/format.ts';
import type { Workbench } from '../state/workbench.ts';
import { strings } from '../strings.ts';
import { monitorStrings } from '../strings-monitor.ts';

/** Levels of the side that is heard, what of it was clipped, and where the cursor is; no more than the eye may know. */
export function speakLevels({ store, settings }: Workbench): void {
  const { source, render, player, monitor, view } = store.getState();
  const { position, peak, rms } = strings.transport;
  const time = `${position} ${seconds(view.cursor)}.`;
  if (monitor.blind) {
    settings.say(`${monitorStrings.hidden}. ${time}`);
    return;
  }
  const levels = player.side === 'result' ? render.result?.rendered.levels : source?.levels;
  if (!levels) return;
  const { clips } = monitor;
  const clipped = clips
    ? ` ${monitorStrings.clips(strings.views[clips.side], clips.count, seconds(clips.first))}.`
    : '';
  const side = strings.views[player.side];
  settings.say(`${side}. ${peak(decibels(levels.peakDbfs))}, ${rms(decibels(levels.rmsDbfs))}.${clipped} ${time}`);
}

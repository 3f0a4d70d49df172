import type { Side } from '../services/player.ts';
import { strings } from '../strings.ts';
import { monitorStrings } from '../strings-monitor.ts';
import { otherSide, setMonitor } from './monitor.ts';
import type { Workbench } from './workbench.ts';

type Bench = Pick<Workbench, 'store' | 'play' | 'settings'>;

/**
 * Hides which side is which, in an order and from a side that are drawn, or says it again.
 * @param draw a number of 0..1
 */
export function toggleBlind({ store, play, settings }: Bench, draw: () => number = Math.random): void {
  const side = (): Side => (draw() < 0.5 ? 'source' : 'result');
  const { blind } = store.getState().monitor;
  if (blind === undefined) {
    setMonitor(store, { blind: side() });
    play.setSide(side());
    return;
  }
  setMonitor(store, { blind: undefined });
  const text = monitorStrings.revealed(strings.views[blind], strings.views[otherSide(blind)]);
  settings.notify({ text, tone: 'info' });
}

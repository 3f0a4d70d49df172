import type { Side } from '../services/player.ts';
import { monitorStrings } from '../strings-monitor.ts';
import { otherSide, setMonitor } from './monitor.ts';
import { sideName } from './other-side.ts';
import type { Workbench } from './workbench.ts';

type Bench = Pick<Workbench, 'store' | 'play' | 'settings'>;

/**
 * Hides which side is which, in an order and from a side that are drawn, or says it again.
 * @param draw a number of 0..1
 */
export function toggleBlind({ store, play, settings }: Bench, draw: () => number = Math.random): void {
  const side = (): Side => (draw() < 0.5 ? 'source' : 'result');
  const state = store.getState();
  const { blind, others } = state.monitor;
  if (blind === undefined) {
    setMonitor(store, { blind: side() });
    play.setSide(side());
    return;
  }
  setMonitor(store, { blind: undefined });
  const named = (of: Side) => (others[of]?.sound ? sideName(state, of) : monitorStrings.theSide[of]);
  const text = monitorStrings.revealed(named(blind), named(otherSide(blind)));
  settings.notify({ text, tone: 'info' });
}

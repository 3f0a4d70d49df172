import { useApp } from '../../state/hooks.ts';
import { otherSide } from '../../state/monitor.ts';
import { soundOfSide } from '../../state/other-side.ts';

/** How many channels are shown: those of the side that is heard; one while nothing may tell which one that is. */
export function useMonitoredChannels(): number {
  return useApp((state) => {
    if (state.monitor.blind !== undefined) return 1;
    const { side } = state.player;
    return (soundOfSide(state, side) ?? soundOfSide(state, otherSide(side)))?.shape.channelCount ?? 1;
  });
}

import { useApp } from '../../state/hooks.ts';

/** How many channels are shown: those of the side that is heard; one while nothing may tell which one that is. */
export function useMonitoredChannels(): number {
  return useApp(({ player, source, render, monitor }) => {
    if (monitor.blind !== undefined) return 1;
    const result = render.result?.rendered.shape.channelCount;
    const own = source?.sound.channelCount;
    return (player.side === 'result' ? (result ?? own) : (own ?? result)) ?? 1;
  });
}

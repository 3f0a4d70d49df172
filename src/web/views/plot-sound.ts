import { useMemo } from 'react';
import type { Share } from '../components/plot/draw-waveform.ts';
import type { Side } from '../services/player.ts';
import { durationOfSource } from '../state/app-state.ts';
import { useApp } from '../state/hooks.ts';
import { type PlotSound, plotSoundOf } from '../state/plot-sound.ts';

export function usePlotSound(side: Side): PlotSound | undefined {
  const source = useApp((state) => state.source);
  const render = useApp((state) => (side === 'result' ? state.render.result : undefined));
  return useMemo(() => plotSoundOf({ source, render: { result: render } }, side), [side, source, render]);
}

/** The visible part of either side, as fractions: a result of another length is stretched onto the source's axis. */
export function useShare(): Share {
  const time = useApp((state) => state.view.time);
  const duration = useApp(durationOfSource);
  return useMemo(() => ({ start: time.start / (duration || 1), end: time.end / (duration || 1) }), [time, duration]);
}

import { useMemo } from 'react';
import { type Clip, durationOf, frameLength } from '../../core/audio/clip.ts';
import type { Share } from '../components/plot/draw-waveform.ts';
import type { F0Track, Levels } from '../services/engine-client.ts';
import type { Side } from '../services/player.ts';
import { durationOfSource, topFrequency, WINDOW_LENGTH } from '../state/app-state.ts';
import { useApp } from '../state/hooks.ts';
import type { SpectrogramSource } from '../state/spectrogram-tile.ts';

/** One side's sound as the panes see it. */
export interface PlotSound {
  readonly id: string;
  readonly clip: Clip;
  readonly frames: number;
  /** s */
  readonly duration: number;
  readonly levels: Levels;
  readonly f0: F0Track | undefined;
}

export function usePlotSound(side: Side): PlotSound | undefined {
  const source = useApp((state) => state.source);
  const rendered = useApp((state) => state.render.result?.rendered);
  return useMemo(() => {
    if (side === 'result') return rendered && plotSound(rendered.id, rendered.clip, rendered.levels, rendered.f0);
    if (!source) return undefined;
    const f0 = source.f0.status === 'ready' ? source.f0.value : undefined;
    return plotSound(source.sound.id, source.clip, source.levels, f0);
  }, [side, source, rendered]);
}

function plotSound(id: string, clip: Clip, levels: Levels, f0: F0Track | undefined): PlotSound {
  return { id, clip, frames: frameLength(clip), duration: durationOf(clip), levels, f0 };
}

/** The visible part of either side, as fractions: a result of another length is stretched onto the source's axis. */
export function useShare(): Share {
  const time = useApp((state) => state.view.time);
  const duration = useApp(durationOfSource);
  return useMemo(() => ({ start: time.start / (duration || 1), end: time.end / (duration || 1) }), [time, duration]);
}

export function useSpectrogramSource(sound: PlotSound | undefined): SpectrogramSource | undefined {
  const { range, window, channel } = useApp((state) => state.view);
  return useMemo(() => {
    if (!sound) return undefined;
    const { sampleRate, channels } = sound.clip;
    return {
      id: sound.id,
      channel: Math.min(channel, channels.length - 1),
      sampleRate,
      frames: sound.frames,
      windowLength: WINDOW_LENGTH[window],
      maxFrequency: topFrequency(range, sampleRate),
    };
  }, [sound, range, window, channel]);
}

import type { Clip } from '../../core/audio/clip.ts';
import type { F0Track, Levels, SoundShape } from '../services/engine-client.ts';
import type { Side } from '../services/player.ts';
import type { AppState, RenderState } from './app-state.ts';

/** One side's sound as the panes see it. */
export interface PlotSound extends SoundShape {
  readonly id: string;
  /** Undefined for a sound that is too long to be held. */
  readonly clip: Clip | undefined;
  readonly levels: Levels;
  /** Of the first channel. */
  readonly f0: F0Track | undefined;
}

interface Shown {
  readonly source: AppState['source'];
  readonly render: Pick<RenderState, 'result'>;
}

/** A fresh object: whoever draws with it holds on to it. */
export function plotSoundOf({ source, render }: Shown, side: Side): PlotSound | undefined {
  const rendered = render.result?.rendered;
  if (side === 'result') return rendered && plotSound(rendered.id, rendered.shape, rendered);
  if (!source) return undefined;
  const f0 = source.f0.status === 'ready' ? source.f0.value : undefined;
  return plotSound(source.sound.id, source.sound, { ...source, f0 });
}

function plotSound(id: string, shape: SoundShape, rest: Pick<PlotSound, 'clip' | 'levels' | 'f0'>): PlotSound {
  const { sampleRate, channelCount, frames, duration } = shape;
  const { clip, levels, f0 } = rest;
  return { id, sampleRate, channelCount, frames, duration, clip, levels, f0 };
}

import { type Clip, durationOf, frameLength } from '../../core/audio/clip.ts';
import type { F0Track, Levels } from '../services/engine-client.ts';
import type { Side } from '../services/player.ts';
import type { AppState, RenderState } from './app-state.ts';

/** One side's sound as the panes see it. */
export interface PlotSound {
  readonly id: string;
  readonly clip: Clip;
  readonly frames: number;
  /** s */
  readonly duration: number;
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
  if (side === 'result') return rendered && plotSound(rendered.id, rendered.clip, rendered.levels, rendered.f0);
  if (!source) return undefined;
  const f0 = source.f0.status === 'ready' ? source.f0.value : undefined;
  return plotSound(source.sound.id, source.clip, source.levels, f0);
}

function plotSound(id: string, clip: Clip, levels: Levels, f0: F0Track | undefined): PlotSound {
  return { id, clip, frames: frameLength(clip), duration: durationOf(clip), levels, f0 };
}

import type { Side } from '../services/player.ts';
import { strings } from '../strings.ts';
import type { AppState } from './app-state.ts';
import type { SideSound } from './side-choice.ts';

type Part = Pick<AppState, 'source' | 'render' | 'monitor'>;

/** What is heard as a side; undefined while there is nothing. */
export function soundOfSide({ source, render, monitor }: Part, side: Side): SideSound | undefined {
  const other = monitor.others[side]?.sound;
  if (other) return other;
  if (side === 'source') return source && { id: source.sound.id, shape: source.sound, levels: source.levels };
  const result = render.result?.rendered;
  return result && { id: result.id, shape: result.shape, levels: result.levels };
}

/** What a side is called: source or result, unless something else is heard in its place. */
export function sideName({ monitor }: Pick<AppState, 'monitor'>, side: Side): string {
  const other = monitor.others[side];
  return other?.sound ? other.name : strings.views[side];
}

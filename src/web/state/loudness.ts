import type { EngineClient, SoundShape } from '../services/engine-client.ts';
import type { Side } from '../services/player.ts';
import { type AppState, durationOfSource } from './app-state.ts';
import { type MonitorState, otherSide } from './monitor.ts';

/** The louder side down to the other; undefined where there is nothing to match. Never up. @param rms dB of each */
export function trimOf(rms: Readonly<Record<Side, number>>): MonitorState['trimDb'] {
  const side: Side = rms.source > rms.result ? 'source' : 'result';
  const db = rms[otherSide(side)] - rms[side];
  return Number.isFinite(db) ? { side, db } : undefined;
}

export function gainOf(trim: MonitorState['trimDb'], side: Side): number {
  return trim?.side === side ? 10 ** (trim.db / 20) : 1;
}

type Part = Pick<AppState, 'source' | 'render' | 'view'>;

/** What the level of a side is measured of; a change of it asks for another measurement. */
export function playedOf({ source, render, view: { selection } }: Part): string {
  return JSON.stringify([source?.sound.id, render.result?.rendered.id, selection?.start, selection?.end]);
}

/** RMS of both sides over the selection, or else all of them, dB re full scale. */
export async function rmsOfPlayed(
  state: AppState,
  engine: Pick<EngineClient, 'stretchLevels'>,
): Promise<Readonly<Record<Side, number>> | undefined> {
  const { source, render, view } = state;
  const result = render.result?.rendered;
  if (!source || !result) return undefined;
  const { selection } = view;
  if (!selection) return { source: source.levels.rmsDbfs, result: result.levels.rmsDbfs };
  const duration = durationOfSource(state);
  const over = async (id: string, { frames, channelCount }: SoundShape) => {
    const first = Math.round((selection.start / duration) * frames);
    const count = Math.max(Math.round((selection.end / duration) * frames) - first, 1);
    const lanes = Array.from({ length: channelCount }, (_, lane) => engine.stretchLevels(id, lane, first, count));
    const power = (await Promise.all(lanes)).reduce((sum, { rmsDbfs }) => sum + 10 ** (rmsDbfs / 10), 0);
    return 10 * Math.log10(power / channelCount);
  };
  const [a, b] = await Promise.all([over(source.sound.id, source.sound), over(result.id, result.shape)]);
  return { source: a, result: b };
}

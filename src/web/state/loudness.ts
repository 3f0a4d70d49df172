import type { EngineClient } from '../services/engine-client.ts';
import type { Side } from '../services/player.ts';
import { type AppState, durationOfSource } from './app-state.ts';
import { type MonitorState, otherSide } from './monitor.ts';
import { soundOfSide } from './other-side.ts';

const SIDES: readonly Side[] = ['source', 'result'];

/** The louder side down to the other; undefined where there is nothing to match. Never up. @param rms dB of each */
export function trimOf(rms: Readonly<Record<Side, number>>): MonitorState['trimDb'] {
  const side: Side = rms.source > rms.result ? 'source' : 'result';
  const db = rms[otherSide(side)] - rms[side];
  return Number.isFinite(db) ? { side, db } : undefined;
}

export function gainOf(trim: MonitorState['trimDb'], side: Side): number {
  return trim?.side === side ? 10 ** (trim.db / 20) : 1;
}

type Part = Pick<AppState, 'source' | 'render' | 'view' | 'monitor'>;

/** What the level of a side is measured of; a change of it asks for another measurement. */
export function playedOf(state: Part): string {
  const { selection } = state.view;
  const [a, b] = SIDES.map((side) => [soundOfSide(state, side)?.id, state.monitor.others[side]?.keepsTime]);
  return JSON.stringify([a, b, selection?.start, selection?.end, durationOfSource(state)]);
}

/** RMS of both sides over the selection, or else all of them that is played, dB re full scale. */
export async function rmsOfPlayed(
  state: AppState,
  engine: Pick<EngineClient, 'stretchLevels'>,
): Promise<Readonly<Record<Side, number>> | undefined> {
  const { selection } = state.view;
  const over = async (side: Side): Promise<number | undefined> => {
    const sound = soundOfSide(state, side);
    if (!sound) return undefined;
    const { frames, channelCount, sampleRate } = sound.shape;
    const other = state.monitor.others[side];
    // Until the other one is made, the side is what it always is.
    const keepsTime = other?.sound ? other.keepsTime : true;
    const whole = durationOfSource(state);
    // One that keeps its own time begins with the source, and ends with it at the latest.
    const perSecond = keepsTime ? frames / whole : sampleRate;
    const span = selection ?? { start: 0, end: whole };
    const first = Math.round(span.start * perSecond);
    const behind = Math.min(Math.round(span.end * perSecond), frames);
    if (!selection && behind === frames) return sound.levels.rmsDbfs;
    if (first >= frames) return Number.NEGATIVE_INFINITY;
    const count = Math.max(behind - first, 1);
    const lanes = Array.from({ length: channelCount }, (_, lane) => engine.stretchLevels(sound.id, lane, first, count));
    const power = (await Promise.all(lanes)).reduce((sum, { rmsDbfs }) => sum + 10 ** (rmsDbfs / 10), 0);
    return 10 * Math.log10(power / channelCount);
  };
  const [source, result] = await Promise.all([over('source'), over('result')]);
  return source === undefined || result === undefined ? undefined : { source, result };
}

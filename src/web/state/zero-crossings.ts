import { commandStrings } from '../strings-commands.ts';
import { durationOfSource } from './app-state.ts';
import type { Workbench } from './workbench.ts';

/** So far away a crossing is looked for: half a period of the lowest voice, s. */
const REACH_S = 0.02;

/**
 * The sample next to a change of sign that is nearest to `at`: of the two beside it the one that is nearer to zero.
 * @param at index into the samples, with its fraction
 * @returns an index, or undefined where the sign never changes
 */
export function nearestCrossing(samples: Float32Array | Float64Array, at: number): number | undefined {
  let found: number | undefined;
  for (let index = 1; index < samples.length; index++) {
    const [before, after] = [samples[index - 1] ?? 0, samples[index] ?? 0];
    if (before === after || before * after > 0) continue;
    const crossing = Math.abs(before) < Math.abs(after) ? index - 1 : index;
    if (found === undefined || Math.abs(crossing - at) < Math.abs(found - at)) found = crossing;
  }
  return found;
}

type Bench = Pick<Workbench, 'store' | 'engine' | 'view' | 'settings'>;

/** Moves a time to the nearest zero crossing of the channel that is shown; undefined where there is none near. */
async function snapped({ store, engine }: Bench, time: number): Promise<number | undefined> {
  const { source, view } = store.getState();
  if (!source) return undefined;
  const { id, sampleRate, frames, channelCount } = source.sound;
  const reach = Math.round(REACH_S * sampleRate);
  const first = Math.max(Math.round(time * sampleRate) - reach, 0);
  const count = Math.min(2 * reach + 1, frames - first);
  const samples = (await engine.samples(id, first, count))[Math.min(view.channel, channelCount - 1)];
  const found = samples && nearestCrossing(samples, time * sampleRate - first);
  return found === undefined ? undefined : (first + found) / sampleRate;
}

/** Both edges of the selection to the nearest zero crossings of the source. */
export async function selectionToCrossings(bench: Bench): Promise<void> {
  const { selection } = bench.store.getState().view;
  if (!selection) return;
  const [start, end] = await Promise.all([snapped(bench, selection.start), snapped(bench, selection.end)]);
  // Whoever has selected something else meanwhile means that.
  if (bench.store.getState().view.selection !== selection) return;
  if (start === undefined || end === undefined || end <= start) bench.settings.say(commandStrings.reasons.noCrossing);
  else bench.view.select({ start, end });
}

/** The cursor to the nearest zero crossing of the source. */
export async function cursorToCrossing(bench: Bench): Promise<void> {
  const { cursor } = bench.store.getState().view;
  const time = await snapped(bench, Math.min(cursor, durationOfSource(bench.store.getState())));
  if (bench.store.getState().view.cursor !== cursor) return;
  if (time === undefined) bench.settings.say(commandStrings.reasons.noCrossing);
  else bench.view.placeCursor(time);
}

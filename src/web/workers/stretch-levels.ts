import type { Kernels } from '../../core/kernels/kernels.ts';
import type { Levels } from '../services/engine-client.ts';
import { levelsOf } from './measures.ts';
import type { PictureSound } from './picture-sound.ts';
import { POWER_CELL } from './wave-pyramid.ts';

/** Samples that are read to be measured; what is longer, of a long sound, is read off its outline. */
const MOST_SAMPLES = 2 ** 20;

/** Peak and RMS of a stretch. */
export async function levelsOfStretch(
  sound: PictureSound,
  channel: number,
  { first, count }: { readonly first: number; readonly count: number },
  { level }: Pick<Kernels, 'level'>,
): Promise<Levels> {
  const pyramid = count > MOST_SAMPLES ? sound.pyramid(channel) : undefined;
  if (!pyramid) {
    const x = [await sound.read(channel, first, count)];
    return levelsOf(level.peak(x), level.rms(x));
  }
  const from = Math.round(first / POWER_CELL);
  const cells = Math.max(Math.round((first + count) / POWER_CELL) - from, 1);
  const extremes = pyramid.peaks(POWER_CELL, from, cells);
  const power = pyramid.power(POWER_CELL, from, cells);
  const peak = extremes.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return levelsOf(peak, Math.sqrt(power.reduce((sum, value) => sum + value, 0) / power.length));
}

export interface CellSpan {
  readonly samplesPerCell: number;
  readonly first: number;
  readonly count: number;
}

/** Min and max of each cell of one sound less another, interleaved: the difference is exact, and seen only. */
export async function extremesBetween(
  [sound, other]: readonly [PictureSound, PictureSound],
  channel: number,
  { samplesPerCell, first, count }: CellSpan,
  { view }: Pick<Kernels, 'view'>,
): Promise<Float32Array<ArrayBuffer>> {
  const span = [channel, first * samplesPerCell, count * samplesPerCell] as const;
  const [x, y] = await Promise.all([sound.read(...span), other.read(...span)]);
  const difference = x.slice(0, Math.min(x.length, y.length));
  for (let index = 0; index < difference.length; index++) difference[index] = (x[index] ?? 0) - (y[index] ?? 0);
  return Float32Array.from(view.minMax(difference, samplesPerCell));
}

import type { Spectrogram, SpectrogramOptions } from '../../core/kernels/view-kernel.ts';
import type { PictureSound } from './picture-sound.ts';
import { type ColumnTools, loudestColumns } from './sound-columns.ts';

/** Finest hop of a map: what is finer is made from the samples when it is looked at. */
const FINEST_HOP = 2 ** 13;
/** Values of a map at most, 16 MB. */
const MOST_VALUES = 2 ** 23;
/** A map's step of level. */
const PER_DB = 10;

/** How loud a whole channel is in which band and when, coarsely: all that a picture of hours can show. */
export interface LevelMap {
  /** Samples between columns. */
  readonly hop: number;
  readonly columns: number;
  readonly bins: number;
  /** Hz */
  readonly binWidth: number;
  /** Tenths of dB re full scale per Hz, `[columns x bins]`; of each column the loudest instant up to the next. */
  readonly tenths: Int16Array;
}

/** What a map and its pictures have in common. */
export type MapOptions = Pick<SpectrogramOptions, 'windowLength' | 'preEmphasis'>;

/** @param onFraction told the fraction done; throws to stop */
export async function createLevelMap(
  sound: PictureSound,
  channel: number,
  options: MapOptions,
  tools: ColumnTools,
  onFraction: (fraction: number) => void,
): Promise<LevelMap> {
  const { sampleRate, frames } = sound;
  const whole = { ...options, maxFrequency: sampleRate / 2, start: 0 };
  const { bins, binWidth } = tools.kernels.view.spectrogram(new Float64Array(0), sampleRate, {
    ...whole,
    hop: 1,
    columns: 0,
  });
  let hop = FINEST_HOP;
  while ((Math.ceil(frames / hop) + 1) * bins > MOST_VALUES) hop *= 2;
  const columns = Math.ceil(frames / hop) + 1;
  const tenths = new Int16Array(columns * bins);
  const atOnce = Math.max(1, Math.floor(2 ** 20 / hop));
  for (let first = 0; first < columns; first += atOnce) {
    const count = Math.min(atOnce, columns - first);
    const part = await loudestColumns(sound, channel, { ...whole, hop, start: first * hop, columns: count }, tools);
    for (let index = 0; index < part.levelDb.length; index++) {
      const level = Math.round((part.levelDb[index] ?? 0) * PER_DB);
      tenths[first * bins + index] = Math.min(Math.max(level, -32_768), 32_767);
    }
    onFraction((first + count) / columns);
  }
  return { hop, columns, bins, binWidth, tenths };
}

/** Bins of a picture up to a frequency. */
function binsUpTo({ bins, binWidth }: LevelMap, maxFrequency: number): number {
  return Math.min(Math.floor(maxFrequency / binWidth) + 1, bins);
}

/** The loudest of all below a frequency, dB. */
export function loudestOf(map: LevelMap, maxFrequency: number): number {
  const most = binsUpTo(map, maxFrequency);
  let loudest = -32_768;
  for (let column = 0; column < map.columns; column++) {
    for (let bin = 0; bin < most; bin++) loudest = Math.max(loudest, map.tenths[column * map.bins + bin] ?? loudest);
  }
  return loudest / PER_DB;
}

/** Columns at a hop that is the map's or a multiple of it, as `loudestColumns` gives them. */
export function columnsOf(map: LevelMap, { hop, start, columns, maxFrequency }: SpectrogramOptions): Spectrogram {
  const bins = binsUpTo(map, maxFrequency);
  const ratio = hop / map.hop;
  const levelDb = new Float32Array(columns * bins).fill(-32_768 / PER_DB);
  for (let column = 0; column < columns; column++) {
    const from = start / map.hop + column * ratio;
    for (let other = from; other < Math.min(from + ratio, map.columns); other++) {
      for (let bin = 0; bin < bins; bin++) {
        const level = (map.tenths[other * map.bins + bin] ?? 0) / PER_DB;
        const at = column * bins + bin;
        if (level > (levelDb[at] ?? level)) levelDb[at] = level;
      }
    }
  }
  return { columns, bins, binWidth: map.binWidth, levelDb };
}

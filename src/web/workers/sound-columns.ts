import { AppError } from '../../core/base/errors.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import type { Spectrogram, SpectrogramOptions } from '../../core/kernels/view-kernel.ts';
import type { PictureSound } from './picture-sound.ts';

/** Samples looked at in one go: about 30 ms of work. */
const PIECE = 2 ** 20;

export interface ColumnTools {
  readonly kernels: Pick<Kernels, 'view'>;
  /** Lets the worker answer others between two pieces. */
  readonly breathe: () => Promise<void>;
}

/** Columns at their instants, of whatever part of the sound their windows see. */
export async function exactColumns(
  sound: PictureSound,
  channel: number,
  options: SpectrogramOptions,
  { kernels }: ColumnTools,
): Promise<Spectrogram> {
  const { start, columns, hop, windowLength } = options;
  // A window reaches as far to each side as its effective length, and a rounded sample more.
  const reach = Math.ceil(1.5 * windowLength * sound.sampleRate) + 2;
  const from = Math.max(start - reach, 0);
  const x = await sound.read(channel, from, start + (columns - 1) * hop + reach + 1 - from);
  return kernels.view.spectrogram(x, sound.sampleRate, { ...options, start: start - from });
}

/** Samples between instants such that no part of the sound goes unseen by their windows: a power of two. */
export function closestHop(windowLength: number, sampleRate: number): number {
  return 2 ** Math.max(Math.floor(Math.log2(2 * windowLength * sampleRate)), 0);
}

/**
 * Columns that are each the loudest of all instants from their own up to the next, so that nothing short is lost
 * between them. The same as `exactColumns` where there are no instants between.
 * @param options hop a power of two
 * @param onPiece told the fraction done; throws to stop
 */
export async function loudestColumns(
  sound: PictureSound,
  channel: number,
  options: SpectrogramOptions,
  tools: ColumnTools,
  onPiece: (fraction: number) => void = () => undefined,
): Promise<Spectrogram> {
  const { start, columns, hop, windowLength } = options;
  const closest = closestHop(windowLength, sound.sampleRate);
  if (hop <= closest) return exactColumns(sound, channel, options, tools);
  const instants = hop / closest;
  const atOnce = Math.max(1, Math.floor(PIECE / closest));
  // Beyond the end there is nothing to be loud.
  const total = Math.min(columns * instants, Math.max(Math.ceil((sound.frames - start) / closest) + 1, 1));
  let whole: Spectrogram | undefined;
  for (let first = 0; first < total; first += atOnce) {
    const count = Math.min(atOnce, total - first);
    const piece = { ...options, hop: closest, start: start + first * closest, columns: count };
    const part = await exactColumns(sound, channel, piece, tools);
    whole ??= {
      columns,
      bins: part.bins,
      binWidth: part.binWidth,
      levelDb: new Float32Array(columns * part.bins).fill(SILENCE_DB),
    };
    keepLoudest(whole, part, first, instants);
    onPiece((first + count) / total);
    await tools.breathe();
  }
  if (whole) return whole;
  throw new AppError('internal', `A picture of ${columns} columns was asked for.`);
}

/** What the kernel gives for silence is not louder. */
const SILENCE_DB = -400;

function keepLoudest(whole: Spectrogram, part: Spectrogram, first: number, instants: number): void {
  const { bins, levelDb: to } = whole;
  for (let column = 0; column < part.columns; column++) {
    const at = Math.floor((first + column) / instants) * bins;
    const from = column * bins;
    for (let bin = 0; bin < bins; bin++) {
      const level = part.levelDb[from + bin] ?? SILENCE_DB;
      if (level > (to[at + bin] ?? SILENCE_DB)) to[at + bin] = level;
    }
  }
}

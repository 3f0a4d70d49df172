import type { Clip } from '../../core/audio/clip.ts';
import { throwIfAborted } from '../../core/base/errors.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import type { F0Track, Levels } from '../services/engine-client.ts';

/** WORLD's default. */
const FRAME_PERIOD_MS = 5;

export function measureLevels(clip: Clip, { level }: Kernels): Levels {
  return { peakDbfs: toDb(level.peak(clip.channels)), rmsDbfs: toDb(level.rms(clip.channels)) };
}

/** f0 of a sound's first channel by DIO and StoneMask, as a render's own analysis has it. */
export async function trackF0(
  clip: Clip,
  { world }: Kernels,
  breathe: () => Promise<void>,
  signal: AbortSignal,
): Promise<F0Track> {
  const x = clip.channels[0] ?? new Float64Array(0);
  const coarse = world.dio(x, clip.sampleRate);
  await breathe();
  throwIfAborted(signal);
  const f0 = world.stoneMask(x, clip.sampleRate, coarse);
  await breathe();
  throwIfAborted(signal);
  return { framePeriodMs: FRAME_PERIOD_MS, f0, mean: geometricMean(f0) };
}

// For reading only: neither number enters a sound or a signature.

function toDb(amplitude: number): number {
  return 20 * Math.log10(amplitude);
}

/** Hz, of the voiced frames; undefined when there are none. */
export function geometricMean(f0: Float64Array): number | undefined {
  const voiced = f0.filter((value) => value > 0);
  if (voiced.length === 0) return undefined;
  return Math.exp(voiced.reduce((sum, value) => sum + Math.log(value), 0) / voiced.length);
}

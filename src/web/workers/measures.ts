import type { Clip, F0Contour } from '../../core/audio/clip.ts';
import { throwIfAborted } from '../../core/base/errors.ts';
import type { Progress } from '../../core/engine/engine.ts';
import type { Kernels } from '../../core/kernels/kernels.ts';
import type { F0Track, Levels } from '../services/engine-client.ts';

/** WORLD's default. */
const FRAME_PERIOD_MS = 5;

export function measureLevels(clip: Clip, { level }: Kernels): Levels {
  return { peakDbfs: toDb(level.peak(clip.channels)), rmsDbfs: toDb(level.rms(clip.channels)) };
}

export interface Search {
  readonly signal: AbortSignal;
  readonly breathe: () => Promise<void>;
  readonly onProgress: (progress: Progress) => void;
}

/** f0 of a sound's first channel, as a render's own analysis of it has it. */
export async function trackF0(clip: Clip, { world }: Kernels, search: Search): Promise<F0Track> {
  const slices = world.trackF0(clip.channels[0] ?? new Float64Array(0), clip.sampleRate);
  try {
    for (;;) {
      const slice = slices.next();
      if (slice.done) return trackOf({ framePeriodMs: FRAME_PERIOD_MS, f0: slice.value });
      search.onProgress({ fraction: slice.value, label: 'finding f0' });
      await search.breathe();
      throwIfAborted(search.signal);
    }
  } finally {
    // Frees what a stopped search holds in linear memory.
    slices.return(new Float64Array(0));
  }
}

/** A contour that needs no search, since the sound was made with it. */
export function trackOf({ framePeriodMs, f0 }: F0Contour): F0Track {
  return { framePeriodMs, f0, mean: geometricMean(f0) };
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

import { type Clip, durationOf, type F0Contour, frameLength } from '../../core/audio/clip.ts';
import type { LongSound } from '../../core/audio/long-sound.ts';
import { throwIfAborted } from '../../core/base/errors.ts';
import type { Progress } from '../../core/engine/engine.ts';
import type { Kernels, WorldAnalysisOptions } from '../../core/kernels/kernels.ts';
import { runStages } from '../../core/kernels/run-stages.ts';
import type { F0Track, Levels, SoundShape } from '../services/engine-client.ts';
import type { EngineServiceHost } from './engine-host.ts';

/** WORLD's default. */
const FRAME_PERIOD_MS = 5;

export function shapeOf(clip: Clip): SoundShape {
  const { sampleRate, channels } = clip;
  return { sampleRate, channelCount: channels.length, frames: frameLength(clip), duration: durationOf(clip) };
}

export function measureLevels(clip: Clip, { level }: Kernels): Levels {
  return levelsOf(level.peak(clip.channels), level.rms(clip.channels));
}

export function levelsOf(peak: number, rms: number): Levels {
  return { peakDbfs: toDb(peak), rmsDbfs: toDb(rms) };
}

export interface Search {
  readonly signal: AbortSignal;
  readonly breathe: () => Promise<void>;
  readonly onProgress: (progress: Progress) => void;
}

/** f0 of a sound's first channel, as a render's own analysis of it has it. */
export async function trackF0(
  clip: Clip,
  { world }: Kernels,
  search: Search,
  options: WorldAnalysisOptions = {},
): Promise<F0Track> {
  const slices = world.trackF0(clip.channels[0] ?? new Float64Array(0), clip.sampleRate, options);
  try {
    for (;;) {
      const slice = slices.next();
      if (slice.done) return trackOf({ framePeriodMs: options.framePeriodMs ?? FRAME_PERIOD_MS, f0: slice.value });
      search.onProgress({ fraction: slice.value, label: 'finding f0' });
      await search.breathe();
      throwIfAborted(search.signal);
    }
  } finally {
    // Frees what a stopped search holds in linear memory.
    slices.return(new Float64Array(0));
  }
}

/** The same of a sound that is not held, with all hands. */
export async function trackLongF0(
  sound: LongSound,
  { kernels: { world }, breathe, crew }: Pick<EngineServiceHost, 'kernels' | 'breathe' | 'crew'>,
  { signal, onProgress }: Omit<Search, 'breathe'>,
  options: WorldAnalysisOptions = {},
): Promise<F0Track> {
  const { sampleRate, frames } = sound;
  const read = (start: number, count: number): Float64Array => sound.read(0, start, count);
  const member = crew?.join('interactive');
  try {
    const staged = world.stages.trackF0({ length: frames, sampleRate, read }, options, 1 + (crew?.size ?? 0));
    const f0 = await runStages(staged, {
      perform: world.perform,
      member,
      onProgress: (fraction) => onProgress({ fraction, label: 'finding f0' }),
      async breathe() {
        throwIfAborted(signal);
        await breathe();
        throwIfAborted(signal);
      },
    });
    return trackOf({ framePeriodMs: options.framePeriodMs ?? FRAME_PERIOD_MS, f0 });
  } finally {
    member?.leave();
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

import type { Clip } from '../audio/clip.ts';
import { AppError } from '../base/errors.ts';
import type { CacheValue } from '../cache/cache.ts';
import type { WorldAnalysis } from '../kernels/kernels.ts';
import { sourceOf } from '../kernels/world-source.ts';
import type { ProgressShare, StepContext } from './module.ts';
import { type AnalysisOptions, unusualOptions } from './world-options.ts';

/** Enters the key: an analysis by a corrected algorithm never meets an old one. */
const VERSION = 1;

/**
 * WORLD's analysis of one channel, remembered under the sound's signature and the options that are not the usual ones, so that
 * whoever asks again, for a change, a picture or a measure, has it at once.
 * @param share the part of the caller's progress that it takes
 * @returns shared arrays, not to be written to
 */
export async function analyzeChannel(
  context: StepContext,
  clip: Clip,
  channel: number,
  options: AnalysisOptions,
  share: ProgressShare,
): Promise<WorldAnalysis> {
  const { kernels, revision } = context;
  const x = clip.channels[channel];
  if (x === undefined) throw new AppError('internal', `there is no channel ${channel}.`);
  const { stages } = kernels.world;
  const key = { channel, revision, ...unusualOptions(options) };
  const value = await context.remember('world-analysis', VERSION, key, async ({ stage }) => {
    const analyze = (hands: number) => stages.analyze(sourceOf(x, clip.sampleRate), { ...options, revision }, hands);
    return toValue(await stage(analyze, share));
  });
  return fromValue(value);
}

export interface SoundSize {
  /** Per channel. */
  readonly samples: number;
  /** Hz */
  readonly sampleRate: number;
}

/** What analysis makes of this sound: frames, and the bins of a spectrum. @throws AppError audio-unsupported */
export function analysisSize(
  context: StepContext,
  { samples, sampleRate }: SoundSize,
  { f0Floor, framePeriodMs }: AnalysisOptions,
): { readonly frames: number; readonly bins: number } {
  const { world } = context.kernels;
  // First the FFT size, which refuses a rate that WORLD does not work at: frames at 1 Hz may be too many to count.
  const bins = world.fftSize(sampleRate, f0Floor) / 2 + 1;
  return { frames: world.frameCount(samples, sampleRate, framePeriodMs), bins };
}

function toValue({ sampleRate, framePeriodMs, fftSize, ...arrays }: WorldAnalysis): CacheValue {
  return { meta: { sampleRate, framePeriodMs, fftSize }, arrays };
}

function fromValue({ meta, arrays }: CacheValue): WorldAnalysis {
  return {
    sampleRate: Number(meta['sampleRate']),
    framePeriodMs: Number(meta['framePeriodMs']),
    fftSize: Number(meta['fftSize']),
    f0: doubles(arrays, 'f0'),
    spectralEnvelope: doubles(arrays, 'spectralEnvelope'),
    aperiodicity: doubles(arrays, 'aperiodicity'),
  };
}

function doubles(arrays: CacheValue['arrays'], name: string): Float64Array {
  const array = arrays[name];
  if (array instanceof Float64Array) return array;
  throw new AppError('internal', `a remembered analysis has no ${name}.`);
}

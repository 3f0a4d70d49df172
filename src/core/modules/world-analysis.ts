import type { Clip } from '../audio/clip.ts';
import { AppError } from '../base/errors.ts';
import type { CacheValue } from '../cache/cache.ts';
import type { ContourEdit } from '../kernels/contour-kernel.ts';
import type { MonoSource, WorldAnalysis } from '../kernels/kernels.ts';
import { sourceOf } from '../kernels/world-source.ts';
import { editContour, editKey } from './f0-edits.ts';
import type { ProgressShare, StepContext } from './module.ts';
import { type AnalysisOptions, unusualOptions } from './world-options.ts';

/** Enters the key: an analysis by a corrected algorithm never meets an old one. */
const VERSION = 1;
const F0_VERSION = 1;

/** How a voice is taken apart: by which options, and where the tracker is put right. */
export interface AnalysisTask {
  readonly options: AnalysisOptions;
  readonly correct: readonly ContourEdit[];
}

/**
 * WORLD's analysis of one channel, remembered under the sound's signature, the options that are not the usual ones and the
 * corrections of f0, so that whoever asks again, for a change, a picture or a measure, has it at once.
 * @param share the part of the caller's progress that it takes
 * @returns shared arrays, not to be written to
 */
export async function analyzeChannel(
  context: StepContext,
  clip: Clip,
  channel: number,
  { options, correct }: AnalysisTask,
  share: ProgressShare,
): Promise<WorldAnalysis> {
  const { kernels, revision } = context;
  const x = clip.channels[channel];
  if (x === undefined) throw new AppError('internal', `there is no channel ${channel}.`);
  const { stages } = kernels.world;
  const source = sourceOf(x, clip.sampleRate);
  const key = { channel, revision, ...unusualOptions(options), ...editKey(correct) };
  const isCorrected = correct.length > 0;
  const [first, rest] = isCorrected ? splitShare(share) : [share, share];
  const f0 = isCorrected ? await correctedF0(context, source, channel, { options, correct }, first) : undefined;
  const value = await context.remember('world-analysis', VERSION, key, async ({ stage }) => {
    const own = { ...options, revision };
    const analyze = (hands: number) =>
      f0 === undefined ? stages.analyze(source, own, hands) : stages.spectra(source, f0, own, hands);
    return toValue(await stage(analyze, rest));
  });
  return fromValue(value);
}

/** The search for f0, and what follows it. */
export function splitShare({ from, to, label }: ProgressShare): [search: ProgressShare, rest: ProgressShare] {
  const middle = from + 0.1 * (to - from);
  return [
    { from, to: middle, label },
    { from: middle, to, label },
  ];
}

/**
 * What the tracker finds, corrected by hand. What it found is remembered by itself: the next correction begins with it.
 * @returns Hz, `[frames]`, 0 = unvoiced
 */
export async function correctedF0(
  context: StepContext,
  source: MonoSource,
  channel: number,
  { options, correct }: AnalysisTask,
  share: ProgressShare,
): Promise<Float64Array> {
  const { kernels, revision } = context;
  // f0 does not depend on the revision, which is about what follows it.
  const key = { channel, ...unusualOptions(options) };
  const value = await context.remember('world-f0', F0_VERSION, key, async ({ stage }) => {
    const track = (hands: number) => kernels.world.stages.trackF0(source, { ...options, revision }, hands);
    return { meta: {}, arrays: { f0: await stage(track, share) } };
  });
  const tracked = { f0: doubles(value.arrays, 'f0'), framePeriodMs: options.framePeriodMs };
  return editContour(context, tracked, source.sampleRate, correct);
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

import type { LongSound } from '../audio/long-sound.ts';
import { blocksOfChannel } from '../audio/long-sound.ts';
import { asideOn } from '../audio/long-view.ts';
import { AppError } from '../base/errors.ts';
import type { MonoSource, WorldAnalysisOptions, WorldChange, WorldContour } from '../kernels/kernels.ts';
import { withoutLongClipping } from './clipping.ts';
import { type EditFamilies, editContour, editKey } from './f0-edits.ts';
import type { LongContext, ProgressShare } from './module.ts';
import { type AnalysisTask, correctedF0, splitShare } from './world-analysis.ts';
import { outputSamples } from './world-length.ts';
import { type AnalysisOptions, unusualOptions } from './world-options.ts';

/** Enters the key: a contour by a corrected algorithm never meets an old one. */
const VERSION = 1;

export interface LongTask {
  readonly change: WorldChange;
  readonly options: AnalysisOptions;
  readonly mode: 'input' | 'frames';
  readonly edits: EditFamilies;
}

/**
 * WORLD on a sound that is never in memory as a whole, and neither is its analysis: f0 and what else is short are found
 * first and remembered; then every stretch of the result is analysed, changed and synthesised by itself, and put aside
 * unscaled. Levels are those of the whole, as ever, so the result scales what it reads.
 */
export async function transformLong(context: LongContext, input: LongSound, task: LongTask): Promise<LongSound> {
  const { sampleRate, channelCount } = input;
  const voices: Voice[] = [];
  for (let channel = 0; channel < channelCount; channel++) {
    const share = (from: number, to: number, label: string): ProgressShare => ({
      from: (channel + from) / channelCount,
      to: (channel + to) / channelCount,
      label: channelCount === 1 ? label : `${label}, channel ${channel + 1} of ${channelCount}`,
    });
    voices.push(await transformChannel(context, input, channel, task, share));
  }
  const frames = voices[0]?.frames ?? 0;
  const read = (channel: number, start: number, count: number): Float64Array =>
    voices[channel]?.read(start, count) ?? new Float64Array(count);
  const share = { from: 1, to: 1, label: 'measuring' };
  return await withoutLongClipping(context, { sampleRate, channelCount, frames, read }, share);
}

/** A channel of the result at its level, before what prevents clipping. */
interface Voice {
  readonly frames: number;
  read(start: number, count: number): Float64Array;
}

async function transformChannel(
  context: LongContext,
  input: LongSound,
  channel: number,
  { change, options, mode, edits }: LongTask,
  share: (from: number, to: number, label: string) => ProgressShare,
): Promise<Voice> {
  const own: WorldAnalysisOptions = { ...options, revision: context.revision };
  const { level, world } = context.kernels;
  const { sampleRate } = input;
  const read = (start: number, count: number): Float64Array => input.read(channel, start, count);
  const source: MonoSource = { length: input.frames, sampleRate, read };
  const analysis = { options, correct: edits.correct };
  const contour = await rememberContour(context, source, channel, analysis, share(0, 0.15, 'analysing'));
  const shaped = { ...contour, f0: editContour(context, contour, sampleRate, edits.shape) };
  const changed = world.stages.change(shaped, change);
  if (channel === 0) context.madeWith({ framePeriodMs: contour.framePeriodMs, f0: changed.f0 });
  const count = { count: changed.f0.length, periodMs: contour.framePeriodMs };
  const frames = outputSamples(input.frames, sampleRate, change.duration, mode, count);
  const aside = asideOn(context.scratch());
  const made: LongSound = { sampleRate, channelCount: 1, frames, read: (_, start, count) => aside.read(start, count) };
  const synthesize = (hands: number) =>
    world.stages.resynthesize(source, contour, changed, frames, aside.write, own, hands);
  await context.stage(synthesize, share(0.15, 0.98, 'synthesising'));
  const target = await context.run(level.rmsOf([blocksOfChannel(input, channel)]), share(0.98, 0.99, 'measuring'));
  const rms = await context.run(level.rmsOf([blocksOfChannel(made, 0)]), share(0.99, 1, 'measuring'));
  const scaled = (start: number, count: number): Float64Array => level.toLevel(aside.read(start, count), rms, target);
  return { frames, read: scaled };
}

async function rememberContour(
  context: LongContext,
  source: MonoSource,
  channel: number,
  { options, correct }: AnalysisTask,
  share: ProgressShare,
): Promise<WorldContour> {
  const { revision } = context;
  const { stages } = context.kernels.world;
  const key = { channel, revision, ...unusualOptions(options), ...editKey(correct) };
  const isCorrected = correct.length > 0;
  const [first, rest] = isCorrected ? splitShare(share) : [share, share];
  const corrected = isCorrected ? await correctedF0(context, source, channel, { options, correct }, first) : undefined;
  const value = await context.remember('world-contour', VERSION, key, async ({ stage }) => {
    const found = await stage((hands) => stages.contour(source, { ...options, revision }, hands, corrected), rest);
    const { f0, shares, ...meta } = found;
    return { meta, arrays: { f0, shares } };
  });
  const { f0, shares } = value.arrays;
  if (!(f0 instanceof Float64Array && shares instanceof Float64Array)) {
    throw new AppError('internal', 'a remembered contour has no f0 or no shares.');
  }
  const [framePeriodMs, fftSize] = [Number(value.meta['framePeriodMs']), Number(value.meta['fftSize'])];
  return { sampleRate: source.sampleRate, framePeriodMs, fftSize, f0, shares };
}

import { MOST_SAMPLES } from '../audio/long-view.ts';
import { AppError } from '../base/errors.ts';
import type { Quantity } from '../units/quantity.ts';
import type { StepContext } from './module.ts';
import { analysisSize, type SoundSize } from './world-analysis.ts';
import type { AnalysisOptions } from './world-options.ts';

/**
 * Bytes of the largest array. A job holds up to five of this size at its height (envelope and aperiodicity, before and
 * after the change, and what is being computed), and a machine with 8 GB must live through it.
 */
const LARGEST_ARRAY = 2 ** 30;

/**
 * Samples of the result: `frames` gives what the frames cover, int(frames * period * fs / 1000), as VTServer did; `input`
 * gives the input's length exactly, or the changed duration rounded to the nearest sample.
 * @param samples of the input
 * @param frames of the result
 */
export function outputSamples(
  samples: number,
  sampleRate: number,
  duration: Quantity | undefined,
  mode: 'input' | 'frames',
  frames: { readonly count: number; readonly periodMs: number },
): number {
  if (mode === 'frames') return Math.trunc((frames.count * frames.periodMs * sampleRate) / 1000);
  if (duration === undefined) return samples;
  if (duration.kind === 'ratio') return Math.round(duration.value * samples);
  const change = Math.round(duration.value * sampleRate);
  return duration.kind === 'absolute' ? change : samples + change;
}

/** Frames and samples of a result, for both ways of counting its length. */
interface Lengths {
  readonly bins: number;
  /** Of input or result, whichever has more. */
  readonly frames: number;
  /** Of the longer result. */
  readonly samples: number;
}

/**
 * Refuses a duration that leaves nothing, or more than memory holds, before the slow analysis.
 * @param text the duration as the recipe has it
 * @throws AppError query-invalid, memory-limit
 */
export function checkLength(
  context: StepContext,
  size: SoundSize,
  duration: Quantity | undefined,
  text: string | null,
  options: AnalysisOptions,
): void {
  const { bins, frames, samples } = lengthsOf(context, size, duration, text, options);
  const most = LARGEST_ARRAY / Float64Array.BYTES_PER_ELEMENT;
  if (frames * bins <= most && samples <= most) return;
  const seconds = Math.floor((most / bins) * (options.framePeriodMs / 1000));
  const message = `the sound is too long for one piece: at ${size.sampleRate} Hz, input and result may last ${seconds} s.`;
  throw new AppError('memory-limit', message, { details: { limitSeconds: seconds } });
}

/**
 * The same for a sound that is not in memory as a whole: what is too long is only what cannot be counted.
 * @throws AppError query-invalid, size-limit
 */
export function checkLongLength(
  context: StepContext,
  size: SoundSize,
  duration: Quantity | undefined,
  text: string | null,
  options: AnalysisOptions,
): void {
  // Before the frames are counted, which only works for what can be.
  const limit = Math.floor(MOST_SAMPLES / size.sampleRate);
  const message = `the sound is too long: at ${size.sampleRate} Hz, input and result may last ${limit} s.`;
  const tooLong = new AppError('size-limit', message, { details: { limitSeconds: limit } });
  if (size.samples > MOST_SAMPLES) throw tooLong;
  if (lengthsOf(context, size, duration, text, options).samples > MOST_SAMPLES) throw tooLong;
}

function lengthsOf(
  context: StepContext,
  size: SoundSize,
  duration: Quantity | undefined,
  text: string | null,
  options: AnalysisOptions,
): Lengths {
  const { frames, bins } = analysisSize(context, size, options);
  const { framePeriodMs } = options;
  const { samples, sampleRate } = size;
  const result = context.kernels.world.changedFrameCount(frames, framePeriodMs, duration);
  const [exact, covered] = (['input', 'frames'] as const).map((mode) =>
    outputSamples(samples, sampleRate, duration, mode, { count: result, periodMs: framePeriodMs }),
  ) as [number, number];
  if (duration !== undefined && (result < 1 || exact < 1 || covered < 1)) {
    const expected = `a result of at least one frame of ${framePeriodMs} ms`;
    const got = `${text} for a sound of ${samples} samples at ${sampleRate} Hz, which leaves nothing`;
    const issue = { path: 'duration', code: 'too-short', expected, got };
    throw new AppError('query-invalid', `duration: expected ${expected}, got ${got}`, { issues: [issue] });
  }
  return { bins, frames: Math.max(frames, result), samples: Math.max(exact, covered) };
}

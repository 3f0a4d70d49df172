import { type Clip, frameLength } from '../audio/clip.ts';
import { AppError } from '../base/errors.ts';
import type { Quantity } from '../units/quantity.ts';
import type { ModuleContext } from './module.ts';
import { analysisSize } from './world-analysis.ts';
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

/**
 * Refuses a duration that leaves nothing, or more than memory holds, before the slow analysis.
 * @param text the duration as the recipe has it
 * @throws AppError query-invalid, memory-limit
 */
export function checkLength(
  context: ModuleContext,
  clip: Clip,
  duration: Quantity | undefined,
  text: string | null,
  options: AnalysisOptions,
): void {
  const { frames, bins } = analysisSize(context, clip, options);
  const { framePeriodMs } = options;
  const samples = frameLength(clip);
  const result = context.kernels.world.changedFrameCount(frames, framePeriodMs, duration);
  const [exact, covered] = (['input', 'frames'] as const).map((mode) =>
    outputSamples(samples, clip.sampleRate, duration, mode, { count: result, periodMs: framePeriodMs }),
  ) as [number, number];
  if (duration !== undefined && (result < 1 || exact < 1 || covered < 1)) {
    const expected = `a result of at least one frame of ${framePeriodMs} ms`;
    const got = `${text} for a sound of ${samples} samples at ${clip.sampleRate} Hz, which leaves nothing`;
    const issue = { path: 'duration', code: 'too-short', expected, got };
    throw new AppError('query-invalid', `duration: expected ${expected}, got ${got}`, { issues: [issue] });
  }
  const bytes = Math.max(frames, result) * bins * Float64Array.BYTES_PER_ELEMENT;
  if (bytes > LARGEST_ARRAY || Math.max(exact, covered) * Float64Array.BYTES_PER_ELEMENT > LARGEST_ARRAY) {
    const seconds = Math.floor((LARGEST_ARRAY / Float64Array.BYTES_PER_ELEMENT / bins) * (framePeriodMs / 1000));
    const message = `the sound is too long for one piece: at ${clip.sampleRate} Hz, input and result may last ${seconds} s.`;
    throw new AppError('memory-limit', message, { details: { limitSeconds: seconds } });
  }
}

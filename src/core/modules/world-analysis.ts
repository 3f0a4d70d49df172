import { type Clip, frameLength } from '../audio/clip.ts';
import { AppError } from '../base/errors.ts';
import type { CacheValue } from '../cache/cache.ts';
import type { WorldAnalysis } from '../kernels/kernels.ts';
import { sourceOf } from '../kernels/world-source.ts';
import type { ModuleContext, ProgressShare } from './module.ts';

/** Enters the key: an analysis by a corrected algorithm never meets an old one. */
const VERSION = 1;

/**
 * WORLD's analysis of one channel (DIO, StoneMask, CheapTrick, D4C; 5 ms frames, f0 from 71 to 800 Hz), remembered
 * under the sound's signature, so that whoever asks again, for a change, a picture or a measure, has it at once.
 * @param share the part of the caller's progress that it takes
 * @returns shared arrays, not to be written to
 */
export async function analyzeChannel(
  context: ModuleContext,
  clip: Clip,
  channel: number,
  share: ProgressShare,
): Promise<WorldAnalysis> {
  const { kernels, revision } = context;
  const x = clip.channels[channel];
  if (x === undefined) throw new AppError('internal', `there is no channel ${channel}.`);
  const { stages } = kernels.world;
  const value = await context.remember('world-analysis', VERSION, { channel, revision }, async ({ stage }) =>
    toValue(await stage((hands) => stages.analyze(sourceOf(x, clip.sampleRate), { revision }, hands), share)),
  );
  return fromValue(value);
}

/** What analysis makes of this sound: frames, and the bins of a spectrum. @throws AppError audio-unsupported */
export function analysisSize(context: ModuleContext, clip: Clip): { readonly frames: number; readonly bins: number } {
  const { world } = context.kernels;
  // First the FFT size, which refuses a rate that WORLD does not work at: frames at 1 Hz may be too many to count.
  const bins = world.fftSize(clip.sampleRate) / 2 + 1;
  return { frames: world.frameCount(frameLength(clip), clip.sampleRate, FRAME_PERIOD_MS), bins };
}

/** ms between frames: WORLD's default, and all that VTServer knew. */
export const FRAME_PERIOD_MS = 5;

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

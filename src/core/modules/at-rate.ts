import type { Clip } from '../audio/clip.ts';
import type { ModuleContext } from './module.ts';

/** The channels of a sound at a sampling rate, converted where it has another. */
export async function atRate(
  { kernels, run }: ModuleContext,
  clip: Clip,
  sampleRate: number,
): Promise<readonly Float64Array[]> {
  if (clip.sampleRate === sampleRate) return clip.channels;
  const slices = kernels.resample.convert(clip.channels, clip.sampleRate, sampleRate);
  return run(slices, { from: 0, to: 1, label: 'resampling' });
}

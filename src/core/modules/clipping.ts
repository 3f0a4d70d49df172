import type { LongSound } from '../audio/long-sound.ts';
import { BLOCK, viewOf } from '../audio/long-view.ts';
import type { Sliced } from '../kernels/kernels.ts';
import type { LongContext, ModuleContext, ProgressShare, StepContext } from './module.ts';

/** A result that would reach full scale, turned down to a peak of 0.98, all channels together, with a note. */
export function withoutClipping(context: ModuleContext, channels: readonly Float64Array[]): Float64Array[] {
  return safeFromClipping(context, channels).channels;
}

/** The same, with the gain that it was turned down by; 1 where it was not. */
export function safeFromClipping(
  context: ModuleContext,
  channels: readonly Float64Array[],
): { readonly channels: Float64Array[]; readonly gain: number } {
  const safe = context.kernels.level.preventClipping(channels);
  noteClipping(context, safe.gain);
  return safe;
}

/** The same for a sound that may not be in memory: it is gone through once, and scaled where it is read. */
export async function withoutLongClipping(
  context: LongContext,
  sound: LongSound,
  share: ProgressShare,
): Promise<LongSound> {
  const { level } = context.kernels;
  const gain = level.clippingGain(await context.run(peakOf(context, sound), share));
  noteClipping(context, gain);
  if (gain === 1) return sound;
  return viewOf(sound, (channel, start, count) => {
    const y = sound.read(channel, start, count);
    return level.scale([y], gain)[0] ?? y;
  });
}

function* peakOf({ kernels: { level } }: LongContext, sound: LongSound): Sliced<number> {
  const { channelCount, frames } = sound;
  let largest = 0;
  for (let channel = 0; channel < channelCount; channel++) {
    for (let start = 0; start < frames; start += BLOCK) {
      largest = Math.max(largest, level.peak([sound.read(channel, start, Math.min(BLOCK, frames - start))]));
      yield (channel + start / frames) / channelCount;
    }
  }
  return largest;
}

/** @param gain that the result was turned down with; 1 where it was not */
function noteClipping(context: Pick<StepContext, 'note' | 'turnedDown'>, gain: number): void {
  if (gain === 1) return;
  context.turnedDown(gain);
  context.note(`reduced ${decibels(1 / gain)} dB to prevent clipping`);
}

/** For a sentence, one decimal; no sample depends on it. */
function decibels(ratio: number): string {
  return (20 * Math.log10(ratio)).toFixed(1);
}

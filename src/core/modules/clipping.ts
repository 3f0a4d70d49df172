import type { ModuleContext } from './module.ts';

/** A result that would reach full scale, turned down to a peak of 0.98, all channels together, with a note. */
export function withoutClipping(context: ModuleContext, channels: readonly Float64Array[]): Float64Array[] {
  const { channels: safe, gain } = context.kernels.level.preventClipping(channels);
  noteClipping(context, gain);
  return safe;
}

/** @param gain that the result was turned down with; 1 where it was not */
export function noteClipping(context: Pick<ModuleContext, 'note'>, gain: number): void {
  if (gain !== 1) context.note(`reduced ${decibels(1 / gain)} dB to prevent clipping`);
}

/** For a sentence, one decimal; no sample depends on it. */
function decibels(ratio: number): string {
  return (20 * Math.log10(ratio)).toFixed(1);
}

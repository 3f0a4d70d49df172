/**
 * A sound in memory: planar double samples, nominal range -1..1, one array per channel, all of one length.
 * Doubles, not float32, because 16-bit output must equal the reference sample for sample, and a sample rounded to
 * float32 first lands on the other side of a quantisation step about once in a thousand.
 */
export interface Clip {
  /** Per second and channel, Hz. */
  readonly sampleRate: number;
  readonly channels: readonly Float64Array[];
}

/** An f0 contour: Hz per frame, 0 = unvoiced; frame i is at i * framePeriodMs. */
export interface F0Contour {
  readonly framePeriodMs: number;
  readonly f0: Float64Array;
}

/** Number of samples per channel. */
export function frameLength(clip: Clip): number {
  return clip.channels[0]?.length ?? 0;
}

/** Duration, s. */
export function durationOf(clip: Clip): number {
  return frameLength(clip) / clip.sampleRate;
}

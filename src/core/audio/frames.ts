/**
 * Times in seconds to places in a sound, by the two rules of VTServer. The product is that of IEEE doubles, whatever
 * that is: 0.35 s at 44.1 kHz is 15434.999999999998 frames, so that 15434 fit.
 */

/** Whole frames that fit into a time: truncated towards zero. For durations. */
export function framesIn(seconds: number, sampleRate: number): number {
  return Math.trunc(sampleRate * seconds) + 0;
}

/** The frame nearest to a time, halves to the even one. For places. */
export function frameAt(seconds: number, sampleRate: number): number {
  return roundHalfEven(sampleRate * seconds);
}

/** To the nearest integer, halves to the even one; exact for every double. */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const part = value - below;
  const up = part > 0.5 || (part === 0.5 && below % 2 !== 0);
  return (up ? below + 1 : below) + 0;
}

import type { Clip } from '../core/audio/clip.ts';
import { voiceClip } from './signals.ts';

/** A voice-like sound whose channels differ, of a length that is no whole number of any coder's blocks. */
export function voiceIn(channelCount: number, sampleRate: number, seconds = 1.001): Clip {
  const voices = Array.from({ length: channelCount }, (_, index) =>
    voiceClip({ seconds, sampleRate, f0: 110 + 70 * index }),
  );
  return { sampleRate, channels: voices.flatMap(({ channels }) => channels) };
}

/** Of `y` against `x`, dB, sample by sample: a shift by one sample already costs most of it. */
export function snrDb(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let signal = 0;
  let noise = 0;
  for (let index = 0; index < x.length; index++) {
    signal += (x[index] ?? 0) ** 2;
    noise += ((y[index] ?? Number.NaN) - (x[index] ?? 0)) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

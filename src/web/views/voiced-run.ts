import type { F0Track } from '../services/engine-client.ts';
import type { Span } from '../state/time-view.ts';

/** The voiced run around a time, s; undefined where the sound is unvoiced. */
export function voicedRun(track: F0Track, time: number, duration: number): Span | undefined {
  const period = track.framePeriodMs / 1000;
  const voiced = (frame: number) => (track.f0[frame] ?? 0) > 0;
  const middle = Math.round(time / period);
  if (!voiced(middle)) return undefined;
  let first = middle;
  let last = middle;
  while (voiced(first - 1)) first--;
  while (voiced(last + 1)) last++;
  return { start: Math.max((first - 0.5) * period, 0), end: Math.min((last + 0.5) * period, duration) };
}

import { isFull, LEAST_RUN } from '../../core/audio/full-scale.ts';
import type { Heard, Side } from '../services/player.ts';

/** What was heard of a side at full scale. */
export interface Clips {
  readonly side: Side;
  /** Runs of two samples or more. */
  readonly count: number;
  /** Where the first one was heard, s of that side's sound. */
  readonly first: number;
}

export interface ClipCounter {
  /** Looks at what was heard since the last call. @returns the runs in it, and the first one's frame */
  take(heard: Heard): { readonly count: number; readonly first: number };
}

/** Finds clipping in what is heard piece by piece; a run that goes on in the next piece is one. */
export function createClipCounter(): ClipCounter {
  let last = 0;
  let heardRun: object | undefined;
  let runs: number[] = [];
  return {
    take({ channels, end, run: current }) {
      const start = end - (channels[0]?.length ?? 0);
      // Something else is heard, or the same from elsewhere.
      if (current !== heardRun || start !== last) runs = [];
      last = end;
      heardRun = current;
      let count = 0;
      let first = Number.POSITIVE_INFINITY;
      for (const [channel, samples] of channels.entries()) {
        let run = runs[channel] ?? 0;
        for (let index = 0; index < samples.length; index++) {
          run = isFull(samples[index] ?? 0) ? run + 1 : 0;
          if (run !== LEAST_RUN) continue;
          count++;
          first = Math.min(first, start + index + 1 - LEAST_RUN);
        }
        runs[channel] = run;
      }
      return { count, first };
    },
  };
}

/** The latch after more was heard: the first time stays, until another side's clipping takes its place. */
export function latched(before: Clips | undefined, side: Side, count: number, first: number): Clips {
  if (before?.side !== side) return { side, count, first };
  return { side, count: before.count + count, first: before.first };
}

import type { LongSound } from '../audio/long-sound.ts';
import type { Kernels, Sliced } from '../kernels/kernels.ts';
import { blockOf } from './digest.ts';

/** How two sounds differ as 16-bit samples. */
export interface Difference {
  /** Frame of the first sample that differs; where one sound is shorter, its end. */
  readonly firstFrame: number;
  /** Samples that differ, of the frames that both have. */
  readonly samples: number;
  /** The largest difference, in steps of 16 bits. */
  readonly largest: number;
  /** Power of the first sound over that of the difference; undefined where either is nothing. */
  readonly snrDb: number | undefined;
}

/** Frames that are compared at a time. */
const BLOCK = 65_536;

/**
 * Where two sounds differ as 16-bit files; undefined where they do not. They must have as many channels as each other.
 * @throws AppError file-unreadable, where one is read from a file
 */
export function* compareSounds(a: LongSound, b: LongSound, kernels: Kernels): Sliced<Difference | undefined> {
  const frames = Math.min(a.frames, b.frames);
  const channels = a.channelCount;
  let [first, samples, largest, signal, noise] = [-1, 0, 0, 0, 0];
  for (let from = 0; from < frames; from += BLOCK) {
    const count = Math.min(BLOCK, frames - from);
    const [x, y] = [codes(a, from, count, kernels), codes(b, from, count, kernels)];
    for (let i = 0; i < count * channels; i += 1) {
      const wanted = x[i] ?? 0;
      const distance = Math.abs(wanted - (y[i] ?? 0));
      signal += wanted * wanted;
      if (distance === 0) continue;
      if (first < 0) first = from + Math.floor(i / channels);
      samples += 1;
      noise += distance * distance;
      largest = Math.max(largest, distance);
    }
    yield (from + count) / frames;
  }
  const snrDb = signal > 0 && noise > 0 ? 10 * Math.log10(signal / noise) : undefined;
  if (first >= 0) return { firstFrame: first, samples, largest, snrDb };
  return a.frames === b.frames ? undefined : { firstFrame: frames, samples, largest, snrDb };
}

function codes(sound: LongSound, from: number, count: number, { pcm }: Kernels): Int16Array {
  const bytes = pcm.encode(blockOf(sound, from, count), 's16', 'wav');
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
}

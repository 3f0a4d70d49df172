import { type Clip, frameLength } from '../audio/clip.ts';
import type { Kernels } from '../kernels/kernels.ts';

/** How two sounds differ as 16-bit samples. */
export interface Difference {
  /** Frame of the first sample that differs; where one sound is shorter, its end. */
  readonly firstFrame: number;
  /** Samples that differ, of the frames that both have. */
  readonly samples: number;
  /** The largest difference, in steps of 16 bits. */
  readonly largest: number;
}

/** Where two sounds differ as 16-bit files; undefined where they do not. They must have as many channels as each other. */
export function compareClips(a: Clip, b: Clip, kernels: Kernels): Difference | undefined {
  const frames = Math.min(frameLength(a), frameLength(b));
  const [x, y] = [codes(a, kernels), codes(b, kernels)];
  const channels = a.channels.length;
  let first = -1;
  let samples = 0;
  let largest = 0;
  for (let i = 0; i < frames * channels; i += 1) {
    const distance = Math.abs((x[i] ?? 0) - (y[i] ?? 0));
    if (distance === 0) continue;
    if (first < 0) first = i;
    samples += 1;
    largest = Math.max(largest, distance);
  }
  if (first >= 0) return { firstFrame: Math.floor(first / channels), samples, largest };
  return frameLength(a) === frameLength(b) ? undefined : { firstFrame: frames, samples, largest };
}

function codes(clip: Clip, { pcm }: Kernels): Int16Array {
  const bytes = pcm.encode(clip.channels, 's16', 'wav');
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
}

import type { Clip } from '../audio/clip.ts';
import { AppError } from '../base/errors.ts';
import type { CodecKernels } from './codec.ts';
import { withinMemory } from './samples.ts';

/** Over all channels: 4 GiB of samples. A few bytes of such a file can stand for hours of silence. */
const MAX_SAMPLES = 2 ** 29;

/**
 * Samples as encoders of lossy formats take them: float32, limited to full scale as in files of integers, because beyond
 * it players clip in their own ways and encoders fail.
 */
export function toFloats(block: readonly Float64Array[], { pcm }: CodecKernels): Float32Array[] {
  const limited = pcm.decode(pcm.encode(block, 's32', 'wav'), 's32', block.length);
  return limited.map((channel) => new Float32Array(channel));
}

/**
 * Collects decoded samples, block by block.
 * @throws AppError memory-limit for more than one sound may have
 */
export class FloatCollector {
  readonly #blocks: (readonly Float32Array[])[] = [];
  readonly #channelCount: number;
  #frames = 0;

  constructor(channelCount: number) {
    this.#channelCount = channelCount;
  }

  /** So far. */
  get frames(): number {
    return this.#frames;
  }

  /** @param block is kept; at least as many channels as the sound, of one length */
  add(block: readonly Float32Array[]): void {
    this.#frames += block[0]?.length ?? 0;
    assertSize(this.#frames * this.#channelCount);
    this.#blocks.push(block);
  }

  /** Of all that was collected the samples from `start` to `end`, as doubles. */
  finish(sampleRate: number, start: number, end: number): Clip {
    const length = end - start;
    const channels = withinMemory(length * this.#channelCount, () =>
      Array.from({ length: this.#channelCount }, () => new Float64Array(length)),
    );
    let at = -start;
    for (const block of this.#blocks) {
      for (const [c, channel] of channels.entries()) {
        const from = block[c] ?? new Float32Array(0);
        channel.set(from.subarray(Math.max(0, -at), Math.max(0, length - at)), Math.max(0, Math.min(at, length)));
      }
      at += block[0]?.length ?? 0;
    }
    return { sampleRate, channels };
  }
}

/** @throws AppError memory-limit */
function assertSize(samples: number): void {
  if (samples <= MAX_SAMPLES) return;
  throw new AppError('memory-limit', `The sound is too long: more than ${MAX_SAMPLES} samples over all channels.`);
}

import type { Clip } from '../audio/clip.ts';
import { type CodecKernels, SAMPLE_LIMIT } from './codec.ts';
import { assertLength, type SoundShape, withinMemory } from './samples.ts';

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
  readonly #shape: SoundShape;
  readonly #limit: number;
  #frames = 0;

  /** @param limit samples over all channels: a few bytes of such a file can stand for hours of silence */
  constructor(shape: SoundShape, limit = SAMPLE_LIMIT) {
    this.#shape = shape;
    this.#limit = limit;
  }

  /** So far. */
  get frames(): number {
    return this.#frames;
  }

  /** @param block is kept; at least as many channels as the sound, of one length */
  add(block: readonly Float32Array[]): void {
    this.#frames += block[0]?.length ?? 0;
    assertLength(this.#frames * this.#shape.channelCount, this.#limit, this.#shape);
    this.#blocks.push(block);
  }

  /** Of all that was collected the samples from `start` to `end`, as doubles. */
  finish(start: number, end: number): Clip {
    const { sampleRate, channelCount } = this.#shape;
    const length = end - start;
    const channels = withinMemory(length * channelCount, () =>
      Array.from({ length: channelCount }, () => new Float64Array(length)),
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

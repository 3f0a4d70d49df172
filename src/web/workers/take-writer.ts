import { layOutWav } from '../../core/codecs/wav-layout.ts';
import type { TakeFile } from '../storage/take-file.ts';

const SAMPLE_BYTES = 4;
/** Zeros that are written at once where frames are missing. */
const SILENCE_FRAMES = 4096;

export interface TakeShape {
  /** Hz */
  readonly sampleRate: number;
  readonly channels: number;
}

/** The head of a WAV file of 32-bit floats with so many frames; of one length for all. */
export function takeHead({ sampleRate, channels }: TakeShape, frames: number): Uint8Array<ArrayBuffer> {
  const shape = { sampleRate, channelCount: channels, frames, recipe: undefined } as const;
  return layOutWav({ ...shape, encoding: 'f32', container: 'growing' }).head;
}

/** Bytes of a frame. */
export function frameBytes({ channels }: TakeShape): number {
  return SAMPLE_BYTES * channels;
}

/** Puts the samples of a take behind each other: 32-bit floats as the browser gives them, so that nothing is rounded. */
export class TakeWriter {
  readonly #file: TakeFile;
  readonly #shape: TakeShape;
  /** One block, interleaved; used again and again. */
  #bytes = new Uint8Array(0);
  #flushing: Promise<void> = Promise.resolve();
  #safe = 0;

  constructor(file: TakeFile, shape: TakeShape) {
    this.#file = file;
    this.#shape = shape;
  }

  /** Frames that were written. */
  get frames(): number {
    return Math.floor(this.#file.length / frameBytes(this.#shape));
  }

  /** Frames that are on the disk. */
  get safe(): number {
    return this.#safe;
  }

  /**
   * @param samples by channel, of one length
   * @throws DOMException QuotaExceededError
   */
  write(samples: readonly Float32Array[]): void {
    const frames = samples[0]?.length ?? 0;
    const { channels } = this.#shape;
    const interleaved = new Float32Array(this.#room(frames).buffer, 0, frames * channels);
    for (const [channel, of] of samples.entries()) {
      for (let frame = 0; frame < frames; frame++) interleaved[frame * channels + channel] = of[frame] ?? 0;
    }
    this.#file.append(this.#bytes.subarray(0, frames * frameBytes(this.#shape)));
  }

  /** @throws DOMException QuotaExceededError */
  silence(frames: number): void {
    const zeros = new Uint8Array(Math.min(frames, SILENCE_FRAMES) * frameBytes(this.#shape));
    for (let left = frames; left > 0; left -= SILENCE_FRAMES) {
      this.#file.append(zeros.subarray(0, Math.min(left, SILENCE_FRAMES) * frameBytes(this.#shape)));
    }
  }

  /** What was written is on the disk when it resolves. @throws DOMException QuotaExceededError */
  flush(): Promise<void> {
    const next = this.#flushing.then(async () => {
      const { frames } = this;
      await this.#file.flush(takeHead(this.#shape, frames));
      this.#safe = frames;
    });
    this.#flushing = next.catch(() => undefined);
    return next;
  }

  /** Lets the file go, with a head that says how long it is. @returns its frames */
  async finish(): Promise<number> {
    // What a full disk does not take is not counted from then on.
    await this.flush().catch(() => undefined);
    const { frames } = this;
    await this.#file.finish(takeHead(this.#shape, frames), frames * frameBytes(this.#shape));
    this.#safe = frames;
    return frames;
  }

  #room(frames: number): Uint8Array<ArrayBuffer> {
    const bytes = frames * frameBytes(this.#shape);
    if (this.#bytes.length < bytes) this.#bytes = new Uint8Array(bytes);
    return this.#bytes;
  }
}

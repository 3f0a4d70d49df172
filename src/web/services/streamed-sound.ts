import type { ClipFacts, FrameSpan } from './playback-clock.ts';

/** A sound that is read while it is heard. */
export interface SoundStream extends ClipFacts {
  readonly channelCount: number;
  /** Some of every channel. */
  read(start: number, count: number): Promise<readonly Float32Array[]>;
}

/** The same with silence behind it, where it is shorter than asked for. */
export function lengthened(sound: SoundStream, frames: number): SoundStream {
  if (frames <= sound.frames) return sound;
  return {
    ...sound,
    frames,
    // Nothing is copied of channels that are not there.
    read: async (start, count) =>
      start < sound.frames ? sound.read(start, Math.min(count, sound.frames - start)) : [],
  };
}

/** Frames read at once. */
const BLOCK = 32_768;
/** Such blocks that are kept, and s of sound where that is more: some seconds before and behind what is heard. */
const BLOCKS = 24;
const KEPT_S = 12;

/** What is there of a stream, and what is on its way. */
export class StreamedSound {
  readonly stream: SoundStream;
  readonly #blocks = new Map<number, readonly Float32Array[]>();
  readonly #coming = new Map<number, Promise<void>>();

  constructor(stream: SoundStream) {
    this.stream = stream;
  }

  /** Whether all of a stretch is there. */
  has(span: FrameSpan): boolean {
    return blocksUnder(span).every((block) => this.#blocks.has(block));
  }

  async load(spans: readonly FrameSpan[]): Promise<void> {
    const needed = new Set(spans.flatMap(blocksUnder));
    await Promise.all([...needed].map((block) => this.#fetch(block)));
  }

  /** Copies what is there of a stretch; nothing for what is not. */
  copy(channel: number, { start, count }: FrameSpan, into: Float32Array): void {
    for (const block of blocksUnder({ start, count })) {
      const samples = this.#blocks.get(block)?.[channel];
      if (!samples) continue;
      const from = Math.max(start, block * BLOCK);
      const to = Math.min(start + count, block * BLOCK + samples.length);
      if (to > from) into.set(samples.subarray(from - block * BLOCK, to - block * BLOCK), from - start);
    }
  }

  async #fetch(block: number): Promise<void> {
    const known = this.#blocks.get(block);
    if (known) {
      this.#blocks.delete(block);
      this.#blocks.set(block, known);
      return;
    }
    const coming = this.#coming.get(block) ?? this.#read(block);
    this.#coming.set(block, coming);
    await coming;
  }

  async #read(block: number): Promise<void> {
    try {
      const start = block * BLOCK;
      this.#blocks.set(block, await this.stream.read(start, Math.min(BLOCK, this.stream.frames - start)));
      const most = Math.max(BLOCKS, Math.ceil((KEPT_S * this.stream.sampleRate) / BLOCK));
      for (const oldest of this.#blocks.keys()) {
        if (this.#blocks.size <= most) break;
        this.#blocks.delete(oldest);
      }
    } finally {
      this.#coming.delete(block);
    }
  }
}

function blocksUnder({ start, count }: FrameSpan): number[] {
  const first = Math.floor(start / BLOCK);
  const last = Math.floor((start + Math.max(count, 1) - 1) / BLOCK);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

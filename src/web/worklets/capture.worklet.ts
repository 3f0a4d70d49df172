import { BLOCK_FRAMES, type CaptureBlock } from './capture-block.ts';

/**
 * Hands the samples that come in to whoever has the other end of the port, some quanta at a time. Buffers come back by
 * the same port to be filled again, so that nothing is allocated once it runs.
 */
class Capture extends AudioWorkletProcessor {
  readonly #channels: number;
  #out: MessagePort | undefined;
  readonly #spare: ArrayBuffer[] = [];
  #block: Float32Array<ArrayBuffer> | undefined;
  #filled = 0;
  #missing = 0;
  #frame = 0;

  constructor({ processorOptions }: { readonly processorOptions: { readonly channels: number } }) {
    super();
    this.#channels = processorOptions.channels;
    this.port.onmessage = ({ data }: MessageEvent<MessagePort>) => {
      this.#out = data;
      data.onmessage = ({ data: buffer }: MessageEvent<ArrayBuffer>) => this.#spare.push(buffer);
    };
  }

  process([input = []]: readonly (readonly Float32Array[])[]): boolean {
    if (!this.#out) return true;
    // Or what the stand-in for a worklet takes; nothing at all comes while a device is away.
    const count = input[0]?.length ?? 128;
    for (let at = 0; at < count; at += BLOCK_FRAMES) this.#take(input, at, Math.min(count, at + BLOCK_FRAMES));
    return true;
  }

  #take(input: readonly Float32Array[], start: number, end: number): void {
    const count = end - start;
    if (this.#filled + count > BLOCK_FRAMES) this.#send();
    if (this.#filled === 0) this.#frame = typeof currentFrame === 'number' ? currentFrame + start : -1;
    this.#block ??= new Float32Array(this.#spare.pop() ?? new ArrayBuffer(4 * BLOCK_FRAMES * this.#channels));
    for (let channel = 0; channel < this.#channels; channel++) {
      const at = channel * BLOCK_FRAMES + this.#filled;
      const samples = input[channel];
      if (samples) this.#block.set(start === 0 && end === samples.length ? samples : samples.subarray(start, end), at);
      else this.#block.fill(0, at, at + count);
    }
    if (input.length === 0) this.#missing += count;
    this.#filled += count;
    if (this.#filled === BLOCK_FRAMES) this.#send();
  }

  #send(): void {
    if (!this.#block) return;
    const { buffer } = this.#block;
    const block: CaptureBlock = { frame: this.#frame, frames: this.#filled, missing: this.#missing, samples: buffer };
    this.#out?.postMessage(block, [buffer]);
    this.#block = undefined;
    this.#filled = 0;
    this.#missing = 0;
  }
}

registerProcessor('sonde-capture', Capture);

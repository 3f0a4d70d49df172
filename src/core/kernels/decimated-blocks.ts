import type { Pointer } from './abi.gen.ts';
import { type Block, blocksOf } from './blocks.ts';
import type { Heap, Scope } from './heap.ts';
import type { MonoSource } from './kernels.ts';
import { checkFiniteAt } from './world-checks.ts';

/** Blocks whose values are kept, those used last: 17 MB at most. */
const KEPT = 64;

/**
 * A sound decimated by 2..12 without phase, in bounded memory and to the bit as in one go. The filter runs over the sound forwards,
 * then backwards, and leaves its state at the edges of blocks: from those any block is made again.
 */
export class DecimatedBlocks {
  /** Of the sound, samples. */
  readonly blocks: readonly Block[];
  readonly #heap: Heap;
  readonly #source: MonoSource;
  readonly #factor: number;
  readonly #handle: Pointer;
  readonly #kept = new Map<number, Float64Array>();

  /**
   * @param scope owns what is held in linear memory
   * @param source at least 10 samples
   */
  constructor(heap: Heap, scope: Scope, source: MonoSource, factor: number) {
    const { abi } = heap;
    this.#heap = heap;
    this.#source = source;
    this.#factor = factor;
    this.#handle = scope.own(abi.sonde_decimation_create(source.length, factor), abi.sonde_decimation_destroy);
    this.blocks = [...blocksOf(source.length, abi.sonde_decimation_block())];
  }

  /** First: takes the blocks forwards, in order. @throws AppError audio-not-finite */
  take({ start, length }: Block): void {
    this.#heap.scoped((scope) => {
      const at = scope.putF64(this.#source.read(start, length));
      checkFiniteAt(this.#heap, at, length);
      this.#heap.abi.sonde_decimation_take(this.#handle, at, length);
    });
  }

  /** A block's values: then of the last block, of the one before it and so on, and after that of any. */
  values(index: number): Float64Array {
    const values = this.#kept.get(index) ?? this.#make(index);
    // The end of the map is what was used last.
    this.#kept.delete(index);
    this.#kept.set(index, values);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return values;
  }

  /** All of it, once every block has been made. */
  get decimated(): MonoSource {
    const { sampleRate } = this.#source;
    const read = (start: number, count: number): Float64Array => this.#read(start, count);
    return { sampleRate: sampleRate / this.#factor, length: this.#first(this.blocks.length), read };
  }

  #first(index: number): number {
    return this.#heap.abi.sonde_decimation_first(this.#handle, index);
  }

  #make(index: number): Float64Array {
    const { start, length } = this.blocks[index] ?? { start: 0, length: 0 };
    const count = this.#first(index + 1) - this.#first(index);
    return this.#heap.scoped((scope) => {
      const values = scope.f64(count);
      const x = scope.putF64(this.#source.read(start, length));
      this.#heap.abi.sonde_decimation_run(this.#handle, index, x, length, values);
      return this.#heap.readF64(values, count);
    });
  }

  #read(start: number, count: number): Float64Array {
    const out = new Float64Array(count);
    for (let index = this.#blockOf(start), at = start; at < start + count; index++) {
      const first = this.#first(index);
      const part = this.values(index).subarray(at - first, start + count - first);
      out.set(part, at - start);
      at += part.length;
    }
    return out;
  }

  /** The block that a value is made from. */
  #blockOf(value: number): number {
    // Not before it: the first value is among the first `factor` samples.
    let index = Math.min(Math.floor((value * this.#factor) / (this.blocks[0]?.length ?? 1)), this.blocks.length - 1);
    while (this.#first(index + 1) <= value) index += 1;
    return index;
  }
}

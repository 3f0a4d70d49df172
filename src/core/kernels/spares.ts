const LEAST = 65_536;
/** Bytes kept at most: what a crew has under way at a time. */
const MOST = 32 * 2 ** 20;
/** A buffer may be so many times larger than what it is taken for. */
const EXCESS = 4;

/** Whether it is worth a second use. */
export function isWorthKeeping({ byteLength }: ArrayBuffer): boolean {
  return byteLength >= LEAST;
}

/**
 * Buffers that came back from a thread, to go to one again: fresh memory costs more than what is written into it, and every
 * buffer that is dropped has to be found by the garbage collector.
 */
export class Spares {
  readonly #free: ArrayBuffer[] = [];
  #bytes = 0;

  /** An array of this length, of any content; its buffer may be larger. */
  take(length: number): Float64Array<ArrayBuffer> {
    const bytes = 8 * length;
    const fits = (size: number): boolean => size >= bytes && size <= EXCESS * bytes;
    const best = bytes < LEAST ? undefined : leastOf(this.#free.filter(({ byteLength }) => fits(byteLength)));
    if (best === undefined) return new Float64Array(length);
    this.#free.splice(this.#free.indexOf(best), 1);
    this.#bytes -= best.byteLength;
    return new Float64Array(best, 0, length);
  }

  /** For the next one; nobody else uses it any more. */
  put(buffer: ArrayBuffer): void {
    if (!isWorthKeeping(buffer) || this.#bytes + buffer.byteLength > MOST) return;
    this.#free.push(buffer);
    this.#bytes += buffer.byteLength;
  }

  clear(): void {
    this.#free.length = 0;
    this.#bytes = 0;
  }
}

function leastOf(buffers: readonly ArrayBuffer[]): ArrayBuffer | undefined {
  return [...buffers].sort((a, b) => a.byteLength - b.byteLength)[0];
}

/** Bytes of shared memory at most: two analyses of ten seconds. */
const MOST = 64 * 2 ** 20;
/** Bytes below which a copy costs less than memory that only a collection of garbage gives back: a second of sound. */
const LEAST = 2 ** 21;

/** Whether all threads see what one of them writes here. */
export function isShared({ buffer }: ArrayBufferView): boolean {
  // Not `instanceof`: pages that are not isolated have no such constructor.
  return Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]';
}

/**
 * Whether this host lets its threads share memory: Node always, pages where they are isolated from others, but for engines
 * that make a second name of it by a copy.
 */
export function canShare(): boolean {
  const { crossOriginIsolated = true } = globalThis as { readonly crossOriginIsolated?: boolean };
  if (!crossOriginIsolated || typeof SharedArrayBuffer !== 'function') return false;
  try {
    return isShared(new Uint8Array(structuredClone(new SharedArrayBuffer(8))));
  } catch {
    return false;
  }
}

/**
 * Memory in which several threads make one matrix, without copies between them. A help, never a condition: there is little
 * of it, and a host may have none.
 *
 * No engine sees shared memory as a reason to collect garbage, and each thread keeps what it ever saw until it collects its own. So
 * it is used over and over: a piece comes back once nobody in this thread has a view of it any more. Whoever lends a view to
 * another thread keeps one until that is done.
 */
export class SharedRows {
  readonly #most: number;
  readonly #free: SharedArrayBuffer[] = [];
  readonly #unused = new FinalizationRegistry<SharedArrayBuffer>((piece) => void this.#free.push(piece));
  #bytes = 0;

  /** @param most bytes; none where threads cannot share any */
  constructor(most = canShare() ? MOST : 0) {
    this.#most = most;
  }

  /** An array of this length, of any content; undefined where there is no room for it, or it is too small to matter. */
  take(length: number): Float64Array | undefined {
    if (8 * length < LEAST) return undefined;
    const size = 2 ** Math.ceil(Math.log2(8 * length));
    const piece = this.#reuse(size) ?? this.#make(size);
    if (piece === undefined) return undefined;
    // The same memory by another name, which only the receivers have: when that is gone, so are they.
    const name = structuredClone(piece);
    this.#unused.register(name, piece);
    return new Float64Array(name, 0, length);
  }

  #reuse(size: number): SharedArrayBuffer | undefined {
    const at = this.#free.findIndex(({ byteLength }) => byteLength === size);
    return at < 0 ? undefined : this.#free.splice(at, 1)[0];
  }

  /** Where all there is is free and of other sizes, sounds have another length now. */
  #forgetOthers(size: number): void {
    const free = this.#free.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (this.#bytes + size <= this.#most || free < this.#bytes) return;
    this.#free.length = 0;
    this.#bytes = 0;
  }

  #make(size: number): SharedArrayBuffer | undefined {
    this.#forgetOthers(size);
    if (this.#bytes + size > this.#most) return undefined;
    try {
      const made = new SharedArrayBuffer(size);
      this.#bytes += size;
      return made;
    } catch {
      return undefined;
    }
  }
}

import { AppError } from '../base/errors.ts';
import { type Abi, type Pointer, SONDE_NO_MEMORY, SONDE_OK } from './abi.gen.ts';

/** The largest single piece that the allocator can give. */
const PIECE_LIMIT = 2 ** 31 - 64;

/**
 * Linear memory, seen from outside. This file alone makes views on it, afresh for every use, because a view dies when
 * memory grows; callers get copies. Addresses are unsigned here, whatever WebAssembly returned.
 */
export class Heap {
  readonly abi: Abi;
  readonly #memory: WebAssembly.Memory;

  constructor(abi: Abi, memory: WebAssembly.Memory) {
    this.abi = abi;
    this.#memory = memory;
  }

  /** What linear memory has grown to; it never shrinks. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** A scope to be closed by the caller, in a `finally`: for generators, which may be returned early. */
  open(): Scope {
    return new Scope(this);
  }

  /** Runs `use` and frees what it took, whatever happens. */
  scoped<T>(use: (scope: Scope) => T): T {
    const scope = this.open();
    try {
      return use(scope);
    } finally {
      scope.close();
    }
  }

  /** @throws AppError memory-limit when a status says so, internal for any other failure. */
  check(status: number): void {
    if (status !== SONDE_OK) throw this.#failure(status);
  }

  /** An address or a handle, unsigned. @throws AppError memory-limit when it is null. */
  checkHandle(handle: Pointer): Pointer {
    if (handle === 0) throw this.#failure(SONDE_NO_MEMORY);
    return handle >>> 0;
  }

  /** @throws AppError memory-limit */
  allocate(bytes: number): Pointer {
    if (bytes > PIECE_LIMIT) throw memoryLimit(`${bytes} bytes in one piece, of which 2 GiB is the limit`);
    const at = this.abi.sonde_alloc(bytes);
    if (at === 0) throw memoryLimit(`another ${bytes} bytes`);
    return at >>> 0;
  }

  readF64(at: Pointer, length: number): Float64Array<ArrayBuffer> {
    return copy(() => new Float64Array(this.#memory.buffer, at, length).slice());
  }

  readF32(at: Pointer, length: number): Float32Array<ArrayBuffer> {
    return copy(() => new Float32Array(this.#memory.buffer, at, length).slice());
  }

  readI32(at: Pointer, length: number): Int32Array<ArrayBuffer> {
    return copy(() => new Int32Array(this.#memory.buffer, at, length).slice());
  }

  readBytes(at: Pointer, length: number): Uint8Array<ArrayBuffer> {
    return copy(() => new Uint8Array(this.#memory.buffer, at, length).slice());
  }

  /** Fills `target` without making an array. @realtime but for the view. */
  readF64Into(at: Pointer, target: Float64Array): void {
    target.set(new Float64Array(this.#memory.buffer, at, target.length));
  }

  writeF64(at: Pointer, values: Float64Array): void {
    new Float64Array(this.#memory.buffer, at, values.length).set(values);
  }

  writeF32(at: Pointer, values: Float32Array): void {
    new Float32Array(this.#memory.buffer, at, values.length).set(values);
  }

  writeI32(at: Pointer, values: Int32Array): void {
    new Int32Array(this.#memory.buffer, at, values.length).set(values);
  }

  writeBytes(at: Pointer, values: Uint8Array): void {
    new Uint8Array(this.#memory.buffer, at, values.length).set(values);
  }

  #failure(status: number): AppError {
    const message = readMessage(this.#memory, this.abi.sonde_last_message() >>> 0);
    if (status === SONDE_NO_MEMORY) return new AppError('memory-limit', `Not enough memory. ${message}`);
    return new AppError('internal', `A kernel refused its arguments (status ${status}). ${message}`);
  }
}

/** Memory and handles that go together: everything taken through a scope is given back when it closes, newest first. */
export class Scope {
  readonly #heap: Heap;
  readonly #held: { readonly handle: Pointer; readonly free: (handle: Pointer) => void }[] = [];

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  bytes(length: number): Pointer {
    return this.own(this.#heap.allocate(length), this.#heap.abi.sonde_free);
  }

  f64(length: number): Pointer {
    return this.bytes(8 * length);
  }

  f32(length: number): Pointer {
    return this.bytes(4 * length);
  }

  i32(length: number): Pointer {
    return this.bytes(4 * length);
  }

  /** A copy of `values` in linear memory. */
  putF64(values: Float64Array): Pointer {
    const at = this.f64(values.length);
    this.#heap.writeF64(at, values);
    return at;
  }

  putBytes(values: Uint8Array): Pointer {
    const at = this.bytes(values.length);
    this.#heap.writeBytes(at, values);
    return at;
  }

  /** Takes charge of what a `_create` returned. @throws AppError memory-limit when that is null */
  own(handle: Pointer, free: (handle: Pointer) => void): Pointer {
    const owned = this.#heap.checkHandle(handle);
    this.#held.push({ handle: owned, free });
    return owned;
  }

  /** May be called again: there is then nothing left to free. */
  close(): void {
    for (let each = this.#held.pop(); each; each = this.#held.pop()) each.free(each.handle);
  }
}

/** The ASCII text up to its zero byte. No TextDecoder: a worklet has none. */
export function readMessage(memory: WebAssembly.Memory, at: Pointer): string {
  const bytes = new Uint8Array(memory.buffer, at, 256);
  const end = bytes.indexOf(0);
  return String.fromCharCode(...bytes.subarray(0, end < 0 ? bytes.length : end));
}

function memoryLimit(what: string): AppError {
  return new AppError('memory-limit', `Not enough memory: the job needs ${what}. A shorter sound may fit.`);
}

/** An array that the engine cannot allocate is a RangeError. */
function copy<T>(make: () => T): T {
  try {
    return make();
  } catch (thrown) {
    if (thrown instanceof RangeError) {
      throw new AppError('memory-limit', 'Not enough memory for the result. A shorter sound may fit.', {
        cause: thrown,
      });
    }
    throw thrown;
  }
}

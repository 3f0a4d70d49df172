/** Rooms that are kept, of every size. */
const MOST = 12;

/** Bytes of the smallest room. */
const LEAST = 1 << 16;

/**
 * Memory for what goes to other threads and comes back: taking a fresh piece each time, and giving it back to the system,
 * costs more than the work of copying into it.
 */
export class Rooms {
  readonly #free: ArrayBuffer[] = [];

  /** A room of so many bytes at least; what is in it is of no meaning. */
  take(bytes: number): ArrayBuffer {
    const fits = ({ byteLength }: ArrayBuffer): boolean =>
      byteLength >= bytes && byteLength <= 8 * Math.max(bytes, LEAST);
    const place = this.#free.findIndex(fits);
    const [found] = place < 0 ? [] : this.#free.splice(place, 1);
    return found ?? new ArrayBuffer(Math.max(LEAST, 2 ** Math.ceil(Math.log2(bytes))));
  }

  put(room: ArrayBuffer): void {
    // What another thread has taken along has no bytes any more.
    if (room.byteLength === 0) return;
    this.#free.push(room);
    if (this.#free.length > MOST) this.#free.shift();
  }

  clear(): void {
    this.#free.length = 0;
  }
}

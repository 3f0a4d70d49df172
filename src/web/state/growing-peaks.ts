/** Columns at most: more than any screen shows. */
const MOST = 8192;

/** Min and max of a sound that grows, in bounded memory: when there are too many columns, each two become one. */
export class GrowingPeaks {
  #data = new Float32Array(2 * MOST);
  #count = 0;
  #perColumn: number;
  /** Given columns that went into the last one so far. */
  #filled = 0;
  #merged = 1;

  /** @param frames of a column that is given */
  constructor(frames: number) {
    this.#perColumn = frames;
  }

  /** Columns that there are, the last one maybe not whole. */
  get count(): number {
    return this.#count;
  }

  /** Frames of a column as they are now. */
  get framesPerColumn(): number {
    return this.#perColumn * this.#merged;
  }

  /** Min, max, min, max; valid until the next `add`. */
  get data(): Float32Array {
    return this.#data.subarray(0, 2 * this.#count);
  }

  /** @param columns min and max, interleaved */
  add(columns: Float32Array): void {
    for (let index = 0; index < columns.length; index += 2) this.#push(columns[index] ?? 0, columns[index + 1] ?? 0);
  }

  #push(low: number, high: number): void {
    if (this.#filled === 0) {
      if (this.#count === MOST) this.#halve();
      this.#data.set([low, high], 2 * this.#count);
      this.#count++;
    } else {
      const at = 2 * (this.#count - 1);
      this.#data[at] = Math.min(this.#data[at] ?? low, low);
      this.#data[at + 1] = Math.max(this.#data[at + 1] ?? high, high);
    }
    this.#filled = (this.#filled + 1) % this.#merged;
  }

  #halve(): void {
    const data = this.#data;
    for (let column = 0; column < MOST / 2; column++) {
      data[2 * column] = Math.min(data[4 * column] ?? 0, data[4 * column + 2] ?? 0);
      data[2 * column + 1] = Math.max(data[4 * column + 1] ?? 0, data[4 * column + 3] ?? 0);
    }
    this.#count = MOST / 2;
    this.#merged *= 2;
  }
}

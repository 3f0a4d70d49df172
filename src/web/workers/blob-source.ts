import type { ByteSource } from '../../core/base/byte-source.ts';
import { AppError } from '../../core/base/errors.ts';

/** Bytes fetched at once where little is asked for: a question to the browser costs as much as reading this. */
const AHEAD = 2 ** 20;

/**
 * A blob, which may be a file of any size, read where it is needed. Only in a worker: the browser lets nothing else wait
 * for a disk.
 */
export class BlobSource implements ByteSource {
  readonly length: number;
  readonly #blob: Blob;
  readonly #name: string;
  readonly #reader = new FileReaderSync();
  #start = 0;
  #bytes = new Uint8Array(0);

  constructor(blob: Blob, name: string) {
    this.#blob = blob;
    this.#name = name;
    this.length = blob.size;
  }

  /** @throws AppError file-unreadable */
  read(start: number, count: number): Uint8Array {
    const within = start - this.#start;
    if (within < 0 || within + count > this.#bytes.length) {
      this.#bytes = this.#fetch(start, Math.min(Math.max(count, AHEAD), this.length - start));
      this.#start = start;
      return this.#bytes.subarray(0, count);
    }
    return this.#bytes.subarray(within, within + count);
  }

  #fetch(start: number, count: number): Uint8Array<ArrayBuffer> {
    try {
      const bytes = new Uint8Array(this.#reader.readAsArrayBuffer(this.#blob.slice(start, start + count)));
      if (bytes.length === count) return bytes;
      throw new Error('it has become shorter');
    } catch (cause) {
      throw new AppError('file-unreadable', `"${this.#name}" cannot be read: was it moved or changed?`, { cause });
    }
  }
}

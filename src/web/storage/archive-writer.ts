import { AppError } from '../../core/base/errors.ts';
import type { ArchivePiece } from '../../core/sets/export-set.ts';
import { removeEmpty } from './remove-empty.ts';

/** Bytes that become a blob, which a browser keeps on disk when there are many. */
const BLOB_BYTES = 8_000_000;

/**
 * Takes the pieces of archives as they come: the first archive goes to the file, where there is one, and every other into
 * blobs. A file is there whole or as it was before, whatever happens on the way.
 */
export class ArchiveWriter {
  readonly #destination: FileSystemFileHandle | undefined;
  #file: FileSystemWritableFileStream | undefined;
  #blobs: Blob[][] = [];
  #pending: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;
  #part = 0;

  constructor(destination: FileSystemFileHandle | undefined) {
    this.#destination = destination;
  }

  /** @throws AppError file-unwritable, disk-full */
  async write({ part, bytes }: ArchivePiece): Promise<void> {
    if (part !== this.#part) await this.#flush();
    this.#part = part;
    this.#pending.push(bytes as Uint8Array<ArrayBuffer>);
    this.#bytes += bytes.length;
    if (this.#bytes >= BLOB_BYTES) await this.#flush();
  }

  /** @returns the archives that went to no file */
  async close(): Promise<readonly Blob[]> {
    await this.#flush();
    await told(async () => this.#file?.close());
    return this.#blobs.filter((parts) => parts.length > 0).map((parts) => new Blob(parts, { type: 'application/zip' }));
  }

  /** Leaves nothing behind. */
  async abort(): Promise<void> {
    this.#blobs = [];
    await this.#file?.abort().catch(() => undefined);
    if (this.#destination) await removeEmpty(this.#destination);
  }

  async #flush(): Promise<void> {
    const block = new Blob(this.#pending);
    this.#pending = [];
    this.#bytes = 0;
    const part = this.#part;
    if (part === 0 && this.#destination) {
      const destination = this.#destination;
      this.#file ??= await told(() => destination.createWritable());
      const file = this.#file;
      await told(() => file.write(block));
    } else {
      const parts = this.#blobs[part] ?? [];
      parts.push(block);
      this.#blobs[part] = parts;
    }
  }
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
    const code = isFull ? 'disk-full' : 'file-unwritable';
    throw new AppError(code, `The archive cannot be written: ${AppError.from(cause).message}`, { cause });
  }
}

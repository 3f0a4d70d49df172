import type { TakeFile } from './take-file.ts';
import type { TakesDb } from './takes-db.ts';

/** A file that a worker writes without waiting; only workers have it, so that it is not in TypeScript's library of pages. */
interface SyncAccess {
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

function openAtOnce(handle: FileSystemFileHandle): Promise<SyncAccess> {
  return (handle as FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccess> }).createSyncAccessHandle();
}

/** Where the samples of takes lie until they are sounds of the library. */
export interface TakeFiles {
  create(id: string, head: number): Promise<TakeFile>;
  /**
   * To be repaired and finished.
   * @param head bytes before the samples
   * @returns undefined when there is none
   * @throws DOMException NoModificationAllowedError while another page writes it
   */
  open(id: string, head: number): Promise<TakeFile | undefined>;
  /** The whole file. It is read where it lies. */
  whole(id: string): Promise<Blob>;
  /** The same as a handle that can be moved; undefined where there are none. */
  handle(id: string): Promise<FileSystemFileHandle | undefined>;
  delete(id: string): Promise<void>;
}

/** Files of the origin, written through a synchronous handle: what is written outlives the tab at once. */
export class OriginTakes implements TakeFiles {
  readonly #folder: FileSystemDirectoryHandle;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  async create(id: string, head: number): Promise<TakeFile> {
    const handle = await this.#folder.getFileHandle(id, { create: true });
    const access = await openAtOnce(handle);
    access.truncate(0);
    return new OriginTake(access, head, 0);
  }

  async open(id: string, head: number): Promise<TakeFile | undefined> {
    const handle = await this.handle(id);
    if (!handle) return undefined;
    const access = await openAtOnce(handle);
    return new OriginTake(access, head, Math.max(0, access.getSize() - head));
  }

  async whole(id: string): Promise<Blob> {
    return (await this.#folder.getFileHandle(id)).getFile();
  }

  async handle(id: string): Promise<FileSystemFileHandle | undefined> {
    try {
      return await this.#folder.getFileHandle(id);
    } catch (failure) {
      if (failure instanceof DOMException && failure.name === 'NotFoundError') return undefined;
      throw failure;
    }
  }

  async delete(id: string): Promise<void> {
    if (await this.handle(id)) await this.#folder.removeEntry(id);
  }
}

class OriginTake implements TakeFile {
  readonly #access: SyncAccess;
  readonly #head: number;
  #length: number;

  constructor(access: SyncAccess, head: number, length: number) {
    this.#access = access;
    this.#head = head;
    this.#length = length;
  }

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array<ArrayBuffer>): void {
    const written = this.#access.write(bytes, { at: this.#head + this.#length });
    if (written < bytes.length) throw new DOMException('Only a part was written.', 'QuotaExceededError');
    this.#length += bytes.length;
  }

  async flush(head: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#access.write(head, { at: 0 });
    this.#access.flush();
  }

  async finish(head: Uint8Array<ArrayBuffer>, length: number): Promise<void> {
    // What a full disk cut in the middle of a frame goes first: the end of the samples is the end of the file.
    this.#access.truncate(this.#head + length);
    this.#length = length;
    await this.flush(head);
    this.#access.close();
  }
}

/** Pieces in a database, one for each flush. */
export class DatabaseTakes implements TakeFiles {
  readonly #db: TakesDb;

  constructor(db: TakesDb) {
    this.#db = db;
  }

  async create(id: string): Promise<TakeFile> {
    return new DatabaseTake(this.#db, id, []);
  }

  async open(id: string): Promise<TakeFile | undefined> {
    const pieces = await this.#pieces(id);
    const sizes = pieces.map(({ size }) => size);
    return pieces.length === 0 ? undefined : new DatabaseTake(this.#db, id, sizes);
  }

  async whole(id: string): Promise<Blob> {
    const head = await this.#db.get('pieces', [id, -1]);
    return new Blob([...(head ? [head] : []), ...(await this.#pieces(id))]);
  }

  async handle(): Promise<undefined> {
    return undefined;
  }

  async delete(id: string): Promise<void> {
    await this.#db.delete('pieces', IDBKeyRange.bound([id, -1], [id, Number.POSITIVE_INFINITY]));
  }

  #pieces(id: string): Promise<Blob[]> {
    return this.#db.getAll('pieces', rangeOf(id));
  }
}

class DatabaseTake implements TakeFile {
  readonly #db: TakesDb;
  readonly #id: string;
  /** Bytes of the pieces that are there, in order. */
  readonly #sizes: number[];
  #waiting: Uint8Array<ArrayBuffer>[] = [];
  #length: number;

  constructor(db: TakesDb, id: string, sizes: number[]) {
    this.#db = db;
    this.#id = id;
    this.#sizes = sizes;
    this.#length = sizes.reduce((sum, size) => sum + size, 0);
  }

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array<ArrayBuffer>): void {
    // The caller uses its bytes again.
    this.#waiting.push(bytes.slice());
    this.#length += bytes.length;
  }

  async flush(head: Uint8Array<ArrayBuffer>): Promise<void> {
    const piece = new Blob(this.#waiting);
    this.#waiting = [];
    try {
      const tx = this.#db.transaction('pieces', 'readwrite', { durability: 'strict' });
      const written = [tx.store.put(new Blob([head]), [this.#id, -1])];
      if (piece.size > 0) written.push(tx.store.put(piece, [this.#id, this.#sizes.length]));
      await Promise.all([...written, tx.done]);
    } catch (failure) {
      // What could not be kept is not counted.
      this.#length -= piece.size;
      throw failure;
    }
    if (piece.size > 0) this.#sizes.push(piece.size);
  }

  /** Pieces are whole: a database has no half of one. On a full disk the head of the last flush stays. */
  async finish(head: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#db.put('pieces', new Blob([head]), [this.#id, -1]).catch(() => undefined);
  }
}

function rangeOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);
}

/** Files of the origin where a worker can write them at once, otherwise pieces in the database. */
export async function openTakeFiles(name: string, db: TakesDb): Promise<TakeFiles> {
  try {
    const storage: StorageManager | undefined = navigator.storage;
    if (storage === undefined || !('createSyncAccessHandle' in FileSystemFileHandle.prototype)) {
      return new DatabaseTakes(db);
    }
    const root = await storage.getDirectory();
    return new OriginTakes(await root.getDirectoryHandle(`${name}-takes`, { create: true }));
  } catch {
    return new DatabaseTakes(db);
  }
}

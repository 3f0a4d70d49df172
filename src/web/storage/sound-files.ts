import type { ProjectDb } from './project-db.ts';

/** Bytes by content id. A file is there whole or not at all. */
export interface SoundFiles {
  /** Keeps the bytes; those that are there already stay. */
  put(id: string, bytes: Blob): Promise<void>;
  /** Takes over a file of this origin that nobody else needs: moved rather than copied, where that is possible. */
  adopt(id: string, bytes: Blob, handle: FileSystemFileHandle | undefined): Promise<void>;
  get(id: string): Promise<Blob | undefined>;
  delete(id: string): Promise<void>;
  ids(): Promise<readonly string[]>;
}

/** Files of the origin where the browser has them, otherwise values in the database. */
export async function openSoundFiles(db: ProjectDb, folder: string): Promise<SoundFiles> {
  try {
    // Missing on plain http from another machine, and refused in some private modes.
    const storage: StorageManager | undefined = navigator.storage;
    if (storage === undefined || !('createWritable' in FileSystemFileHandle.prototype)) return new DatabaseFiles(db);
    const root = await storage.getDirectory();
    return new OriginFiles(await root.getDirectoryHandle(folder, { create: true }));
  } catch {
    return new DatabaseFiles(db);
  }
}

export class OriginFiles implements SoundFiles {
  readonly #folder: FileSystemDirectoryHandle;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  async put(id: string, bytes: Blob): Promise<void> {
    if ((await this.get(id))?.size === bytes.size) return;
    const handle = await this.#folder.getFileHandle(id, { create: true });
    // Writes beside the file and takes its place when it is closed; nothing of it is seen before.
    const writable = await handle.createWritable();
    try {
      await bytes.stream().pipeTo(writable);
    } catch (failure) {
      await this.#removeEmpty(id);
      throw failure;
    }
  }

  async adopt(id: string, bytes: Blob, handle: FileSystemFileHandle | undefined): Promise<void> {
    if (handle && isMovable(handle)) await handle.move(this.#folder, id);
    else await this.put(id, bytes);
  }

  async get(id: string): Promise<Blob | undefined> {
    try {
      return await (await this.#folder.getFileHandle(id)).getFile();
    } catch (failure) {
      if (isMissing(failure)) return undefined;
      throw failure;
    }
  }

  async delete(id: string): Promise<void> {
    try {
      await this.#folder.removeEntry(id);
    } catch (failure) {
      if (!isMissing(failure)) throw failure;
    }
  }

  async ids(): Promise<readonly string[]> {
    const ids: string[] = [];
    for await (const id of this.#folder.keys()) if (!id.endsWith('.crswap')) ids.push(id);
    return ids;
  }

  async #removeEmpty(id: string): Promise<void> {
    if ((await this.get(id))?.size === 0) await this.delete(id);
  }
}

export class DatabaseFiles implements SoundFiles {
  readonly #db: ProjectDb;

  constructor(db: ProjectDb) {
    this.#db = db;
  }

  async put(id: string, bytes: Blob): Promise<void> {
    // A copy of its own: a file from a disk may be gone by the time it is asked for.
    const own = new Blob([await bytes.arrayBuffer()]);
    await this.#db.put('files', own, id);
  }

  /** What lies in a database is its own copy already. */
  async adopt(id: string, bytes: Blob): Promise<void> {
    await this.#db.put('files', bytes, id);
  }

  get(id: string): Promise<Blob | undefined> {
    return this.#db.get('files', id);
  }

  delete(id: string): Promise<void> {
    return this.#db.delete('files', id);
  }

  ids(): Promise<readonly string[]> {
    return this.#db.getAllKeys('files');
  }
}

function isMissing(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'NotFoundError';
}

interface MovableHandle {
  move(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
}

/** Browsers have it, TypeScript's library does not yet. */
function isMovable(handle: FileSystemFileHandle): handle is FileSystemFileHandle & MovableHandle {
  return 'move' in handle;
}

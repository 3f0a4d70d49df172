import * as Comlink from 'comlink';
import type { JournalEntry, ProjectDoc, SoundRecord } from '../state/project-doc.ts';
import { openProjectDb, type ProjectDb, storageError } from '../storage/project-db.ts';
import type { ProjectStorage, SavedProject } from '../storage/project-storage.ts';
import type { Unzipped } from '../storage/unzip.ts';
import { carryAppErrors } from '../workers/error-transfer.ts';
import type { StorageWorkerEntry } from '../workers/storage-protocol.ts';
import { MAX_FILE_BYTES } from './files.ts';
import { ProjectLease } from './project-lease.ts';
import type { Lease, ProjectStore } from './project-store.ts';

const SNAPSHOT_AFTER = 50;
const MOST_FILES = 10_000;

/** @param first the document before anything was done, on which the journal builds */
export function createProjectStore(name: string, first: ProjectDoc): ProjectStore {
  return new BrowserProjectStore(name, first);
}

class BrowserProjectStore implements ProjectStore {
  readonly #name: string;
  readonly #first: ProjectDoc;
  readonly #lease: ProjectLease;
  #worker: Comlink.Remote<StorageWorkerEntry> | undefined;
  #storage: Promise<Comlink.Remote<ProjectStorage>> | undefined;
  /** Of this thread: a journal that went through the worker would be late when the page goes. */
  #journal: ProjectDb | undefined;
  #sinceSnapshot = 0;

  constructor(name: string, first: ProjectDoc) {
    this.#name = name;
    this.#first = first;
    this.#lease = new ProjectLease(name);
  }

  async open(lost: () => Promise<void>): Promise<{ readonly lease: Lease; readonly saved: SavedProject }> {
    const lease = await this.#lease.ask(lost);
    return { lease, saved: await this.#read(lease === 'held') };
  }

  async take(lost: () => Promise<void>): Promise<SavedProject> {
    await this.#lease.take(lost);
    return this.#read(true);
  }

  async add(record: SoundRecord, bytes: Blob): Promise<void> {
    await (await this.#open()).add(record, bytes);
  }

  async change(record: SoundRecord): Promise<void> {
    await (await this.#open()).change(record);
  }

  async file(id: string): Promise<Blob> {
    return (await this.#open()).file(id);
  }

  async erase(ids: readonly string[]): Promise<void> {
    await (await this.#open()).erase(ids);
  }

  async append(entries: readonly JournalEntry[]): Promise<void> {
    try {
      // Nothing is awaited before the transaction stands.
      const db = this.#journal ?? (await this.#openJournal());
      const tx = db.transaction('journal', 'readwrite');
      const added = entries.map((entry) => tx.store.add(entry));
      tx.commit();
      await Promise.all([...added, tx.done]);
    } catch (thrown) {
      throw storageError(thrown);
    }
    this.#sinceSnapshot += entries.length;
    if (this.#sinceSnapshot < SNAPSHOT_AFTER) return;
    this.#sinceSnapshot = 0;
    await (await this.#open()).compact(this.#first);
  }

  unzip(archive: Blob, give: (file: File) => Promise<void>): Promise<Unzipped> {
    return this.#entry().unzip(archive, Comlink.proxy(give), { file: MAX_FILE_BYTES, files: MOST_FILES });
  }

  async #read(mayWrite: boolean): Promise<SavedProject> {
    const storage = await this.#open();
    this.#journal ??= await this.#openJournal();
    if (mayWrite) {
      await storage.tidy(Date.now());
      await storage.compact(this.#first);
    }
    return storage.read(this.#first);
  }

  async #openJournal(): Promise<ProjectDb> {
    try {
      return await openProjectDb(this.#name);
    } catch (thrown) {
      throw storageError(thrown);
    }
  }

  #open(): Promise<Comlink.Remote<ProjectStorage>> {
    this.#storage ??= this.#entry().open(this.#name);
    return this.#storage;
  }

  #entry(): Comlink.Remote<StorageWorkerEntry> {
    carryAppErrors();
    // Vite finds workers by this very form.
    this.#worker ??= Comlink.wrap<StorageWorkerEntry>(
      new Worker(new URL('../workers/storage.worker.ts', import.meta.url), { type: 'module' }),
    );
    return this.#worker;
  }
}

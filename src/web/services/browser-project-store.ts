import * as Comlink from 'comlink';
import { AppError } from '../../core/base/errors.ts';
import type { ProjectArchive } from '../state/project-archive.ts';
import type { JournalEntry, ProjectDoc, SoundRecord } from '../state/project-doc.ts';
import { openProjectDb, type ProjectDb, storageError } from '../storage/project-db.ts';
import type { ProjectStorage, SavedProject } from '../storage/project-storage.ts';
import type { Unzipped } from '../storage/unzip.ts';
import { carryAppErrors } from '../workers/error-transfer.ts';
import { MAX_HELD_BYTES } from '../workers/held-size.ts';
import type { GoOn, StorageWorkerEntry } from '../workers/storage-protocol.ts';
import type { JobHandlers } from './job-handlers.ts';
import { Lifeline } from './lifeline.ts';
import { ProjectLease } from './project-lease.ts';
import type { Lease, ProjectStore, ReadProject, WrittenProject } from './project-store.ts';

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
  /** Of the worker that is there: what it owes is answered when it dies. */
  #line = new Lifeline();
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
    await this.#ask((storage) => storage.add(record, bytes));
  }

  async change(record: SoundRecord): Promise<void> {
    await this.#ask((storage) => storage.change(record));
  }

  async file(id: string): Promise<Blob> {
    return this.#ask((storage) => storage.file(id));
  }

  async erase(ids: readonly string[]): Promise<void> {
    await this.#ask((storage) => storage.erase(ids));
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
    await this.#ask((storage) => storage.compact(this.#first));
  }

  isProject(archive: Blob): Promise<boolean> {
    return this.#hold((entry) => entry.isProject(archive));
  }

  writeProject(
    project: ProjectArchive,
    blobs: ReadonlyMap<string, Blob>,
    destination: FileSystemFileHandle | undefined,
    job: JobHandlers,
  ): Promise<WrittenProject> {
    return this.#hold((entry) => entry.writeProject(this.#name, project, blobs, destination, goOnOf(job)));
  }

  readProject(archive: Blob, job: JobHandlers): Promise<ReadProject> {
    return this.#hold((entry) => entry.readProject(this.#name, archive, goOnOf(job)));
  }

  unzip(archive: Blob, give: (file: File) => Promise<void>): Promise<Unzipped> {
    const limits = { file: MAX_HELD_BYTES, files: MOST_FILES };
    return this.#hold((entry) => entry.unzip(archive, Comlink.proxy(give), limits));
  }

  async #read(mayWrite: boolean): Promise<SavedProject> {
    this.#journal ??= await this.#openJournal();
    if (mayWrite) {
      await this.#ask((storage) => storage.tidy(Date.now()));
      await this.#ask((storage) => storage.compact(this.#first));
    }
    return this.#ask((storage) => storage.read(this.#first));
  }

  async #openJournal(): Promise<ProjectDb> {
    try {
      return await openProjectDb(this.#name);
    } catch (thrown) {
      throw storageError(thrown);
    }
  }

  #ask<T>(call: (storage: Comlink.Remote<ProjectStorage>) => Promise<T>): Promise<T> {
    return this.#hold(async (entry) => {
      this.#storage ??= entry.open(this.#name);
      return call(await this.#storage);
    });
  }

  /** A call that is answered even if the worker dies; the next one starts another. */
  #hold<T>(call: (entry: Comlink.Remote<StorageWorkerEntry>) => Promise<T>): Promise<T> {
    const entry = this.#entry();
    return this.#line.hold(call(entry));
  }

  #entry(): Comlink.Remote<StorageWorkerEntry> {
    if (this.#worker) return this.#worker;
    carryAppErrors();
    // Vite finds workers by this very form.
    const worker = new Worker(new URL('../workers/storage.worker.ts', import.meta.url), { type: 'module' });
    const line = new Lifeline();
    worker.addEventListener('error', (event) => {
      worker.terminate();
      this.#worker = undefined;
      this.#storage = undefined;
      const why = event.message || 'it could not be loaded';
      line.break(new AppError('file-unwritable', `What keeps sounds in this browser stopped unexpectedly: ${why}.`));
    });
    this.#line = line;
    this.#worker = Comlink.wrap<StorageWorkerEntry>(worker);
    return this.#worker;
  }
}

function goOnOf({ signal, onProgress }: JobHandlers): GoOn & Comlink.ProxyMarked {
  return Comlink.proxy((fraction: number) => {
    onProgress({ fraction, label: '' });
    return !signal.aborted;
  });
}

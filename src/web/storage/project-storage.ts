import { AppError } from '../../core/base/errors.ts';
import {
  applyEntry,
  journalEntrySchema,
  type ProjectDoc,
  projectDocSchema,
  type SoundRecord,
  soundRecordSchema,
} from '../state/project-doc.ts';
import { openProjectDb, type ProjectDb, storageError } from './project-db.ts';
import { openSoundFiles, type SoundFiles } from './sound-files.ts';

export interface SavedProject {
  /** Those in the bin among them. */
  readonly sounds: readonly SoundRecord[];
  /** Undefined when nothing was ever done. */
  readonly doc: ProjectDoc | undefined;
  /** Records, entries and snapshots that make no sense to this version of the page. */
  readonly unreadable: number;
}

const KEPT_IN_BIN_MS = 30 * 24 * 3600 * 1000;

/** What `storage.worker.ts` does for the page: sounds, their records and the journal, in the browser's storage. */
export class ProjectStorage {
  readonly #db: ProjectDb;
  readonly #files: SoundFiles;
  /** What is last done to a sound, by id: one after the other, so that what is said last is what stays. */
  readonly #turns = new Map<string, Promise<unknown>>();

  private constructor(db: ProjectDb, files: SoundFiles) {
    this.#db = db;
    this.#files = files;
  }

  /** @throws AppError file-unwritable where the browser keeps nothing */
  static async open(name: string): Promise<ProjectStorage> {
    try {
      const db = await openProjectDb(name);
      return new ProjectStorage(db, await openSoundFiles(db, name));
    } catch (thrown) {
      throw storageError(thrown);
    }
  }

  /** @param first the document that the journal began with */
  async read(first: ProjectDoc): Promise<SavedProject> {
    const tx = this.#db.transaction(['sounds', 'journal', 'snapshots']);
    const [records, journal, snapshot] = await Promise.all([
      tx.objectStore('sounds').getAll(),
      tx.objectStore('journal').getAll(),
      tx.objectStore('snapshots').get('latest'),
    ]);
    const sounds = records.flatMap((record) => soundRecordSchema.safeParse(record).data ?? []);
    const { doc, unreadable } = fold(first, snapshot, journal);
    return {
      sounds: sounds.sort((a, b) => a.created - b.created),
      doc: snapshot === undefined && journal.length === 0 ? undefined : doc,
      unreadable: unreadable + records.length - sounds.length,
    };
  }

  /** Makes one snapshot of the last one and the journal, which then begins anew. */
  async compact(first: ProjectDoc): Promise<void> {
    const tx = this.#db.transaction(['journal', 'snapshots'], 'readwrite');
    const [journal, snapshots] = [tx.objectStore('journal'), tx.objectStore('snapshots')];
    const [snapshot, entries] = await Promise.all([snapshots.get('latest'), journal.getAll()]);
    if (entries.length > 0) {
      const { doc, unreadable } = fold(first, snapshot, entries);
      // Nothing is thrown away that a later version may be able to read.
      if (unreadable > 0) await snapshots.put({ snapshot, journal: entries }, `unread-${Date.now()}`);
      await Promise.all([snapshots.put(doc, 'latest'), journal.clear()]);
    }
    await tx.done;
  }

  /** Forgets what has been in the bin for 30 days, and bytes that no record speaks of: a tab was killed in between. */
  async tidy(now: number): Promise<void> {
    const records = await this.#db.getAll('sounds');
    const sounds = records.flatMap((record) => soundRecordSchema.safeParse(record).data ?? []);
    const old = sounds.filter(({ binned }) => binned !== undefined && now - binned > KEPT_IN_BIN_MS);
    await this.erase(old.map(({ id }) => id));
    const known = new Set(await this.#db.getAllKeys('sounds'));
    const strays = (await this.#files.ids()).filter((id) => !known.has(id));
    // Asked again when it is its turn: a sound that is being added has its bytes before its record.
    for (const id of strays) await this.#inTurn(id, () => this.#sweep(id));
  }

  /**
   * Bytes first, then the record: what has a record has its bytes.
   * @throws AppError disk-full, file-unwritable
   */
  async add(record: SoundRecord, bytes: Blob): Promise<void> {
    await this.#inTurn(record.id, async () => {
      await this.#files.put(record.id, bytes);
      await this.#db.put('sounds', record, record.id);
    });
  }

  /**
   * Keeps those sounds that are not here: all of them, or none. Bytes first, which nobody sees without a record.
   * @returns the records that are new
   * @throws AppError disk-full, file-unwritable
   */
  async addAll(sounds: readonly { readonly record: SoundRecord; readonly bytes: Blob }[]): Promise<SoundRecord[]> {
    const known = new Set(await this.#db.getAllKeys('sounds'));
    const added = sounds.filter(({ record }) => !known.has(record.id));
    try {
      for (const { record, bytes } of added) await this.#files.put(record.id, bytes);
      await this.#putAll(added.map(({ record }) => record));
    } catch (thrown) {
      // One of them may have been added by itself meanwhile: its bytes stay.
      for (const { record } of added) {
        await this.#inTurn(record.id, () => this.#sweep(record.id)).catch(() => undefined);
      }
      throw storageError(thrown);
    }
    return added.map(({ record }) => record);
  }

  async #putAll(records: readonly SoundRecord[]): Promise<void> {
    const tx = this.#db.transaction('sounds', 'readwrite');
    const done = tx.done.catch((thrown: unknown) => thrown);
    try {
      await Promise.all(records.map(async (record) => tx.store.put(record, record.id)));
    } catch (thrown) {
      // What was put before would stay otherwise.
      tx.abort();
      await done;
      throw thrown;
    }
    await tx.done;
  }

  /**
   * Takes over a file of this origin as a sound. The record first: whoever gives the file keeps it until this is done,
   * and may give it again.
   * @throws AppError disk-full, file-unwritable
   */
  async adopt(record: SoundRecord, bytes: Blob, handle: FileSystemFileHandle | undefined): Promise<void> {
    await this.#inTurn(record.id, async () => {
      await this.#db.put('sounds', record, record.id);
      await this.#files.adopt(record.id, bytes, handle);
    });
  }

  /** Other words for a sound that is kept. @throws AppError disk-full; file-unwritable, also where it is not kept */
  async change(record: SoundRecord): Promise<void> {
    await this.#inTurn(record.id, async () => {
      const tx = this.#db.transaction('sounds', 'readwrite');
      // A record alone would list a sound whose bytes never found room.
      if ((await tx.store.getKey(record.id)) === undefined) {
        throw new AppError('file-unwritable', `The bytes of "${record.name}" could not be kept.`);
      }
      await Promise.all([tx.store.put(record, record.id), tx.done]);
    });
  }

  /** Records first: bytes without one are swept at the next start. */
  async erase(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.#inTurn(id, async () => {
        await this.#db.delete('sounds', id);
        await this.#files.delete(id);
      });
    }
  }

  /** @throws AppError source-not-found */
  async file(id: string): Promise<Blob> {
    const bytes = await this.#files.get(id);
    if (bytes) return bytes;
    throw new AppError('source-not-found', 'The bytes of this sound are gone: the browser has cleared them.');
  }

  close(): void {
    this.#db.close();
  }

  async #sweep(id: string): Promise<void> {
    if ((await this.#db.getKey('sounds', id)) === undefined) await this.#files.delete(id);
  }

  /** @throws AppError disk-full, file-unwritable */
  async #inTurn(id: string, work: () => Promise<void>): Promise<void> {
    const before = this.#turns.get(id);
    const done = (async () => {
      await before?.catch(() => undefined);
      await work();
    })();
    this.#turns.set(id, done);
    try {
      await done;
    } catch (thrown) {
      throw storageError(thrown);
    } finally {
      if (this.#turns.get(id) === done) this.#turns.delete(id);
    }
  }
}

function fold(
  first: ProjectDoc,
  snapshot: unknown,
  journal: readonly unknown[],
): { readonly doc: ProjectDoc; readonly unreadable: number } {
  const begun = snapshot === undefined ? undefined : projectDocSchema.safeParse(snapshot);
  let doc: ProjectDoc = begun?.data ?? first;
  let unreadable = begun?.error ? 1 : 0;
  for (const item of journal) {
    const entry = journalEntrySchema.safeParse(item);
    if (entry.data) doc = applyEntry(doc, entry.data);
    else unreadable++;
  }
  return { doc, unreadable };
}

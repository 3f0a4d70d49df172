import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { AppError } from '../../core/base/errors.ts';

/** Name of the database and of the folder in which "My lab" is kept. */
export const MY_LAB = 'sonde-my-lab';

/** What stands in it is checked when it is read: an older or a newer page may have written it. */
export interface ProjectSchema extends DBSchema {
  /** By id. */
  sounds: { key: string; value: unknown };
  /** Bytes of sounds by id, where there are no files of the origin. */
  files: { key: string; value: Blob };
  /** What was done since the snapshot, in order. */
  journal: { key: number; value: unknown };
  /** `latest`, and what could not be read under other names. */
  snapshots: { key: string; value: unknown };
}

export type ProjectDb = IDBPDatabase<ProjectSchema>;

/** @throws DOMException where there is no storage: private modes, blocked cookies, a full disk */
export async function openProjectDb(name: string): Promise<ProjectDb> {
  const db: ProjectDb = await openDB<ProjectSchema>(name, 1, {
    upgrade(created) {
      created.createObjectStore('sounds');
      created.createObjectStore('files');
      created.createObjectStore('journal', { autoIncrement: true });
      created.createObjectStore('snapshots');
    },
    // Another page wants to delete or upgrade it.
    blocking: () => db.close(),
  });
  return db;
}

/** A failure of the browser's storage as what it means. */
export function storageError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') {
    return new AppError('disk-full', 'The browser has no room left for this page. Nothing was lost.', {
      cause: thrown,
    });
  }
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('file-unwritable', `The browser's storage did not work: ${why}`, { cause: thrown });
}

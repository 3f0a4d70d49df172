import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** What stands in it is checked when it is read: an older or a newer page may have written it. */
interface TakesSchema extends DBSchema {
  /** Takes that are not sounds of the library yet, by id. */
  takes: { key: string; value: unknown };
  /** Samples by take and number, where there are no files; the head is number -1. */
  pieces: { key: [string, number]; value: Blob };
}

export type TakesDb = IDBPDatabase<TakesSchema>;

/** A database of its own: it is written while the project's is read, upgraded or exported. */
export async function openTakesDb(name: string): Promise<TakesDb> {
  const db: TakesDb = await openDB<TakesSchema>(`${name}-takes`, 1, {
    upgrade(created) {
      created.createObjectStore('takes');
      created.createObjectStore('pieces');
    },
    blocking: () => db.close(),
  });
  return db;
}

import type { JournalEntry, SoundRecord } from '../state/project-doc.ts';
import type { SavedProject } from '../storage/project-storage.ts';
import type { Unzipped } from '../storage/unzip.ts';

/** Whether this page may write; one page of an origin may. */
export type Lease = 'held' | 'elsewhere';

/**
 * Where "My lab" is kept between visits. Every failure is an `AppError`: `disk-full` when there is no more room,
 * `file-unwritable` where the browser keeps nothing.
 */
export interface ProjectStore {
  /**
   * What was kept. With the lease, what is too old is forgotten first.
   * @param lost called when another page takes the lease; what is done then is the last that is written
   */
  open(lost: () => Promise<void>): Promise<{ readonly lease: Lease; readonly saved: SavedProject }>;
  /** Takes the lease from the page that has it, which first writes what it has. */
  take(lost: () => Promise<void>): Promise<SavedProject>;
  /** Keeps a sound: whole, or not at all. */
  add(record: SoundRecord, bytes: Blob): Promise<void>;
  change(record: SoundRecord): Promise<void>;
  /** @throws AppError source-not-found */
  file(id: string): Promise<Blob>;
  /** For good. */
  erase(ids: readonly string[]): Promise<void>;
  /** Writes gestures down; begun before it returns, so that it may be called when the page goes. */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Hands over the sounds of an archive one by one. */
  unzip(archive: Blob, give: (file: File) => Promise<void>): Promise<Unzipped>;
}

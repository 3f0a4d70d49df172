import type { ProjectArchive } from '../state/project-archive.ts';
import type { JournalEntry, SoundRecord } from '../state/project-doc.ts';
import type { SavedProject } from '../storage/project-storage.ts';
import type { Unzipped } from '../storage/unzip.ts';
import type { JobHandlers } from './job-handlers.ts';

/** Whether this page may write; one page of an origin may. */
export type Lease = 'held' | 'elsewhere';

export interface WrittenProject {
  /** Those that went to no file. */
  readonly archives: readonly Blob[];
  /** Names of sounds that are not in it: their bytes are gone. */
  readonly missing: readonly string[];
}

export interface ReadProject extends Pick<ProjectArchive, 'name' | 'doc' | 'set'> {
  /** Those that were not here. */
  readonly added: readonly SoundRecord[];
  /** How many were. */
  readonly known: number;
}

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
  /** Whether an archive is that of a project. */
  isProject(archive: Blob): Promise<boolean>;
  /**
   * Writes a project as a zip, in several where one is too small.
   * @param blobs of sounds that may not be kept yet, by content id
   * @param destination of the first zip; without one all come back as blobs
   * @throws AppError cancelled, disk-full, file-unwritable
   */
  writeProject(
    project: ProjectArchive,
    blobs: ReadonlyMap<string, Blob>,
    destination: FileSystemFileHandle | undefined,
    job: JobHandlers,
  ): Promise<WrittenProject>;
  /**
   * Checks the whole of a project's archive, and keeps the sounds of it that are not here: all of them, or nothing.
   * @throws AppError audio-invalid that says what is wrong; cancelled, disk-full
   */
  readProject(archive: Blob, job: JobHandlers): Promise<ReadProject>;
  /** Hands over the sounds of an archive one by one. */
  unzip(archive: Blob, give: (file: File) => Promise<void>): Promise<Unzipped>;
}

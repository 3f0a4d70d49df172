import { throwIfAborted } from '../../core/base/errors.ts';
import type { ReadProject, WrittenProject } from '../services/project-store.ts';
import type { ArchivedSound, ProjectArchive } from '../state/project-archive.ts';
import type { SoundRecord } from '../state/project-doc.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { readProject } from './project-archive-reader.ts';
import { writeProject } from './project-archive-writer.ts';
import type { ProjectStorage } from './project-storage.ts';

/** How far a transfer is, and whether it shall go on. */
export interface TransferJob {
  readonly signal: { readonly aborted: boolean };
  readonly onFraction: (fraction: number) => void;
}

/**
 * @param storage undefined where the browser keeps nothing: then there are the blobs
 * @param blobs of sounds that may not be kept yet
 */
export async function sendProject(
  storage: ProjectStorage | undefined,
  project: ProjectArchive,
  blobs: ReadonlyMap<string, Blob>,
  destination: FileSystemFileHandle | undefined,
  job: TransferJob,
): Promise<WrittenProject> {
  const writer = new ArchiveWriter(destination);
  const bytes = async (id: string) => blobs.get(id) ?? (await storage?.file(id).catch(() => undefined));
  try {
    const missing = await writeProject(project, writer, { bytes, ...job });
    return { archives: await writer.close(), missing };
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}

/** @throws AppError audio-invalid, cancelled, disk-full; nothing is kept then */
export async function receiveProject(storage: ProjectStorage, archive: Blob, job: TransferJob): Promise<ReadProject> {
  const { project, bytes } = await readProject(archive, (fraction) => {
    throwIfAborted(job.signal);
    job.onFraction(fraction);
  });
  const { name, doc, set, sounds } = project;
  const added = await storage.addAll(
    sounds.map((sound) => ({ record: recordOf(sound), bytes: bytes.get(sound.id) ?? new Blob() })),
  );
  return { name, doc, ...(set ? { set } : {}), added, known: sounds.length - added.length };
}

function recordOf({ sketch, ...sound }: ArchivedSound): SoundRecord {
  return { ...sound, ...(sketch ? { sketch: Float32Array.from(sketch) } : {}) };
}

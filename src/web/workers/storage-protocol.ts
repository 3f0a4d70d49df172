import type { ProxyMarked } from 'comlink';
import type { ReadProject, WrittenProject } from '../services/project-store.ts';
import type { ProjectArchive } from '../state/project-archive.ts';
import type { ProjectStorage } from '../storage/project-storage.ts';
import type { UnzipLimits, Unzipped } from '../storage/unzip.ts';

export type GoOn = (fraction: number) => boolean | Promise<boolean>;

/** What the storage worker answers. */
export interface StorageWorkerEntry {
  open(name: string): Promise<ProjectStorage & ProxyMarked>;
  isProject(archive: Blob): Promise<boolean>;
  /** @param goOn told how far it is; answers whether to go on */
  writeProject(
    name: string,
    project: ProjectArchive,
    blobs: ReadonlyMap<string, Blob>,
    destination: FileSystemFileHandle | undefined,
    goOn: GoOn,
  ): Promise<WrittenProject>;
  readProject(name: string, archive: Blob, goOn: GoOn): Promise<ReadProject>;
  unzip(archive: Blob, give: (file: File) => Promise<void>, limits: UnzipLimits): Promise<Unzipped>;
}

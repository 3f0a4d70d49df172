import type { ProxyMarked } from 'comlink';
import type { ProjectStorage } from '../storage/project-storage.ts';
import type { UnzipLimits, Unzipped } from '../storage/unzip.ts';

/** What the storage worker answers. */
export interface StorageWorkerEntry {
  open(name: string): Promise<ProjectStorage & ProxyMarked>;
  unzip(archive: Blob, give: (file: File) => Promise<void>, limits: UnzipLimits): Promise<Unzipped>;
}

import { storageError } from '../storage/project-db.ts';
import { ScratchSpace } from './scratch-space.ts';

/** Of all pages of this origin; what a page that was killed left in it goes when the next one opens a file. */
const FOLDER = 'sonde-scratch';

/** A file for what does not fit into memory, which is gone when it is closed. @throws AppError file-unwritable, disk-full */
export async function openScratchSpace(): Promise<{ readonly space: ScratchSpace; close(): Promise<void> }> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER, { create: true });
    await sweep(folder);
    const name = crypto.randomUUID();
    const handle = await folder.getFileHandle(name, { create: true });
    const file = await handle.createSyncAccessHandle();
    return {
      space: new ScratchSpace(file),
      async close() {
        file.close();
        await folder.removeEntry(name);
      },
    };
  } catch (thrown) {
    throw storageError(thrown);
  }
}

/** A file that somebody still works with is locked, and stays. */
async function sweep(folder: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  await Promise.all(names.map((name) => folder.removeEntry(name).catch(() => undefined)));
}

import { isSoundName } from '../../core/codecs/sound-name.ts';

/** Files of a drop or paste, in their order; folders with all the sounds in them, text left out. */
export function droppedFiles(data: DataTransfer | null): Promise<File[]> {
  // The list is gone once the event is over: it is read before anything is awaited.
  const found = [...(data?.items ?? [])].flatMap((item): (File | FileSystemEntry)[] => {
    if (item.kind !== 'file') return [];
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory) return [entry];
    return [item.getAsFile() ?? []].flat();
  });
  return Promise.all(found.map(async (item) => (item instanceof File ? [item] : walk(item)))).then((all) => all.flat());
}

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) {
    if (!isSoundName(entry.name)) return [];
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const inside: FileSystemEntry[] = [];
  for (;;) {
    // A folder is read a hundred entries at a time, until there are none.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    inside.push(...some);
  }
  const files: File[] = [];
  for (const child of inside.sort((a, b) => (a.name < b.name ? -1 : 1))) files.push(...(await walk(child)));
  return files;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

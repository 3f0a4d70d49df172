import { Unzip, UnzipInflate } from 'fflate';
import { AppError } from '../../core/base/errors.ts';

export interface UnzipLimits {
  /** Bytes of one file, unpacked. */
  readonly file: number;
  readonly files: number;
}

export interface Unzipped {
  /** Names of files that were left out: too large, or packed in a way that is not known. */
  readonly refused: readonly string[];
}

interface Unpacking {
  readonly name: string;
  parts: Uint8Array<ArrayBuffer>[];
  size: number;
}

/**
 * Hands over the files of an archive one by one while it is read: no more than one of them, and a piece of the
 * archive, are in memory at a time. Folders become part of nothing: a file is called by the last part of its path.
 * @throws AppError audio-invalid when the archive is damaged or none
 */
export async function unzip(
  archive: Blob,
  wanted: (path: string) => boolean,
  give: (file: File) => Promise<void>,
  limits: UnzipLimits,
): Promise<Unzipped> {
  const ready: File[] = [];
  const refused: string[] = [];
  let begun = 0;
  const unpacker = new Unzip((entry) => {
    const name = entry.name.split('/').at(-1) ?? '';
    if (!wanted(entry.name) || name === '') return;
    begun++;
    const unpacking: Unpacking = { name, parts: [], size: 0 };
    const refuse = () => {
      refused.push(name);
      unpacking.parts = [];
      entry.terminate();
    };
    if (begun > limits.files || (entry.originalSize ?? 0) > limits.file) {
      refused.push(name);
      return;
    }
    entry.ondata = (failure, data, final) => {
      if (failure) {
        refuse();
        return;
      }
      unpacking.size += data.length;
      if (unpacking.size > limits.file) {
        refuse();
        return;
      }
      unpacking.parts.push(new Uint8Array(data));
      if (final) ready.push(new File(unpacking.parts, name));
    };
    try {
      entry.start();
    } catch {
      refused.push(name);
    }
  });
  unpacker.register(UnzipInflate);
  await pour(archive, unpacker, async () => {
    for (const file of ready.splice(0)) await give(file);
  });
  return { refused };
}

async function pour(archive: Blob, unpacker: Unzip, after: () => Promise<void>): Promise<void> {
  if (!(await isArchive(archive)))
    throw new AppError('audio-invalid', 'Not a zip archive: it begins with other bytes.');
  const reader = archive.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      unpacker.push(value ?? new Uint8Array(0), done);
      await after();
      if (done) return;
    }
  } catch (thrown) {
    throw thrown instanceof AppError
      ? thrown
      : new AppError('audio-invalid', 'The archive is damaged.', { cause: thrown });
  } finally {
    reader.releaseLock();
  }
}

/** By its first bytes: a local file header, or the end of an empty archive. */
export async function isArchive(blob: Blob): Promise<boolean> {
  const [p, k, a, b] = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

import { AppError } from '../../core/base/errors.ts';
import { readZipIndex, type ZipEntry } from './zip-index.ts';

export interface UnzipLimits {
  /** Bytes of one file, unpacked. */
  readonly file: number;
  readonly files: number;
}

export interface Unzipped {
  /** Of each file that was left out, a sentence that says which and why. */
  readonly refused: readonly string[];
}

/**
 * Hands over the files of an archive one by one, each once its checksum has been found right: no more than one of them
 * is in memory at a time. Folders become part of nothing: a file is called by the last part of its path.
 * @throws AppError audio-invalid when the archive has no directory or is none
 */
export async function unzip(
  archive: Blob,
  wanted: (path: string) => boolean,
  give: (file: File) => Promise<void>,
  limits: UnzipLimits,
): Promise<Unzipped> {
  if (!(await isArchive(archive)))
    throw new AppError('audio-invalid', 'Not a zip archive: it begins with other bytes.');
  const entries = [...(await readZipIndex(archive)).values()];
  const refused: string[] = [];
  let begun = 0;
  for (const entry of entries) {
    const name = entry.path.split('/').at(-1) ?? '';
    if (!wanted(entry.path) || name === '') continue;
    begun++;
    const file = begun > limits.files ? tooMany(entry, limits) : await read(entry, name, limits);
    if (file instanceof File) await give(file);
    else refused.push(file);
  }
  return { refused };
}

/** @returns the file, or why there is none */
async function read(entry: ZipEntry, name: string, limits: UnzipLimits): Promise<File | string> {
  const { path, size } = entry;
  if (size > limits.file) return `${path} has ${size} bytes unpacked; at most ${limits.file} are taken from archives.`;
  try {
    return new File([await entry.readChecked(limits.file)], name);
  } catch (thrown) {
    return AppError.from(thrown).message;
  }
}

function tooMany({ path }: ZipEntry, { files }: UnzipLimits): string {
  return `${path} is left out: at most ${files} files are taken from one archive.`;
}

/** By its first bytes: a local file header, or the end of an empty archive. */
async function isArchive(blob: Blob): Promise<boolean> {
  const [p, k, a, b] = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

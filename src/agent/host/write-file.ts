import { randomBytes } from 'node:crypto';
import { constants, rmSync } from 'node:fs';
import { access, link, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type AbortSignalLike, AppError, throwIfAborted } from '../../core/base/errors.ts';
import { fromSystem, systemCode } from './system-error.ts';

export interface WriteFileOptions {
  /** Replace an existing file; otherwise an existing one is `file-exists`. */
  readonly overwrite: boolean;
  readonly signal?: AbortSignalLike | undefined;
}

/** Where bytes will go, once it is known to be possible. */
interface Destination {
  /** Symbolic links resolved, so that a link is written through and not replaced. */
  readonly path: string;
  /** `stream` is a device or pipe: written in place, since renaming over it would destroy it. */
  readonly kind: 'file' | 'stream';
  /** Permissions of the file that is replaced. */
  readonly mode: number | undefined;
}

/**
 * Whether a file may be written, before long work is done for it.
 * @throws AppError file-exists, file-not-found (the folder), file-unwritable
 */
export async function checkDestination(path: string, overwrite: boolean): Promise<Destination> {
  if (path === '' || path.includes('\0'))
    throw new AppError('argument-invalid', 'An output name is empty or has a NUL.');
  try {
    const facts = await stat(path).catch(absent);
    if (facts?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    if (facts && !facts.isFile()) return { path, kind: 'stream', mode: undefined };
    const isTaken = facts !== undefined || (await lstat(path).catch(absent)) !== undefined;
    if (isTaken && !overwrite) throw fileExists(path);
    if (facts) await access(path, constants.W_OK);
    const real = facts ? await realpath(path) : path;
    await access(dirname(real), constants.W_OK | constants.X_OK);
    return { path: real, kind: 'file', mode: facts && facts.mode & 0o777 };
  } catch (failure) {
    throw fromSystem(failure, 'write', path);
  }
}

/**
 * Writes all or nothing: a temporary file in the same folder, flushed, renamed into place, and the folder flushed. A
 * failure or an abort leaves the old file, or none. Devices and pipes are written as they are.
 * @param pieces of the file, in order; asked for one by one, so that not all of them need be in memory
 * @throws AppError file-exists, file-not-found, file-unwritable, disk-full, cancelled
 */
export async function writeFileAtomically(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options: WriteFileOptions,
): Promise<void> {
  const destination = await checkDestination(path, options.overwrite);
  try {
    if (destination.kind === 'stream') await writePieces(destination.path, 'w', pieces, options.signal);
    else await replace(destination, pieces, options);
  } catch (failure) {
    throw systemCode(failure) === 'EEXIST' ? fileExists(path) : fromSystem(failure, 'write', path);
  }
}

/** True when both names lead to one file, by links of either kind; false when one does not exist. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([a, b].map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  return first !== undefined && second !== undefined && first.dev === second.dev && first.ino === second.ino;
}

async function replace(
  destination: Destination,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options: WriteFileOptions,
): Promise<void> {
  const folder = dirname(destination.path);
  const temporary = join(folder, `.sonde-${randomBytes(8).toString('hex')}.tmp`);
  unfinished.add(temporary);
  try {
    await writePieces(temporary, 'wx', pieces, options.signal, destination.mode);
    throwIfAborted(options.signal);
    if (options.overwrite) await rename(temporary, destination.path);
    else await publishNew(temporary, destination.path);
  } finally {
    await rm(temporary, { force: true });
    unfinished.delete(temporary);
  }
  await flushFolder(folder);
}

/** Bytes after which a file is flushed while it is written, so that the last flush of a large one is not a long one. */
const FLUSH_BYTES = 1 << 24;

async function writePieces(
  path: string,
  flags: 'w' | 'wx',
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  signal: AbortSignalLike | undefined,
  mode?: number,
): Promise<void> {
  const handle = await open(path, flags);
  try {
    if (mode !== undefined) await handle.chmod(mode);
    let unflushed = 0;
    for await (const piece of pieces) {
      // What gave no bytes took time all the same: a cancel must be heard meanwhile.
      if (piece.length === 0) await setImmediate();
      throwIfAborted(signal);
      for (let done = 0; done < piece.length; ) done += (await handle.write(piece, done)).bytesWritten;
      unflushed += piece.length;
      if (flags === 'w' || unflushed < FLUSH_BYTES) continue;
      await handle.datasync();
      unflushed = 0;
    }
    throwIfAborted(signal);
    if (flags === 'wx') await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A hard link fails when the name is taken, which a rename does not: nobody's file is replaced by a race. */
async function publishNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (failure) {
    // FAT and some network file systems have no hard links.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(systemCode(failure) ?? '')) throw failure;
    if (await lstat(path).catch(absent)) throw fileExists(path);
    await rename(temporary, path);
  }
}

/** The rename itself survives a power cut only once the folder is on disk; some systems cannot flush one. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function absent(failure: unknown): undefined {
  if (systemCode(failure) !== 'ENOENT') throw failure;
}

function fileExists(path: string): AppError {
  return new AppError('file-exists', `Cannot write ${path}: the file exists already.`, {
    details: { path },
  });
}

/** Temporary files in the making. */
const unfinished = new Set<string>();

/** For a process that ends at once and shall leave nothing behind; one that exits by itself does this, too. */
export function removeUnfinishedFiles(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

process.on('exit', removeUnfinishedFiles);

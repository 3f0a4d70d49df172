import { open } from 'node:fs/promises';
import { type AbortSignalLike, AppError, throwIfAborted } from '../../core/base/errors.ts';
import { fromSystem } from './system-error.ts';

/** Bytes; one ArrayBuffer in a 32-bit WebAssembly heap can hold no more. */
export const MAX_FILE_BYTES = 2 ** 31 - 1;

const CHUNK_BYTES = 1 << 20;

export interface ReadFileOptions {
  readonly signal?: AbortSignalLike | undefined;
  /** Bytes; default `MAX_FILE_BYTES`. */
  readonly maxBytes?: number;
}

/**
 * Reads a whole file, or a pipe or device to its end, never beyond the limit.
 * @throws AppError file-not-found, file-unreadable, size-limit, cancelled
 */
export async function readFileBytes(path: string, options: ReadFileOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  if (path === '' || path.includes('\0'))
    throw new AppError('file-not-found', 'A file name is empty or has a NUL in it.');
  try {
    const handle = await open(path, 'r');
    try {
      return await readToEnd(handle, path, options);
    } finally {
      await handle.close();
    }
  } catch (failure) {
    throw fromSystem(failure, 'read', path);
  }
}

type FileHandle = Awaited<ReturnType<typeof open>>;

async function readToEnd(handle: FileHandle, path: string, options: ReadFileOptions): Promise<Uint8Array<ArrayBuffer>> {
  const limit = options.maxBytes ?? MAX_FILE_BYTES;
  const { size } = await handle.stat();
  // One byte more than the size, so that the end of a regular file is found without growing.
  let bytes = new Uint8Array(Math.min(size, limit) + 1);
  let length = 0;
  for (;;) {
    throwIfAborted(options.signal);
    const want = Math.min(CHUNK_BYTES, bytes.length - length);
    const { bytesRead } = await handle.read(bytes, length, want, null);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
    if (length > limit || size > limit) throw tooLarge(path, limit);
    if (length === bytes.length) bytes = grown(bytes, limit + 1);
  }
}

function grown(bytes: Uint8Array, limit: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(limit, Math.max(CHUNK_BYTES, 2 * bytes.length)));
  larger.set(bytes);
  return larger;
}

function tooLarge(path: string, limit: number): AppError {
  return new AppError('size-limit', `Cannot read ${path}: it is larger than the limit of ${limit} bytes.`, {
    details: { path, limit },
  });
}

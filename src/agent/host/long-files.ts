import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource, ScratchFile } from '../../core/base/byte-source.ts';
import { AppError } from '../../core/base/errors.ts';
import type { Scope } from '../../core/base/scope.ts';
import type { EngineHost } from '../../core/engine/engine.ts';
import type { LongHost } from '../../core/engine/long-host.ts';
import { fromSystem } from './system-error.ts';

/** s: shorter sounds are held in memory, with their whole analysis. */
const LONG_FROM = 60;

export interface LongPlaces {
  /** The path of a source by its name in the query; may refuse it by throwing. */
  readonly locate: (name: string) => Promise<string>;
  /** Where there is room for what does not fit into memory. */
  readonly scratch: string;
  readonly longFrom?: number;
}

/** What Node gives an engine for long sounds. */
export function createLongHost(host: EngineHost, { locate, scratch, longFrom }: LongPlaces): LongHost {
  return {
    ...host,
    longFrom: longFrom ?? LONG_FROM,
    open: async (name, scope) => openByteSource(await locate(name), scope),
    scratch: (scope) => openScratch(scratch, scope),
  };
}

/**
 * A file that is read at any place until the scope closes; undefined for a pipe, a device, and what is not there. Reading
 * fails once the file has changed: half of a sound and half of another have no content id.
 * @throws AppError file-unreadable
 */
export function openByteSource(path: string, scope: Scope): ByteSource | undefined {
  if (path.includes('\0') || !statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  return reading(path, () => {
    const file = openSync(path, 'r');
    scope.add(() => closeSync(file));
    const { size, mtimeNs } = fstatSync(file, { bigint: true });
    const read = (start: number, count: number): Uint8Array => {
      const bytes = readAt(file, path, start, count);
      const now = fstatSync(file, { bigint: true });
      if (now.size === size && now.mtimeNs === mtimeNs) return bytes;
      const message = `The file ${path} changed while it was being read; it can be read once nobody writes it.`;
      throw new AppError('file-unreadable', message, { details: { path } });
    };
    return { length: Number(size), read };
  });
}

/**
 * A file for what does not fit into memory. Its name is gone as soon as it is open, so that the system takes it back
 * however the process ends.
 * @param folder on a disk with room for it: that of the result
 * @throws AppError file-unwritable, disk-full
 */
function openScratch(folder: string, scope: Scope): ScratchFile {
  const path = join(folder, `.sonde-${randomBytes(8).toString('hex')}.tmp`);
  return writing(path, () => {
    const file = openSync(path, 'wx+', 0o600);
    scope.add(() => closeSync(file));
    rmSync(path);
    let length = 0;
    return {
      get length() {
        return length;
      },
      read: (start, count) => readAt(file, path, start, count),
      write: (start, bytes) =>
        writing(path, () => {
          for (let done = 0; done < bytes.length; ) {
            done += writeSync(file, bytes, done, bytes.length - done, start + done);
          }
          length = Math.max(length, start + bytes.length);
        }),
    };
  });
}

function readAt(file: number, path: string, start: number, count: number): Uint8Array {
  return reading(path, () => {
    const bytes = new Uint8Array(count);
    for (let done = 0; done < count; ) {
      const got = readSync(file, bytes, done, count - done, start + done);
      if (got === 0) throw Object.assign(new Error('the file has become shorter'), { code: 'EIO' });
      done += got;
    }
    return bytes;
  });
}

function reading<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (failure) {
    throw fromSystem(failure, 'read', path);
  }
}

function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (failure) {
    throw fromSystem(failure, 'write', path);
  }
}

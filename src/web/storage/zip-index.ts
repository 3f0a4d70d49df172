import { Inflate } from 'fflate';
import { AppError } from '../../core/base/errors.ts';

/** A file in an archive, as its directory has it. */
export interface ZipEntry {
  readonly path: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Its bytes: of a stored one, those of the archive themselves. @param most bytes of a packed one */
  read(most: number): Promise<Blob>;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MOST_COMMENT = 0xffff;
const MOST_DIRECTORY = 64_000_000;
const STORED = 0;
const DEFLATED = 8;

/**
 * What an archive holds, from its directory: nothing of the files is read.
 * @throws AppError audio-invalid for what is no archive, is cut short, encrypted, or larger than 4 GiB
 */
export async function readZipIndex(archive: Blob): Promise<ReadonlyMap<string, ZipEntry>> {
  const tail = await viewOf(archive, Math.max(0, archive.size - END_BYTES - MOST_COMMENT), archive.size);
  const at = findEnd(tail);
  if (at === undefined) throw damaged('it has no directory at its end, as one that was cut short');
  const [count, size, offset] = [
    tail.getUint16(at + 10, true),
    tail.getUint32(at + 12, true),
    tail.getUint32(at + 16, true),
  ];
  if (offset === 0xffffffff || size > MOST_DIRECTORY) throw damaged('its directory is of a kind that is not read here');
  if (offset + size > archive.size) throw damaged('its directory lies beyond its end');
  const directory = await viewOf(archive, offset, offset + size);
  const entries = new Map<string, ZipEntry>();
  for (let next = 0, index = 0; index < count; index++) {
    const { entry, length } = readCentral(archive, directory, next);
    entries.set(entry.path, entry);
    next += length;
  }
  return entries;
}

function readCentral(archive: Blob, view: DataView, at: number): { readonly entry: ZipEntry; readonly length: number } {
  if (at + CENTRAL_BYTES > view.byteLength || view.getUint32(at, true) !== CENTRAL) throw damaged('its directory is');
  const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
    number,
    number,
    number,
  ];
  const length = CENTRAL_BYTES + name + extra + comment;
  if (at + length > view.byteLength) throw damaged('its directory is cut short');
  const path = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + CENTRAL_BYTES, name));
  const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
  const method = view.getUint16(at + 10, true);
  const [packed, size, start] = [20, 24, 42].map((offset) => view.getUint32(at + offset, true)) as [
    number,
    number,
    number,
  ];
  const read = async (most: number): Promise<Blob> => {
    if (isEncrypted) throw damaged(`${path} is encrypted`);
    const bytes = await sliceOf(archive, path, start, packed);
    if (method === STORED) return bytes;
    if (method === DEFLATED) return inflate(bytes, path, size, most);
    throw damaged(`${path} is packed in a way that is not read here`);
  };
  return { entry: { path, size, read }, length };
}

async function sliceOf(archive: Blob, path: string, start: number, packed: number): Promise<Blob> {
  const head = await viewOf(archive, start, start + LOCAL_BYTES);
  if (head.byteLength < LOCAL_BYTES || head.getUint32(0, true) !== LOCAL)
    throw damaged(`${path} is not where it should be`);
  const from = start + LOCAL_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
  if (from + packed > archive.size) throw damaged(`${path} is cut short`);
  return archive.slice(from, from + packed);
}

async function inflate(bytes: Blob, path: string, size: number, most: number): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const inflater = new Inflate((part) => {
    length += part.length;
    parts.push(new Uint8Array(part));
  });
  const reader = bytes.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      inflater.push(value ?? new Uint8Array(), done);
      if (length > Math.min(most, size)) throw damaged(`${path} unpacks to more than it may`);
      if (done) return new Blob(parts);
    }
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : damaged(`${path} cannot be unpacked`, thrown);
  } finally {
    reader.releaseLock();
  }
}

function findEnd(tail: DataView): number | undefined {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END && at + END_BYTES + tail.getUint16(at + 20, true) <= tail.byteLength)
      return at;
  }
  return undefined;
}

async function viewOf(blob: Blob, from: number, to: number): Promise<DataView> {
  return new DataView(await blob.slice(from, to).arrayBuffer());
}

function damaged(how: string, cause?: unknown): AppError {
  return new AppError('audio-invalid', `The archive is damaged: ${how}.`, { cause });
}

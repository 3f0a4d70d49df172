import { Inflate } from 'fflate';
import { crc32 } from '../../core/base/crc32.ts';
import { AppError } from '../../core/base/errors.ts';
import { damagedArchive, readZipDirectory, viewOf, type ZipRecord } from './zip-directory.ts';

/** A file in an archive, as its directory has it. */
export interface ZipEntry {
  readonly path: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /**
   * Its bytes: of a stored one, those of the archive themselves. Whoever has no checksum of their own asks `readChecked`.
   * @param most bytes of a packed one
   */
  read(most: number): Promise<Blob>;
  /** The same, if they have the checksum that the directory says. */
  readChecked(most: number): Promise<Blob>;
}

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
/** Packed bytes that are unpacked at a time: of zeros, a thousand times as many come out before they can be counted. */
const PIECE = 65_536;
/** Unpacked bytes that become a blob, which a browser keeps on disk when there are many. */
const BLOB_BYTES = 8_000_000;

/**
 * What an archive holds, from its directory: nothing of the files is read.
 * @throws AppError audio-invalid for what is no archive or is cut short
 */
export async function readZipIndex(archive: Blob): Promise<ReadonlyMap<string, ZipEntry>> {
  const records = await readZipDirectory(archive);
  return new Map(records.map((record) => [record.path, entryOf(archive, record)]));
}

function entryOf(archive: Blob, { path, encrypted, method, crc, packed, size, start }: ZipRecord): ZipEntry {
  const read = async (most: number): Promise<Blob> => {
    if (encrypted) throw damagedArchive(`${path} is encrypted`);
    const bytes = await sliceOf(archive, path, start, packed);
    if (method === STORED && packed === size) return bytes;
    if (method === DEFLATED) return inflate(bytes, path, size, most);
    throw damagedArchive(`${path} is packed in a way that is not read here`);
  };
  const readChecked = async (most: number): Promise<Blob> => {
    const bytes = await read(most);
    let found = 0;
    await eachPiece(bytes, (piece) => {
      found = crc32(piece, found);
    });
    if (found !== crc) throw damagedArchive(`the bytes of ${path} do not match their checksum`);
    return bytes;
  };
  return { path, size, read, readChecked };
}

async function sliceOf(archive: Blob, path: string, start: number, packed: number): Promise<Blob> {
  const head = await viewOf(archive, start, start + LOCAL_BYTES);
  if (head.byteLength < LOCAL_BYTES || head.getUint32(0, true) !== LOCAL)
    throw damagedArchive(`${path} is not where it should be`);
  const from = start + LOCAL_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
  if (from + packed > archive.size) throw damagedArchive(`${path} is cut short`);
  return archive.slice(from, from + packed);
}

async function inflate(bytes: Blob, path: string, size: number, most: number): Promise<Blob> {
  const blobs: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let [length, ofBlobs] = [0, 0];
  const inflater = new Inflate((part) => {
    length += part.length;
    parts.push(new Uint8Array(part));
  });
  const push = (piece: Uint8Array, isLast: boolean): void => {
    inflater.push(piece, isLast);
    if (length > Math.min(most, size)) throw damagedArchive(`${path} unpacks to more than it may`);
    if (length - ofBlobs < BLOB_BYTES) return;
    blobs.push(new Blob(parts));
    [parts, ofBlobs] = [[], length];
  };
  try {
    await eachPiece(bytes, (piece) => {
      for (let at = 0; at < piece.length; at += PIECE) push(piece.subarray(at, at + PIECE), false);
    });
    push(new Uint8Array(), true);
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : damagedArchive(`${path} cannot be unpacked`, thrown);
  }
  if (length < size) throw damagedArchive(`${path} unpacks to less than it should`);
  return new Blob([...blobs, ...parts]);
}

async function eachPiece(bytes: Blob, use: (piece: Uint8Array) => void): Promise<void> {
  const reader = bytes.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      use(value);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

import { AppError } from '../../core/base/errors.ts';

/** What an archive's directory says of a file. */
export interface ZipRecord {
  readonly path: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes of the file. */
  readonly size: number;
  /** Where its local header begins. */
  readonly start: number;
}

interface Directory {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_BYTES = 20;
const END_64 = 0x06064b50;
const END_64_BYTES = 56;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const EXTRA_64 = 1;
const MOST_COMMENT = 0xffff;
const MOST_DIRECTORY = 64_000_000;
/** Stands for a number that has its place in a record of 64 bits. */
const FULL_32 = 0xffffffff;
const FULL_16 = 0xffff;

/** @throws AppError audio-invalid for what is no archive or is cut short */
export async function readZipDirectory(archive: Blob): Promise<readonly ZipRecord[]> {
  const { count, size, offset } = await findDirectory(archive);
  if (size > MOST_DIRECTORY) throw damagedArchive('its directory is of a kind that is not read here');
  if (offset + size > archive.size) throw damagedArchive('its directory lies beyond its end');
  const view = await viewOf(archive, offset, offset + size);
  const records: ZipRecord[] = [];
  for (let next = 0, index = 0; index < count; index++) {
    const { record, length } = readCentral(view, next);
    records.push(record);
    next += length;
  }
  return records;
}

async function findDirectory(archive: Blob): Promise<Directory> {
  const from = Math.max(0, archive.size - END_BYTES - MOST_COMMENT - LOCATOR_64_BYTES);
  const tail = await viewOf(archive, from, archive.size);
  const at = findEnd(tail);
  if (at === undefined) throw damagedArchive('it has no directory at its end, as one that was cut short');
  const count = tail.getUint16(at + 10, true);
  const [size, offset] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  if (count !== FULL_16 && size !== FULL_32 && offset !== FULL_32) return { count, size, offset };
  const locator = at - LOCATOR_64_BYTES;
  if (locator < 0 || tail.getUint32(locator, true) !== LOCATOR_64) return { count, size, offset };
  return readEnd64(archive, u64(tail, locator + 8));
}

async function readEnd64(archive: Blob, at: number): Promise<Directory> {
  const view = await viewOf(archive, at, at + END_64_BYTES);
  if (view.byteLength < END_64_BYTES || view.getUint32(0, true) !== END_64)
    throw damagedArchive('the end of its directory is not where it should be');
  return { count: u64(view, 32), size: u64(view, 40), offset: u64(view, 48) };
}

function findEnd(tail: DataView): number | undefined {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END && at + END_BYTES + tail.getUint16(at + 20, true) <= tail.byteLength)
      return at;
  }
  return undefined;
}

function readCentral(view: DataView, at: number): { readonly record: ZipRecord; readonly length: number } {
  if (at + CENTRAL_BYTES > view.byteLength || view.getUint32(at, true) !== CENTRAL)
    throw damagedArchive('its directory is');
  const u16 = (offset: number) => view.getUint16(at + offset, true);
  const name = u16(28);
  const extra = u16(30);
  const length = CENTRAL_BYTES + name + extra + u16(32);
  if (at + length > view.byteLength) throw damagedArchive('its directory is cut short');
  const path = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + CENTRAL_BYTES, name));
  const large = largeNumbers(view, at + CENTRAL_BYTES + name, extra);
  // In this order, and only those that have no room, are they in the record of 64 bits.
  const [size, packed, start] = [24, 20, 42].map((offset) => {
    const small = view.getUint32(at + offset, true);
    return small === FULL_32 ? (large.shift() ?? small) : small;
  }) as [number, number, number];
  const encrypted = (u16(8) & 1) === 1;
  return {
    record: { path, encrypted, method: u16(10), crc: view.getUint32(at + 16, true), packed, size, start },
    length,
  };
}

/** The numbers of 64 bits among the extra fields of a file. */
function largeNumbers(view: DataView, from: number, bytes: number): number[] {
  const end = from + bytes;
  for (let at = from; at + 4 <= end; ) {
    const next = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === EXTRA_64 && next <= end) {
      return Array.from({ length: Math.floor((next - at - 4) / 8) }, (_, index) => u64(view, at + 4 + 8 * index));
    }
    at = next;
  }
  return [];
}

/** Beyond 2^53 it is rounded, and beyond every archive's end all the same. */
function u64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

export async function viewOf(blob: Blob, from: number, to: number): Promise<DataView> {
  return new DataView(await blob.slice(from, to).arrayBuffer());
}

export function damagedArchive(how: string, cause?: unknown): AppError {
  return new AppError('audio-invalid', `The archive is damaged: ${how}.`, { cause });
}

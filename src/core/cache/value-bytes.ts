import { z } from 'zod';
import { ByteReader, ByteWriter } from '../base/bytes.ts';
import { CHECKSUM_BYTES, checksum } from '../base/checksum.ts';
import type { CacheValue } from './cache.ts';

const MAGIC = 'SONDEVAL';
const VERSION = 1;
const HEAD_BYTES = 24;

/** Bytes; files and array buffers of this size can be read everywhere. */
const MAX_BYTES = 2 ** 31 - 1;

const TYPES = { Float64Array, Float32Array, Uint8Array } as const;

const HEADER = z.object({
  key: z.string(),
  meta: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  arrays: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['Float64Array', 'Float32Array', 'Uint8Array']),
      length: z.int().min(0),
    }),
  ),
});

type ArrayFacts = z.output<typeof HEADER>['arrays'][number];

/**
 * A value as bytes, for caches that outlive their process. All numbers are little-endian.
 *
 * | Offset     | Type     | Field                                                                                |
 * | ---------- | -------- | ------------------------------------------------------------------------------------ |
 * | 0          | 8 char   | `SONDEVAL`                                                                           |
 * | 8          | u32      | version of this layout, 1                                                            |
 * | 12         | u32      | H, bytes of the header, a multiple of 8                                              |
 * | 16         | u64      | L, bytes of the whole                                                                |
 * | 24         | UTF-8    | header, JSON padded with spaces: `{key, meta, arrays: [{name, type, length}]}`       |
 * | 24 + H     | arrays   | in the header's order, each padded with zeros to a multiple of 8                     |
 * | L - 16     | 16 bytes | `checksum` of everything before                                                      |
 *
 * @param limit bytes
 * @returns a fresh copy, or undefined, without having made it, when it would be larger than the limit or than 2 GiB
 */
export function encodeValue(
  key: string,
  { meta, arrays }: CacheValue,
  limit: number,
): Uint8Array<ArrayBuffer> | undefined {
  const named = Object.entries(arrays);
  const facts = named.map(([name, array]) => ({ name, type: typeOf(array), length: array.length }));
  const header = new TextEncoder().encode(JSON.stringify({ key, meta, arrays: facts }));
  const headerBytes = padded(header.length);
  const body = named.reduce((sum, [, array]) => sum + padded(array.byteLength), 0);
  const length = HEAD_BYTES + headerBytes + body + CHECKSUM_BYTES;
  if (length > Math.min(limit, MAX_BYTES)) return undefined;
  const writer = new ByteWriter(length).text(MAGIC).u32(VERSION).u32(headerBytes).u64(length);
  writer.raw(header).raw(new Uint8Array(headerBytes - header.length).fill(0x20));
  for (const [, array] of named) {
    writer.raw(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    writer.raw(new Uint8Array(padded(array.byteLength) - array.byteLength));
  }
  const bytes = writer.raw(new Uint8Array(CHECKSUM_BYTES)).finish();
  bytes.set(fromHex(checksum(bytes.subarray(0, -CHECKSUM_BYTES))), length - CHECKSUM_BYTES);
  return bytes;
}

/**
 * Reads what `encodeValue` wrote.
 * @param bytes the value's arrays are views on them
 * @returns undefined for whatever is doubtful: cut short, damaged, another layout, another key
 */
export function decodeValue(key: string, bytes: Uint8Array<ArrayBuffer>): CacheValue | undefined {
  if (bytes.byteOffset % 8 !== 0) return decodeValue(key, bytes.slice());
  if (!isWhole(bytes)) return undefined;
  const bodyAt = HEAD_BYTES + new ByteReader(bytes).u32(12);
  const header = readHeader(bytes.subarray(HEAD_BYTES, bodyAt));
  if (header === undefined || header.key !== key) return undefined;
  const arrays: [string, CacheValue['arrays'][string]][] = [];
  let offset = bodyAt;
  for (const facts of header.arrays) {
    const size = facts.length * TYPES[facts.type].BYTES_PER_ELEMENT;
    if (offset + size > bytes.length - CHECKSUM_BYTES) return undefined;
    arrays.push([facts.name, new TYPES[facts.type](bytes.buffer, bytes.byteOffset + offset, facts.length)]);
    offset += padded(size);
  }
  return { meta: header.meta, arrays: Object.fromEntries(arrays) };
}

/** The checksum that encoded bytes end with, unchecked; two values with the same one are the same. */
export function checksumIn(bytes: Uint8Array): string {
  return toHex(bytes.subarray(-CHECKSUM_BYTES));
}

function isWhole(bytes: Uint8Array): boolean {
  if (bytes.length < HEAD_BYTES + CHECKSUM_BYTES) return false;
  const reader = new ByteReader(bytes);
  const isOurs = reader.text(0, MAGIC.length) === MAGIC && reader.u32(8) === VERSION;
  if (!isOurs || reader.u64(16) !== bytes.length) return false;
  return checksum(bytes.subarray(0, -CHECKSUM_BYTES)) === checksumIn(bytes);
}

function readHeader(bytes: Uint8Array): z.output<typeof HEADER> | undefined {
  try {
    return HEADER.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}

function typeOf(array: CacheValue['arrays'][string]): ArrayFacts['type'] {
  if (array instanceof Float64Array) return 'Float64Array';
  return array instanceof Float32Array ? 'Float32Array' : 'Uint8Array';
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
}

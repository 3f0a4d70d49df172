import { ByteReader, ByteWriter } from '../base/bytes.ts';

/** One page of an Ogg file. */
export interface OggPage {
  /** Its first byte in the file, and the first after it. */
  readonly start: number;
  readonly end: number;
  /** Its first packet began on an earlier page. */
  readonly isContinued: boolean;
  /** First and last page of its stream. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Samples up to the end of the last packet that ends here; Infinity where none does. */
  readonly granule: number;
  readonly serial: number;
  readonly sequence: number;
  /** Lengths of the parts of packets, of which a packet's last is below 255. */
  readonly lacing: Uint8Array;
  readonly body: Uint8Array;
}

/** What stands between pages, or is a page no more. */
export interface OggGap {
  readonly at: number;
  readonly length: number;
  /** It is the beginning of a page that the file cuts short. */
  readonly isCut: boolean;
}

const HEADER_BYTES = 27;
const CHECKSUM_AT = 22;
const CONTINUED = 1;
const FIRST = 2;
const LAST = 4;
/** Entries of the lacing. */
export const MAX_SEGMENTS = 255;

/**
 * The pages of a file in order, those whose checksum is right; `onGap` hears of the rest.
 * @source RFC 3533, section 6
 */
export function* readOggPages(bytes: Uint8Array, onGap: (gap: OggGap) => void): Generator<OggPage, void, void> {
  const reader = new ByteReader(bytes);
  let expected = 0;
  // Checksums of what only looks like a page; a file full of such would take for ever.
  let budget = 4 * bytes.length + 1_000_000;
  for (let at = 0; at < bytes.length && budget > 0; ) {
    const page = readPage(reader, at);
    if (page !== undefined) budget -= page.end - page.start;
    if (page === undefined || !isSound(reader, page)) {
      at = nextCapture(bytes, at + 1);
      continue;
    }
    budget += page.end - page.start;
    if (page.start > expected) onGap({ at: expected, length: page.start - expected, isCut: false });
    yield page;
    at = page.end;
    expected = page.end;
  }
  if (expected === bytes.length) return;
  const isCut = bytes.length - expected < 4 || nextCapture(bytes, expected) === expected;
  onGap({ at: expected, length: bytes.length - expected, isCut });
}

function readPage(reader: ByteReader, start: number): OggPage | undefined {
  if (start + HEADER_BYTES > reader.length || reader.text(start, 4) !== 'OggS' || reader.u8(start + 4) !== 0) return;
  const bodyStart = start + HEADER_BYTES + reader.u8(start + 26);
  const lacing = reader.bytes.subarray(start + HEADER_BYTES, bodyStart);
  const end = bodyStart + lacing.reduce((sum, length) => sum + length, 0);
  if (end > reader.length) return undefined;
  const flags = reader.u8(start + 5);
  return {
    start,
    end,
    isContinued: (flags & CONTINUED) !== 0,
    isFirst: (flags & FIRST) !== 0,
    isLast: (flags & LAST) !== 0,
    granule: reader.u64(start + 6),
    serial: reader.u32(start + 14),
    sequence: reader.u32(start + 18),
    lacing,
    body: reader.bytes.subarray(bodyStart, end),
  };
}

function nextCapture(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x4f, from); at >= 0; at = bytes.indexOf(0x4f, at + 1)) {
    if (bytes[at + 1] === 0x67 && bytes[at + 2] === 0x67 && bytes[at + 3] === 0x53) return at;
  }
  return bytes.length;
}

function isSound(reader: ByteReader, { start, end }: OggPage): boolean {
  const { bytes } = reader;
  const checksumEnd = start + CHECKSUM_AT + 4;
  // The checksum counts as zeros in itself.
  const before = oggChecksum(Uint8Array.of(0, 0, 0, 0), oggChecksum(bytes.subarray(start, start + CHECKSUM_AT)));
  return oggChecksum(bytes.subarray(checksumEnd, end), before) === reader.u32(start + CHECKSUM_AT);
}

/** A page of a stream, its checksum included. */
export function writeOggPage(page: Omit<OggPage, 'start' | 'end'>): Uint8Array<ArrayBuffer> {
  const { lacing, body, isContinued, isFirst, isLast } = page;
  const flags = (isContinued ? CONTINUED : 0) | (isFirst ? FIRST : 0) | (isLast ? LAST : 0);
  const bytes = new ByteWriter(HEADER_BYTES + lacing.length + body.length)
    .text('OggS')
    .raw(Uint8Array.of(0, flags))
    .raw(granuleBytes(page.granule))
    .u32(page.serial)
    .u32(page.sequence)
    .u32(0)
    .raw(Uint8Array.of(lacing.length))
    .raw(lacing)
    .raw(body)
    .finish();
  new DataView(bytes.buffer).setUint32(CHECKSUM_AT, oggChecksum(bytes), true);
  return bytes;
}

function granuleBytes(granule: number): Uint8Array {
  return granule === Number.POSITIVE_INFINITY ? new Uint8Array(8).fill(0xff) : new ByteWriter(8).u64(granule).finish();
}

/** CRC-32 with the polynomial 0x04c11db7, most significant bit first, from 0, nothing inverted. */
function oggChecksum(bytes: Uint8Array, seed = 0): number {
  let crc = seed;
  for (let at = 0; at < bytes.length; at++) crc = (crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ (bytes[at] ?? 0)] ?? 0);
  return crc >>> 0;
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

import { Inflate } from 'fflate';
import { ByteReader } from '../base/bytes.ts';
import { crc32 } from '../base/crc32.ts';
import { AppError } from '../base/errors.ts';
import { invalid } from './failure.ts';

const END = { signature: 'PK\x05\x06', bytes: 22 };
const ENTRY = { signature: 'PK\x01\x02', bytes: 46 };
const LOCAL = { signature: 'PK\x03\x04', bytes: 30 };
/** The end of an archive may be followed by a comment of so many bytes. */
const LONGEST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
const MOST_MEMBERS = 1000;
/** Packed bytes that are unpacked at a time. */
const PIECE = 65_536;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly start: number;
}

/**
 * The members of an archive that `wanted` asks for, unpacked and checked against their CRC-32. Sizes come from the directory,
 * and no more is unpacked than it says.
 * @param limit bytes of all of them together
 * @throws AppError features-invalid, size-limit
 */
export function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limit: number,
): ReadonlyMap<string, Uint8Array> {
  const entries = readDirectory(bytes).filter(({ name }) => wanted(name));
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > limit) {
    const message = `The features unpack to ${size} bytes; at most ${limit} are read.`;
    throw new AppError('size-limit', message, { details: { size, limit } });
  }
  const members = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (members.has(entry.name)) throw invalid(`${entry.name} is in the archive twice`);
    const member = unpack(bytes, entry);
    if (crc32(member) !== entry.crc) throw invalid(`${entry.name} is damaged: its bytes do not match their checksum`);
    members.set(entry.name, member);
  }
  return members;
}

function readDirectory(bytes: Uint8Array): Entry[] {
  const reader = new ByteReader(bytes);
  const end = findEnd(reader);
  const [count, length, start] = [reader.u16(end + 10), reader.u32(end + 12), reader.u32(end + 16)];
  if (count === 0xffff || start === 0xffffffff) throw invalid('it is an archive of more than 4 GiB or 65534 members');
  if (count > MOST_MEMBERS) throw invalid(`its archive has ${count} members`);
  if (start + length > end) throw invalid('its archive is cut short or damaged in its directory');
  const entries: Entry[] = [];
  for (let at = start, i = 0; i < count; i++) {
    if (at + ENTRY.bytes > end || reader.text(at, 4) !== ENTRY.signature) throw invalid('its archive has no directory');
    const [name, extra, comment] = [reader.u16(at + 28), reader.u16(at + 30), reader.u16(at + 32)];
    if (at + ENTRY.bytes + name > end) throw invalid('its archive is cut short in its directory');
    entries.push({
      name: reader.text(at + ENTRY.bytes, name),
      method: reader.u16(at + 10),
      crc: reader.u32(at + 16),
      packed: reader.u32(at + 20),
      size: reader.u32(at + 24),
      start: reader.u32(at + 42),
    });
    at += ENTRY.bytes + name + extra + comment;
  }
  return entries;
}

/** The last record that says where the directory is. */
function findEnd(reader: ByteReader): number {
  const least = Math.max(0, reader.length - END.bytes - LONGEST_COMMENT);
  for (let at = reader.length - END.bytes; at >= least; at--) {
    if (reader.u8(at) === 0x50 && reader.text(at, 4) === END.signature) return at;
  }
  throw invalid('it is not a NumPy archive (.npz), or it is cut short');
}

function unpack(bytes: Uint8Array, { name, method, packed, size, start }: Entry): Uint8Array {
  const reader = new ByteReader(bytes);
  if (start + LOCAL.bytes > bytes.length || reader.text(start, 4) !== LOCAL.signature) {
    throw invalid(`${name} is not where the archive's directory says`);
  }
  const from = start + LOCAL.bytes + reader.u16(start + 26) + reader.u16(start + 28);
  if (from + packed > bytes.length) throw invalid(`${name} is cut short`);
  const content = bytes.subarray(from, from + packed);
  if (method === STORED && packed === size) return content;
  if (method === DEFLATED) return inflate(content, size, name);
  throw invalid(`${name} is packed in a way that is not known here (method ${method})`);
}

function inflate(packed: Uint8Array, size: number, name: string): Uint8Array {
  const result = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((piece) => {
    if (length + piece.length > size) throw invalid(`${name} unpacks to more than the ${size} bytes that it should`);
    result.set(piece, length);
    length += piece.length;
  });
  try {
    for (let from = 0; from < packed.length; from += PIECE) {
      stream.push(packed.subarray(from, from + PIECE), from + PIECE >= packed.length);
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : invalid(`${name} is damaged`, cause);
  }
  if (length < size) throw invalid(`${name} unpacks to ${length} bytes instead of ${size}`);
  return result;
}

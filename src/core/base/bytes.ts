import { AppError } from './errors.ts';

/** Which byte of a number comes first: the least or the most significant. */
export type ByteOrder = 'little' | 'big';

/**
 * Fields at offsets of a byte array, little-endian unless said otherwise. Reading beyond the end is a defect of the caller and throws a
 * RangeError: formats check lengths first, so that their own errors can say what is missing.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #little: boolean;

  constructor(bytes: Uint8Array, order: ByteOrder = 'little') {
    this.bytes = bytes;
    this.#little = order === 'little';
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u8(offset: number): number {
    return this.#view.getUint8(offset);
  }

  u16(offset: number): number {
    return this.#view.getUint16(offset, this.#little);
  }

  u32(offset: number): number {
    return this.#view.getUint32(offset, this.#little);
  }

  /** An unsigned 64-bit integer; what is too large for a double to hold exactly becomes Infinity. */
  u64(offset: number): number {
    const value = this.#view.getBigUint64(offset, this.#little);
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : Number.POSITIVE_INFINITY;
  }

  /** Bytes start..end-1, as far as there are any; not a copy. */
  slice(start: number, end: number): Uint8Array {
    return this.bytes.subarray(start, end);
  }

  /** One character per byte (Latin-1), so that every byte can be looked at. */
  text(offset: number, length: number): string {
    if (offset < 0 || offset + length > this.length) throw new RangeError(`no ${length} bytes at ${offset}`);
    return String.fromCharCode(...this.bytes.subarray(offset, offset + length));
  }
}

/** Writes fields one after the other into a fixed number of bytes, little-endian unless said otherwise. */
export class ByteWriter {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #little: boolean;
  #offset = 0;

  constructor(length: number, order: ByteOrder = 'little') {
    this.#little = order === 'little';
    this.#bytes = new Uint8Array(length);
    this.#view = new DataView(this.#bytes.buffer);
  }

  u16(value: number): this {
    this.#view.setUint16(this.#advance(2), value, this.#little);
    return this;
  }

  u32(value: number): this {
    this.#view.setUint32(this.#advance(4), value, this.#little);
    return this;
  }

  /** @param value a whole number of at most 2^53 - 1 */
  u64(value: number): this {
    this.#view.setBigUint64(this.#advance(8), BigInt(value), this.#little);
    return this;
  }

  /** One byte per character; characters above 255 are a defect of the caller. */
  text(text: string): this {
    return this.raw(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  }

  raw(bytes: Uint8Array): this {
    this.#bytes.set(bytes, this.#advance(bytes.length));
    return this;
  }

  /** The bytes written, not a copy. @throws AppError internal unless exactly the announced length was written */
  finish(): Uint8Array<ArrayBuffer> {
    if (this.#offset !== this.#bytes.length) {
      throw new AppError('internal', `Expected to write ${this.#bytes.length} bytes, wrote ${this.#offset}.`);
    }
    return this.#bytes;
  }

  #advance(length: number): number {
    const offset = this.#offset;
    this.#offset += length;
    return offset;
  }
}

/** All parts one after the other, in a fresh array. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * A few bytes for an error message: as text in backquotes where all are printable ASCII, else in hexadecimal.
 */
export function showBytes(bytes: Uint8Array): string {
  const isText = bytes.length > 0 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (isText) return `\`${String.fromCharCode(...bytes)}\``;
  if (bytes.length === 0) return 'nothing';
  return `bytes ${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
}

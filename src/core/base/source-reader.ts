import type { ByteSource } from './byte-source.ts';
import { type ByteOrder, ByteReader } from './bytes.ts';

/** Fields at offsets of a file that stays where it is. */
export class SourceReader extends ByteReader {
  readonly #source: ByteSource;
  readonly #order: ByteOrder;

  constructor(source: ByteSource, order: ByteOrder = 'little') {
    super(new Uint8Array(0), order);
    this.#source = source;
    this.#order = order;
  }

  override get length(): number {
    return this.#source.length;
  }

  override u8(offset: number): number {
    return this.#field(offset, 1).u8(0);
  }

  override u16(offset: number): number {
    return this.#field(offset, 2).u16(0);
  }

  override u32(offset: number): number {
    return this.#field(offset, 4).u32(0);
  }

  override u64(offset: number): number {
    return this.#field(offset, 8).u64(0);
  }

  override text(offset: number, length: number): string {
    return this.#field(offset, length).text(0, length);
  }

  override slice(start: number, end: number): Uint8Array {
    const from = Math.min(start, this.length);
    return this.#source.read(from, Math.max(0, Math.min(end, this.length) - from));
  }

  #field(offset: number, count: number): ByteReader {
    if (offset < 0 || offset + count > this.length) throw new RangeError(`no ${count} bytes at ${offset}`);
    return new ByteReader(this.#source.read(offset, count), this.#order);
  }
}

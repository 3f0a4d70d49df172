import { ByteWriter, concatBytes } from '../core/base/bytes.ts';

/** A chunk with its pad byte. `claimed` is the size its head says, where that is a lie. */
export function chunk(id: string, body: Uint8Array, claimed = body.length): Uint8Array {
  const head = new ByteWriter(8).text(id).u32(claimed).finish();
  return concatBytes([head, body, new Uint8Array(body.length % 2)]);
}

export interface FmtFields {
  readonly tag?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  readonly blockAlign?: number;
}

/** A plain 16-byte fmt body, 16-bit mono at 44.1 kHz unless told. */
export function fmtBody(fields: FmtFields = {}): Uint8Array {
  const { tag = 1, channels = 1, rate = 44100, bits = 16 } = fields;
  const blockAlign = fields.blockAlign ?? channels * Math.ceil(bits / 8);
  const writer = new ByteWriter(16).u16(tag).u16(channels).u32(rate);
  return writer
    .u32((rate * blockAlign) % 2 ** 32)
    .u16(blockAlign)
    .u16(bits)
    .finish();
}

/** A whole file of chunks. `size` is the RIFF size, where that is a lie. */
export function riff(chunks: readonly Uint8Array[], size?: number, id = 'RIFF'): Uint8Array {
  const body = concatBytes(chunks);
  const head = new ByteWriter(12)
    .text(id)
    .u32(size ?? body.length + 4)
    .text('WAVE')
    .finish();
  return concatBytes([head, body]);
}

/** Interleaved 16-bit codes. */
export function s16(...codes: number[]): Uint8Array {
  return new Uint8Array(Int16Array.from(codes).buffer);
}

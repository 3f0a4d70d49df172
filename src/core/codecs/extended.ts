import type { ByteReader, ByteWriter } from '../base/bytes.ts';

/** Exponent of 1, whose one bit is the uppermost of 64. */
const BIAS = 16383;

/**
 * An unsigned whole number in the 80-bit extended format of SANE, in which AIFF says its sample rate: sign and
 * exponent (16 bits), then the mantissa with its leading 1 (64 bits), big-endian.
 * @returns undefined for a fraction; Infinity for what a double cannot count, infinity and NaN; 0 for negative numbers
 */
export function readExtended(reader: ByteReader, offset: number): number | undefined {
  const head = reader.u16(offset);
  const mantissa = (BigInt(reader.u32(offset + 2)) << 32n) | BigInt(reader.u32(offset + 6));
  if (mantissa === 0n || head >= 0x8000) return 0;
  const shift = 63 - (head - BIAS);
  if (shift < 0) return Number.POSITIVE_INFINITY;
  if (shift > 63) return undefined;
  const whole = mantissa >> BigInt(shift);
  if (whole << BigInt(shift) !== mantissa) return undefined;
  return whole <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(whole) : Number.POSITIVE_INFINITY;
}

/** @param value a whole number, 1 to 2^32 - 1 */
export function writeExtended(writer: ByteWriter, value: number): ByteWriter {
  const shift = Math.clz32(value);
  // The mantissa's upper half is the number with its leading 1 moved to the top; its lower half is empty.
  return writer
    .u16(BIAS + 31 - shift)
    .u32((value << shift) >>> 0)
    .u32(0);
}

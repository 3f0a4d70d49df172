/** Bytes of a digest: 240 bits, the length that makes 48 base32 characters without padding. */
export const DIGEST_BYTES = 30;

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A digest as text: lower-case base32 of a whole number of 5-byte groups, so that there is never padding. */
export function digestText(bytes: Uint8Array): string {
  let text = '';
  let pending = 0;
  let bits = 0;
  for (const byte of bytes) {
    pending = ((pending << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32.charAt((pending >> bits) & 31);
    }
  }
  return text;
}

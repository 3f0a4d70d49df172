const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/** Bytes of one checksum. */
export const CHECKSUM_BYTES = 16;

/**
 * Tells damage, not malice: 128 bits, about a gigabyte a second, the same on every host.
 * @param bytes fewer than 2^31; read in place when they begin at a multiple of 4 of their buffer
 * @returns 32 lower-case hexadecimal digits
 * @source MurmurHash3_x86_128, Appleby (2011), seed 0
 */
export function checksum(bytes: Uint8Array): string {
  const whole = bytes.length & ~15;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const state = new Int32Array(4);
  mixBlocks(new Int32Array(aligned.buffer, aligned.byteOffset, whole / 4), state);
  const tail = new Uint8Array(16);
  tail.set(bytes.subarray(whole));
  mixTail(new Int32Array(tail.buffer), state);
  return finish(state, bytes.length);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function mixBlocks(words: Int32Array, state: Int32Array): void {
  let [h1 = 0, h2 = 0, h3 = 0, h4 = 0] = state;
  for (let index = 0; index < words.length; index += 4) {
    h1 ^= Math.imul(rotate(Math.imul(words[index] ?? 0, C1), 15), C2);
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotate(Math.imul(words[index + 1] ?? 0, C2), 16), C3);
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotate(Math.imul(words[index + 2] ?? 0, C3), 17), C4);
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotate(Math.imul(words[index + 3] ?? 0, C4), 18), C1);
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  state.set([h1, h2, h3, h4]);
}

/** The rest, with zeros after it: a word of zeros changes nothing. */
function mixTail([k1 = 0, k2 = 0, k3 = 0, k4 = 0]: Int32Array, state: Int32Array): void {
  const [h1 = 0, h2 = 0, h3 = 0, h4 = 0] = state;
  state.set([
    h1 ^ Math.imul(rotate(Math.imul(k1, C1), 15), C2),
    h2 ^ Math.imul(rotate(Math.imul(k2, C2), 16), C3),
    h3 ^ Math.imul(rotate(Math.imul(k3, C3), 17), C4),
    h4 ^ Math.imul(rotate(Math.imul(k4, C4), 18), C1),
  ]);
}

function finish(state: Int32Array, length: number): string {
  const mixed = crosswise(crosswise(state.map((word) => word ^ length)).map(avalanche));
  return Array.from(mixed, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function crosswise([h1 = 0, h2 = 0, h3 = 0, h4 = 0]: Int32Array): Int32Array {
  const sum = (h1 + h2 + h3 + h4) | 0;
  return Int32Array.of(sum, h2 + sum, h3 + sum, h4 + sum);
}

function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

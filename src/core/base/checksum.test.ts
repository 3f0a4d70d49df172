import fc from 'fast-check';
import { expect, it } from 'vitest';
import { concatBytes } from './bytes.ts';
import { checksum } from './checksum.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

it.each([
  ['', '00000000000000000000000000000000'],
  ['The quick brown fox jumps over the lazy dog', '2f1583c3ecee2c675d7bf66ce5e91d2c'],
])('of `%s` is the published one of MurmurHash3', (text, expected) => {
  expect(checksum(bytesOf(text))).toBe(expected);
});

it('does not depend on where the bytes lie in their buffer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(7), (bytes, offset) => {
      const shifted = concatBytes([new Uint8Array(offset), bytes]).subarray(offset);
      expect(checksum(shifted)).toBe(checksum(bytes));
    }),
  );
});

it('changes with any bit, and with a zero more', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.nat(), (bytes, bit) => {
      const changed = bytes.slice();
      const index = bit % bytes.length;
      changed[index] = bytes[index]! ^ (1 << (bit % 8));
      expect(checksum(changed)).not.toBe(checksum(bytes));
      expect(checksum(concatBytes([bytes, new Uint8Array(1)]))).not.toBe(checksum(bytes));
    }),
  );
});

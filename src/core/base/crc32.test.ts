import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';

test('the check value of the polynomial is that of its catalogues', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

test('bytes in pieces have the checksum of the whole', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (head, tail) => {
      expect(crc32(tail, crc32(head))).toBe(crc32(Uint8Array.of(...head, ...tail)));
    }),
  );
});

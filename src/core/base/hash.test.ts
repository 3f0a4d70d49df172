import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHasher, HASH_PATTERN, hashBytes, hashText } from './hash.ts';

describe('hash', () => {
  // From Python 3.11: base64.b32encode(hashlib.blake2b(data, digest_size=30).digest()).lower()
  it.each([
    ['', 'uxlnlf25bhdwiyvt7hdu7fli3h472rw7xxf7h4klza2stczc'],
    ['abc', '2rcos4ina5fzuvfegduqgs2o2mhm6ws6n6nm5hbrjmcdiacl'],
    ['Gaudrain & Başkent', 'cq6kimdlj4vidnwko4x55ruiexmufy4gx72wdyeuxceoyigg'],
  ])('of the UTF-8 text %j is what Python gives', (text, expected) => {
    expect(hashText(text)).toBe(expected);
  });

  it('of 100 000 counting bytes is what Python gives', () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
    expect(hashBytes(bytes)).toBe('kqu3czjbjmezdmqjv4j5dfns2v7fssalqcfgfjv6wephlzxi');
  });

  it('has the shape of a content id', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(hashBytes(bytes)).toMatch(HASH_PATTERN);
      }),
    );
  });

  it('does not depend on how the bytes were cut, nor on where they lie in their buffer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), fc.array(fc.nat(300), { maxLength: 6 }), (bytes, cuts) => {
        const shifted = new Uint8Array(bytes.length + 3).subarray(3);
        shifted.set(bytes);
        const hasher = createHasher();
        let start = 0;
        for (const length of cuts) {
          hasher.update(shifted.subarray(start, start + length));
          start = Math.min(start + length, bytes.length);
        }
        expect(hasher.update(shifted.subarray(start)).digest()).toBe(hashBytes(bytes));
      }),
    );
  });

  it('has forks that go on from the same bytes, each by itself', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (head, tail) => {
        const hasher = createHasher().update(head);
        expect(hasher.fork().update(tail).digest()).toBe(hashBytes(Uint8Array.of(...head, ...tail)));
        expect(hasher.digest()).toBe(hashBytes(head));
      }),
    );
  });

  it('cannot be continued once digested', () => {
    const hasher = createHasher();
    hasher.digest();
    expect(() => hasher.update(new Uint8Array(1))).toThrow();
  });
});

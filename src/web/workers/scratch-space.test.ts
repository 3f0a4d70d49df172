import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PagedFile, ScratchSpace } from './scratch-space.ts';

function memoryFile(most = 64 * 2 ** 20): PagedFile {
  const bytes = new Uint8Array(most);
  return {
    read(into, { at }) {
      into.set(bytes.subarray(at, at + into.length));
      return into.length;
    },
    write(from, { at }) {
      const count = Math.max(Math.min(from.length, most - at), 0);
      bytes.set(from.subarray(0, count), at);
      return count;
    },
  };
}

test('places in one file keep their bytes apart, however they are written', () => {
  const write = fc.record({
    place: fc.integer({ min: 0, max: 2 }),
    start: fc.integer({ min: 0, max: 5_000_000 }),
    length: fc.integer({ min: 1, max: 2_500_000 }),
    value: fc.integer({ min: 1, max: 255 }),
  });
  fc.assert(
    fc.property(fc.array(write, { maxLength: 6 }), (writes) => {
      const space = new ScratchSpace(memoryFile());
      const places = [space.place(), space.place(), space.place()];
      const expected = places.map(() => new Uint8Array(8_000_000));
      for (const { place, start, length, value } of writes) {
        places[place]!.write(start, new Uint8Array(length).fill(value));
        expected[place]!.fill(value, start, start + length);
      }
      for (const { place, start, length } of writes) {
        const read = places[place]!.read(start, length);
        expect(Buffer.compare(read, expected[place]!.subarray(start, start + length))).toBe(0);
      }
    }),
    { numRuns: 12 },
  );
});

test('a full disk is said to be full', () => {
  const place = new ScratchSpace(memoryFile(2 ** 20)).place();
  expect(() => place.write(0, new Uint8Array(2 ** 20 + 1))).toThrow('no room left');
});

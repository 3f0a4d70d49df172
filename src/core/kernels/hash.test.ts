import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readFixture } from '../../testing/fixture.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { hashBytes } from '../base/hash.ts';
import { createHashKernel } from './hash.ts';
import { instantiate } from './instance.ts';
import type { HashKernel } from './kernels.ts';
import { complete } from './sliced.ts';

let kernel: HashKernel;
beforeAll(async () => {
  kernel = (await kernelsForTest()).hash;
});

const hash = (...pieces: Uint8Array[]): string =>
  complete(
    kernel.hash(
      pieces,
      pieces.reduce((sum, { length }) => sum + length, 0),
    ),
  );

// The names are those of Python's hashlib.blake2b(digest_size=30) in lower-case base32.
test.each([
  ['nothing', '', 'uxlnlf25bhdwiyvt7hdu7fli3h472rw7xxf7h4klza2stczc'],
  ['abc', 'abc', '2rcos4ina5fzuvfegduqgs2o2mhm6ws6n6nm5hbrjmcdiacl'],
])('%s has the same name as by the library, and the one it always had', (_name, text, id) => {
  expect([hash(new TextEncoder().encode(text)), hashBytes(new TextEncoder().encode(text))]).toEqual([id, id]);
});

test('any bytes, cut anywhere, have the name that the library gives them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), fc.array(fc.nat(1000), { maxLength: 5 }), (bytes, cuts) => {
      const borders = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
      const pieces = borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
      expect(hash(...pieces)).toBe(hashBytes(bytes));
    }),
  );
});

test('a large file is hashed in slices, which tell how far they are', () => {
  const bytes = Uint8Array.from({ length: 3_500_000 }, (_, index) => (index * 7919) >> 3);
  const slices = kernel.hash([bytes], bytes.length);
  const fractions: number[] = [];
  for (;;) {
    const slice = slices.next();
    if (slice.done) {
      expect(slice.value).toBe(hashBytes(bytes));
      break;
    }
    fractions.push(slice.value);
  }
  expect(fractions.map((fraction) => Math.round(fraction * bytes.length))).toEqual([1 << 20, 2 << 20, 3 << 20]);
});

test('a hash that is given up leaves nothing in linear memory', async () => {
  const heap = instantiate(await WebAssembly.compile(await readFixture('public/wasm/sonde.wasm')));
  const { hash } = createHashKernel(heap);
  const bytes = new Uint8Array(1 << 22);
  const giveUp = (): number => {
    const slices = hash([bytes], bytes.length);
    slices.next();
    slices.return('');
    return heap.bytes;
  };
  const once = giveUp();
  for (let turn = 0; turn < 50; turn++) expect(giveUp()).toBe(once);
});

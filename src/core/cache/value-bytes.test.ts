import fc from 'fast-check';
import { expect, it } from 'vitest';
import { concatBytes } from '../base/bytes.ts';
import type { CacheValue } from './cache.ts';
import { checksumIn, decodeValue, encodeValue } from './value-bytes.ts';

const encode = (key: string, value: CacheValue) => encodeValue(key, value, Number.POSITIVE_INFINITY)!;

const VALUE: CacheValue = {
  meta: { text: 'é', number: -0.1, yes: true, none: null },
  arrays: { x: Float64Array.of(Number.NaN, -0, 1), y: Float32Array.of(0.1), z: Uint8Array.of(1, 2, 3) },
};

it('reads back what was written, wherever the bytes lie in their buffer', () => {
  const bytes = encode('a', VALUE);
  expect(decodeValue('a', bytes)).toEqual(VALUE);
  expect(decodeValue('a', concatBytes([new Uint8Array(3), bytes]).subarray(3))).toEqual(VALUE);
});

it('has the documented layout', () => {
  const bytes = encode('a', { meta: {}, arrays: { x: Float64Array.of(1) } });
  const header = '{"key":"a","meta":{},"arrays":[{"name":"x","type":"Float64Array","length":1}]}';
  const view = new DataView(bytes.buffer);
  expect(new TextDecoder().decode(bytes.subarray(0, 8))).toBe('SONDEVAL');
  expect([view.getUint32(8, true), view.getUint32(12, true)]).toEqual([1, 80]);
  expect(new TextDecoder().decode(bytes.subarray(24, 104))).toBe(header.padEnd(80));
  expect([view.getBigUint64(16, true), bytes.length]).toEqual([128n, 128]);
  expect(view.getFloat64(104, true)).toBe(1);
  expect(checksumIn(bytes)).toMatch(/^[0-9a-f]{32}$/);
});

it('is not made beyond the limit, or where it could not be read', () => {
  const { length } = encode('a', VALUE);
  expect(encodeValue('a', VALUE, length)?.length).toBe(length);
  expect(encodeValue('a', VALUE, length - 1)).toBeUndefined();
  const huge = Object.defineProperty(new Float64Array(0), 'byteLength', { value: 2 ** 31 });
  expect(encodeValue('a', { meta: {}, arrays: { huge } }, Number.POSITIVE_INFINITY)).toBeUndefined();
});

it('is doubtful under another key', () => {
  expect(decodeValue('b', encode('a', VALUE))).toBeUndefined();
});

it('is doubtful when cut short, however much is left, or when it goes on', () => {
  const bytes = encode('a', VALUE);
  for (let length = 0; length < bytes.length; length++) {
    expect(decodeValue('a', bytes.slice(0, length))).toBeUndefined();
  }
  expect(decodeValue('a', concatBytes([bytes, new Uint8Array(8)]))).toBeUndefined();
});

it('is doubtful with any bit turned', () => {
  const bytes = encode('a', VALUE);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (index, bit) => {
      const damaged = bytes.slice();
      damaged[index] = damaged[index]! ^ (1 << bit);
      expect(decodeValue('a', damaged)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

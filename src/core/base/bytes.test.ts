import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, ByteWriter, concatBytes, showBytes } from './bytes.ts';

describe('ByteWriter', () => {
  it('lays fields out one after the other, least significant byte first', () => {
    const bytes = new ByteWriter(16).text('ab').u16(0x0102).u32(0xf0000001).u64(0x1_0000_0002).finish();
    expect([...bytes]).toEqual([0x61, 0x62, 2, 1, 1, 0, 0, 0xf0, 2, 0, 0, 0, 1, 0, 0, 0]);
  });

  it('refuses to give out fewer bytes than it announced', () => {
    expect(() => new ByteWriter(5).u32(1).finish()).toThrow('Expected to write 5 bytes, wrote 4.');
  });

  it('refuses to write more than it announced', () => {
    expect(() => new ByteWriter(1).u16(1)).toThrow(RangeError);
  });
});

describe('ByteReader', () => {
  it('reads back what was written, wherever the bytes lie in their buffer', () => {
    const u16 = fc.nat(0xffff);
    const u32 = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(u16, u32, fc.maxSafeNat(), (a, b, c) => {
        const written = new ByteWriter(14).u16(a).u32(b).u64(c).finish();
        const shifted = concatBytes([new Uint8Array(3), written]).subarray(3);
        const reader = new ByteReader(shifted);
        expect([reader.u16(0), reader.u32(2), reader.u64(6)]).toEqual([a, b, c]);
      }),
    );
  });

  it('gives Infinity for an integer that a double cannot hold', () => {
    expect(new ByteReader(new Uint8Array(8).fill(255)).u64(0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('reads and writes the most significant byte first where told', () => {
    const bytes = new ByteWriter(14, 'big').u16(0x0102).u32(0x03040506).u64(0x0708090a0b0c).finish();
    expect([...bytes]).toEqual([1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12]);
    const reader = new ByteReader(bytes, 'big');
    expect([reader.u16(0), reader.u32(2), reader.u64(6)]).toEqual([0x0102, 0x03040506, 0x0708090a0b0c]);
  });

  it('reads text byte by byte, and none beyond the end', () => {
    const reader = new ByteReader(Uint8Array.of(0x52, 0xe9, 0));
    expect(reader.text(0, 3)).toBe('Ré\0');
    expect(() => reader.text(1, 3)).toThrow(RangeError);
    expect(() => reader.u32(0)).toThrow(RangeError);
  });
});

describe('showBytes', () => {
  it.each([
    [[0x52, 0x49, 0x46, 0x58], '`RIFX`'],
    [[0x52, 0x00], 'bytes 52 00'],
    [[], 'nothing'],
  ])('shows %j as %s', (bytes, text) => {
    expect(showBytes(Uint8Array.from(bytes))).toBe(text);
  });
});

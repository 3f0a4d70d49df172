import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { PcmEncoding, PcmKernel } from './kernels.ts';

let pcm: PcmKernel;
beforeAll(async () => {
  pcm = (await kernelsForTest()).pcm;
});

const BITS = { u8: 8, s16: 16, s24: 24, s32: 32 } as const;
type IntegerEncoding = keyof typeof BITS;
const INTEGERS = Object.keys(BITS) as IntegerEncoding[];

const s16 = (bytes: Uint8Array<ArrayBuffer>): number[] => [...new Int16Array(bytes.buffer)];

function codeOf(bytes: Uint8Array, encoding: IntegerEncoding, index: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (encoding === 'u8') return view.getUint8(index) - 128;
  if (encoding === 's16') return view.getInt16(2 * index, true);
  if (encoding === 's32') return view.getInt32(4 * index, true);
  return view.getUint8(3 * index) + view.getUint8(3 * index + 1) * 256 + view.getInt8(3 * index + 2) * 65536;
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

const limited = (code: number, bits: number): number =>
  Math.min(2 ** (bits - 1) - 1, Math.max(-(2 ** (bits - 1)), code)) + 0;

describe('decode', () => {
  test('a 16-bit code is a fraction of 32768', () => {
    const codes = Int16Array.of(0, 1, -1, 16384, 32767, -32768);
    const [x] = pcm.decode(new Uint8Array(codes.buffer), 's16', 1);
    expect([...x!]).toEqual([0, 1 / 32768, -1 / 32768, 0.5, 32767 / 32768, -1]);
  });

  test('an 8-bit code has its zero at 128', () => {
    expect([...pcm.decode(Uint8Array.of(0, 128, 255), 'u8', 1)[0]!]).toEqual([-1, 0, 127 / 128]);
  });

  test('24 bits are read low byte first, with their sign', () => {
    const bytes = Uint8Array.of(1, 0, 0, 0xff, 0xff, 0xff, 0, 0, 0x80);
    expect([...pcm.decode(bytes, 's24', 1)[0]!]).toEqual([2 ** -23, -(2 ** -23), -1]);
  });

  test('floats come as they are, beyond full scale too', () => {
    const values = [0, -0.1, 1.5, -3, 1e-30];
    expect([...pcm.decode(new Uint8Array(Float64Array.from(values).buffer), 'f64', 1)[0]!]).toEqual(values);
    expect([...pcm.decode(new Uint8Array(Float32Array.from(values).buffer), 'f32', 1)[0]!]).toEqual(
      values.map(Math.fround),
    );
  });

  test('channels are taken apart', () => {
    const [left, right] = pcm.decode(new Uint8Array(Int16Array.of(1, 2, 3, 4).buffer), 's16', 2);
    expect([...left!, ...right!].map((x) => x * 32768)).toEqual([1, 3, 2, 4]);
  });

  test('no bytes are no samples in every channel', () => {
    expect(pcm.decode(new Uint8Array(0), 's16', 2).map((x) => x.length)).toEqual([0, 0]);
  });

  test('a frame cut short is refused', () => {
    expect(() => pcm.decode(new Uint8Array(7), 's16', 2)).toThrow('whole frames');
  });
});

describe('encode', () => {
  test.each(['wav', 'flac'] as const)('every 16-bit code survives decoding and encoding by the %s rule', (rule) => {
    const codes = Int16Array.from({ length: 65536 }, (_, i) => i - 32768);
    const decoded = pcm.decode(new Uint8Array(codes.buffer), 's16', 1);
    expect(s16(pcm.encode(decoded, 's16', rule))).toEqual([...codes]);
  });

  test('the wav rule goes down, the flac rule to the nearest, the tool’s towards zero', () => {
    const x = Float64Array.of(1.6, -1.6, 0.4, -0.4).map((lsb) => lsb / 32768);
    expect(s16(pcm.encode([x], 's16', 'wav'))).toEqual([1, -2, 0, -1]);
    expect(s16(pcm.encode([x], 's16', 'flac'))).toEqual([2, -2, 0, 0]);
    expect(s16(pcm.encode([x], 's16', 'world-tool'))).toEqual([1, -1, 0, 0]);
  });

  test('the flac rule rounds halves to even', () => {
    const x = Float64Array.of(0.5, 1.5, 2.5, -0.5, -1.5).map((lsb) => lsb / 32768);
    expect(s16(pcm.encode([x], 's16', 'flac')).map((code) => code + 0)).toEqual([0, 2, 2, 0, -2]);
  });

  test('the wav rule rounds at 32 bits before it cuts', () => {
    // Less than half of a 32-bit step below 1 / 32768 counts as 1 / 32768.
    const x = Float64Array.of(1 / 32768 - 0.4 * 2 ** -31, 1 / 32768 - 0.6 * 2 ** -31);
    expect(s16(pcm.encode([x], 's16', 'wav'))).toEqual([1, 0]);
  });

  test('full scale in the tool’s rule is 32767', () => {
    expect(s16(pcm.encode([Float64Array.of(1, -1, 1.1, -1.1)], 's16', 'world-tool'))).toEqual([
      32767, -32767, 32767, -32768,
    ]);
  });

  test.each(INTEGERS)('%s is limited, never wrapped', (encoding) => {
    const x = Float64Array.of(1, -1, 2, -2, 1e300, -1e300, Infinity, -Infinity);
    const top = 2 ** (BITS[encoding] - 1) - 1;
    for (const rule of ['wav', 'flac'] as const) {
      const bytes = pcm.encode([x], encoding, rule);
      const codes = Array.from(x, (_, i) => codeOf(bytes, encoding, i));
      expect(codes).toEqual([top, -top - 1, top, -top - 1, top, -top - 1, top, -top - 1]);
    }
  });

  test('NaN becomes 0', () => {
    expect(s16(pcm.encode([Float64Array.of(Number.NaN)], 's16', 'wav'))).toEqual([0]);
  });

  test.each(INTEGERS)('%s follows the formulas of its rules for any sample', (encoding) => {
    const bits = BITS[encoding];
    const sample = fc.double({ min: -1.2, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 50 }), (values) => {
        const x = Float64Array.from(values);
        const wav = pcm.encode([x], encoding, 'wav');
        const flac = pcm.encode([x], encoding, 'flac');
        for (const [i, value] of values.entries()) {
          const wide = limited(roundHalfEven(value * 2 ** 31), 32);
          expect(codeOf(wav, encoding, i)).toBe(Math.floor(wide / 2 ** (32 - bits)));
          expect(codeOf(flac, encoding, i)).toBe(limited(roundHalfEven(value * 2 ** (bits - 1)), bits));
        }
      }),
    );
  });

  test('the tool’s rule is for 16 bit only', () => {
    expect(() => pcm.encode([new Float64Array(1)], 's24', 'world-tool')).toThrow('16-bit rule');
  });

  test('channels of different lengths are refused', () => {
    expect(() => pcm.encode([new Float64Array(1), new Float64Array(2)], 's16', 'wav')).toThrow('one length');
  });

  test('no samples are no bytes', () => {
    expect(pcm.encode([new Float64Array(0)], 's16', 'wav')).toHaveLength(0);
  });
});

describe('round trip', () => {
  const lossless: [PcmEncoding, fc.Arbitrary<number>][] = [
    ['f64', fc.double({ noNaN: true })],
    ['f32', fc.float({ noNaN: true })],
    ['s24', fc.integer({ min: -(2 ** 23), max: 2 ** 23 - 1 }).map((code) => code / 2 ** 23)],
    ['s32', fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map((code) => code / 2 ** 31)],
  ];
  test.each(lossless)('what %s can hold comes back, in any number of channels', (encoding, sample) => {
    const sound = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(40)).chain(([channels, frames]) =>
      fc.array(fc.array(sample, { minLength: frames, maxLength: frames }), {
        minLength: channels,
        maxLength: channels,
      }),
    );
    fc.assert(
      fc.property(sound, (channels) => {
        const x = channels.map((values) => Float64Array.from(values, (value) => value + 0));
        expect(pcm.decode(pcm.encode(x, encoding, 'wav'), encoding, x.length)).toEqual(x);
      }),
    );
  });

  test('sounds longer than a block keep every sample in its place', () => {
    const x = [0, 1, 2].map((c) => Float64Array.from({ length: 100_001 }, (_, i) => ((i * 7 + c) % 65536) / 65536));
    expect(pcm.decode(pcm.encode(x, 'f64', 'wav'), 'f64', 3)).toEqual(x);
  });
});

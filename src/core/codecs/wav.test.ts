import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { dump } from '../../testing/dump.ts';
import { failure } from '../../testing/failure.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { chunk, fmtBody, riff, s16 } from '../../testing/riff-bytes.ts';
import { clipOf } from '../../testing/signals.ts';
import type { Clip } from '../audio/clip.ts';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import type { Kernels, PcmEncoding } from '../kernels/kernels.ts';
import { decodeWav, encodeWav, type WavOptions, wavCodec } from './wav.ts';

let kernels: Kernels;

beforeAll(async () => {
  kernels = await kernelsForTest();
});

function encode(clip: Clip, options: WavOptions): Uint8Array {
  return concatBytes([...encodeWav(clip, options, kernels)]);
}

describe('encodeWav', () => {
  it('writes 16-bit mono in the plain form, with its samples at byte 44', () => {
    const golden = dump(`
      'RIFF' 2a 00 00 00 'WAVE'
      'fmt ' 10 00 00 00  01 00  01 00  44 ac 00 00  88 58 01 00  02 00  10 00
      'data' 06 00 00 00  00 00  00 40  00 80`);
    expect(encode(clipOf([0, 0.5, -1]), { encoding: 's16' })).toEqual(golden);
  });

  it('writes 24-bit stereo in the plain form too', () => {
    const golden = dump(`
      'RIFF' 30 00 00 00 'WAVE'
      'fmt ' 10 00 00 00  01 00  02 00  44 ac 00 00  98 09 04 00  06 00  18 00
      'data' 0c 00 00 00  00 00 40  00 00 c0  01 00 00  ff ff ff`);
    expect(encode(clipOf([0.5, 2 ** -23], [-0.5, -(2 ** -23)]), { encoding: 's24' })).toEqual(golden);
  });

  it('writes float with the size of its extension and a fact chunk', () => {
    const golden = dump(`
      'RIFF' 3a 00 00 00 'WAVE'
      'fmt ' 12 00 00 00  03 00  01 00  44 ac 00 00  10 b1 02 00  04 00  20 00  00 00
      'fact' 04 00 00 00  02 00 00 00
      'data' 08 00 00 00  00 00 80 3f  00 00 00 c0`);
    expect(encode(clipOf([1, -2]), { encoding: 'f32' })).toEqual(golden);
  });

  it('writes three channels in the extensible form', () => {
    const golden = dump(`
      'RIFF' 4e 00 00 00 'WAVE'
      'fmt ' 28 00 00 00  fe ff  03 00  44 ac 00 00  98 09 04 00  06 00  10 00
             16 00  10 00  00 00 00 00  01 00 00 00 00 00 10 00 80 00 00 aa 00 38 9b 71
      'fact' 04 00 00 00  01 00 00 00
      'data' 06 00 00 00  00 40  00 e0  00 00`);
    expect(encode(clipOf([0.5], [-0.25], [0]), { encoding: 's16' })).toEqual(golden);
  });

  it('pads an odd number of sample bytes and appends the recipe, padded too', () => {
    const recipe = { query: { file: 'a', stack: [] }, signature: 'abc', engine: 'sonde 1' };
    const golden = dump(`
      'RIFF' 70 00 00 00 'WAVE'
      'fmt ' 10 00 00 00  01 00  01 00  44 ac 00 00  cc 04 02 00  03 00  18 00
      'data' 03 00 00 00  00 00 40  00
      'sonD' 3f 00 00 00 '{"engine":"sonde 1","query":{"file":"a","stack":[]},"signature":"abc"}'`);
    golden[4] = golden.length - 8;
    golden[52] = golden.length - 56;
    const bytes = encode(clipOf([0.5]), { encoding: 's24', recipe });
    expect(bytes).toEqual(golden);
    const odd = encode(clipOf([0.5]), { encoding: 's24', recipe: { ...recipe, engine: 'sonde' } });
    expect(odd.length % 2).toBe(0);
    expect(decodeWav(odd, kernels).recipe?.engine).toBe('sonde');
  });

  it('writes RF64 with its sizes in 64 bits when asked', () => {
    const golden = dump(`
      'RF64' ff ff ff ff 'WAVE'
      'ds64' 1c 00 00 00  4c 00 00 00 00 00 00 00  04 00 00 00 00 00 00 00  02 00 00 00 00 00 00 00  00 00 00 00
      'fmt ' 10 00 00 00  01 00  01 00  44 ac 00 00  88 58 01 00  02 00  10 00
      'data' ff ff ff ff  00 40  00 c0`);
    expect(encode(clipOf([0.5, -0.5]), { encoding: 's16', container: 'RF64' })).toEqual(golden);
  });

  it('quantises as libsndfile does: rounded to 32 bits, then floored; limited at full scale', () => {
    const step = 2 ** -15;
    const clip = clipOf([0.4 * step, 0.6 * step, -0.4 * step, -(2 ** -40), 2, -2, 1 - step / 2]);
    const bytes = encode(clip, { encoding: 's16' });
    expect([...new Int16Array(bytes.slice(44).buffer)]).toEqual([0, 0, -1, 0, 32767, -32768, 32767]);
  });

  it('comes in pieces that do not depend on how they are taken, with the head first', () => {
    const x = Float64Array.from({ length: 300_000 }, (_, index) => (((index * 7919) % 65536) - 32768) / 32768);
    const parts = [...encodeWav({ sampleRate: 8000, channels: [x, x] }, { encoding: 's16' }, kernels)];
    expect(parts[0]?.length).toBe(44);
    expect(parts.length).toBeGreaterThan(2);
    const { clip } = decodeWav(concatBytes(parts), kernels);
    for (const channel of clip.channels) expect(channel.findIndex((sample, index) => sample !== x[index])).toBe(-1);
    expect(clip.channels.map((channel) => channel.length)).toEqual([x.length, x.length]);
  });

  it.each<[string, Clip, string]>([
    ['without samples', clipOf([]), 'audio-empty'],
    ['without channels', clipOf(), 'audio-empty'],
    ['with NaN', clipOf([0, Number.NaN]), 'audio-not-finite'],
    ['with an infinite sample', clipOf([0], [Number.POSITIVE_INFINITY]), 'audio-not-finite'],
    ['at a rate of half a Hz', { ...clipOf([0]), sampleRate: 44100.5 }, 'audio-unsupported'],
    ['at no rate', { ...clipOf([0]), sampleRate: 0 }, 'audio-unsupported'],
    ['of channels of two lengths', clipOf([0], [0, 1]), 'internal'],
    [
      'of more channels than a frame can hold',
      clipOf(...Array.from({ length: 32768 }, () => [0])),
      'audio-unsupported',
    ],
  ])('refuses a sound %s before the first piece', (_, clip, code) => {
    expect(failure(() => encodeWav(clip, { encoding: 's16' }, kernels))).toMatchObject({ code });
  });
});

describe('decodeWav', () => {
  it('gives the samples of each channel, by code / 2^(bits - 1)', () => {
    const bytes = riff([chunk('fmt ', fmtBody({ channels: 2, rate: 8000 })), chunk('data', s16(16384, -32768, 1, -1))]);
    const { clip, encoding } = decodeWav(bytes, kernels);
    expect(clip).toEqual({
      sampleRate: 8000,
      channels: [Float64Array.of(0.5, 2 ** -15), Float64Array.of(-1, -(2 ** -15))],
    });
    expect(encoding).toBe('s16');
  });

  it('reads 8-bit samples around their middle, and past their pad byte', () => {
    const data = chunk('data', Uint8Array.of(128, 0, 255));
    const bytes = riff([chunk('fmt ', fmtBody({ bits: 8 })), data, chunk('LIST', s16(1))]);
    expect(decodeWav(bytes, kernels).clip.channels).toEqual([Float64Array.of(0, -1, 127 / 128)]);
  });

  it('gives what is there of a file that is cut short, and says so', () => {
    const { clip, warnings } = decodeWav(
      encode(clipOf([0.5, 0.25, 0.125]), { encoding: 's16' }).subarray(0, 49),
      kernels,
    );
    expect(clip.channels).toEqual([Float64Array.of(0.5, 0.25)]);
    expect(warnings.map((warning) => warning.code)).toEqual(['truncated']);
  });

  it('names the sample that is NaN', () => {
    const floats = new Uint8Array(Float32Array.of(0, 1, 0, Number.NaN).buffer);
    const bytes = riff([chunk('fmt ', fmtBody({ tag: 3, bits: 32, channels: 2 })), chunk('data', floats)]);
    expect(() => decodeWav(bytes, kernels)).toThrow(
      'The file has a sample that is no finite number: NaN at sample 1 of channel 2.',
    );
    expect(failure(() => decodeWav(bytes, kernels))).toMatchObject({ code: 'audio-not-finite' });
  });

  it('does not keep the bytes: they may be transferred away afterwards', () => {
    const bytes = encode(clipOf([0.5]), { encoding: 'f64' });
    const { clip } = decodeWav(bytes, kernels);
    bytes.fill(0);
    expect(clip.channels).toEqual([Float64Array.of(0.5)]);
  });
});

describe('a sound', () => {
  const bitsOf: Readonly<Record<Exclude<PcmEncoding, 'u8' | 'f32' | 'f64'>, number>> = { s16: 16, s24: 24, s32: 32 };

  function sampleOf(encoding: WavOptions['encoding']): fc.Arbitrary<number> {
    if (encoding === 'f64') return fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    if (encoding === 'f32') return fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
    const half = 2 ** (bitsOf[encoding] - 1);
    return fc.integer({ min: -half, max: half - 1 }).map((code) => code / half);
  }

  const anySound = fc
    .record({
      encoding: fc.constantFrom('s16' as const, 's24' as const, 's32' as const, 'f32' as const, 'f64' as const),
      channelCount: fc.integer({ min: 1, max: 9 }),
      frames: fc.integer({ min: 1, max: 40 }),
      sampleRate: fc.constantFrom(1, 8000, 44100, 192000),
      container: fc.constantFrom('auto' as const, 'RF64' as const),
      recipe: fc.option(
        fc.record({
          query: fc.jsonValue({ stringUnit: 'grapheme' }),
          signature: fc.string(),
          engine: fc.string({ unit: 'grapheme' }),
        }),
        { nil: undefined },
      ),
    })
    .chain(({ channelCount, frames, encoding, ...rest }) =>
      fc
        .array(fc.array(sampleOf(encoding), { minLength: frames, maxLength: frames }), {
          minLength: channelCount,
          maxLength: channelCount,
        })
        .map((channels) => ({ channels, encoding, ...rest })),
    );

  it('comes back from its file to the bit: any encoding, channels, length, recipe', () => {
    fc.assert(
      fc.property(anySound, ({ channels, sampleRate, encoding, container, recipe }) => {
        const clip: Clip = { sampleRate, channels: channels.map((channel) => Float64Array.from(channel)) };
        const options = { encoding, container, ...(recipe === undefined ? {} : { recipe }) };
        const bytes = encode(clip, options);
        expect(bytes.length % 2).toBe(0);
        expect(encode(clip, options)).toEqual(bytes);
        const decoded = decodeWav(bytes, kernels);
        expect(decoded.clip).toEqual(clip);
        expect(decoded.encoding).toBe(encoding);
        expect(decoded.warnings).toEqual([]);
        expect(JSON.stringify(decoded.recipe?.query)).toBe(JSON.stringify(sorted(recipe?.query)));
        expect([decoded.recipe?.signature, decoded.recipe?.engine]).toEqual([recipe?.signature, recipe?.engine]);
      }),
      { numRuns: 200 },
    );
  });

  /** With keys in the order that canonical JSON gives them, and no -0. */
  function sorted(value: unknown): unknown {
    return value === undefined
      ? undefined
      : JSON.parse(JSON.stringify(value), (_, item) => {
          if (item === null || typeof item !== 'object' || Array.isArray(item)) return item;
          return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
        });
  }

  it('or one clear error comes from any bytes, and never more samples than there are bytes', () => {
    const file = encode(clipOf([0.5, -0.5, 0.25], [0, 1, 2], [3, 4, 5]), {
      encoding: 'f32',
      container: 'RF64',
      recipe: { query: {}, signature: '', engine: '' },
    });
    const plain = encode(clipOf([0.5, -0.5, 0.25]), { encoding: 's16' });
    const interesting = fc.constantFrom(0, 1, 2, 3, 0x10, 0x18, 0x20, 0x40, 0x7f, 0x80, 0xfe, 0xff);
    const change = fc.record({ at: fc.nat(file.length - 1), byte: fc.oneof(interesting, fc.nat(255)) });
    const mutation = fc.record({
      original: fc.constantFrom(file, plain),
      changes: fc.array(change, { maxLength: 8 }),
      length: fc.option(fc.nat(file.length + 4), { nil: undefined, freq: 3 }),
    });
    let read = 0;
    fc.assert(
      fc.property(mutation, ({ original, changes, length }) => {
        const bytes = new Uint8Array(length ?? original.length);
        bytes.set(original.subarray(0, bytes.length));
        for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte;
        try {
          const { clip } = decodeWav(bytes, kernels);
          const samples = clip.channels.reduce((sum, channel) => sum + channel.length, 0);
          expect(samples).toBeGreaterThan(0);
          expect(samples).toBeLessThanOrEqual(bytes.length);
          read++;
        } catch (thrown) {
          if (!(thrown instanceof AppError)) throw thrown;
          expect(['invalid', 'unsupported']).toContain(thrown.kind);
          expect(thrown.message).toMatch(/\.$/);
        }
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});

describe('wavCodec', () => {
  it('recognises the three containers by their first bytes', () => {
    for (const id of ['RIFF', 'RF64', 'BW64']) expect(wavCodec.recognises(riff([], undefined, id))).toBe(true);
    for (const id of ['RIFX', 'fLaC', 'RIF']) expect(wavCodec.recognises(new TextEncoder().encode(id))).toBe(false);
  });
});

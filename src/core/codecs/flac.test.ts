import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { failure } from '../../testing/failure.ts';
import { readFixture } from '../../testing/fixture.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { clipOf } from '../../testing/signals.ts';
import type { Clip } from '../audio/clip.ts';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { DecodedSound, EncodeOptions } from './codec.ts';
import { decodeFlac, encodeFlac } from './flac.ts';
import type { FlacLibrary } from './flac-library.ts';
import { libraryFor } from './libraries.ts';
import { decodeWav } from './wav.ts';

const recipe = { query: { file: 'ä' }, signature: 's', engine: 'e' };
const SENTENCE = 'src/testing/golden/world/speech_female_16000/input.wav';

let kernels: Kernels;
let library: FlacLibrary;
beforeAll(async () => {
  kernels = await kernelsForTest();
  library = await libraryFor('flac', 'FLAC', { libraries: librariesForTest() });
});

function encode(clip: Clip, options: EncodeOptions): Uint8Array<ArrayBuffer> {
  return concatBytes([...encodeFlac(clip, options, { kernels }, library)]);
}

const decode = (bytes: Uint8Array): DecodedSound => decodeFlac(bytes, { kernels }, library);

async function sentence(): Promise<Clip> {
  return decodeWav(await readFixture(SENTENCE), kernels).clip;
}

describe('a sound in FLAC', () => {
  it('comes back to the code: any depth, channels, length, rate, recipe', () => {
    const sample = fc.oneof(
      fc.double({ min: -1.1, max: 1.1, noNaN: true }),
      // Runs of bytes 0x00 and 0xff, which libflacjs has to tell from the padding of its decoder.
      fc.constantFrom(...[0, 1, -1, 0xff, -0xff, 0x100, -0x100, 0x7f00, 0xff00, -0xff00].map((code) => code / 2 ** 15)),
      fc.integer({ min: -(2 ** 23), max: 2 ** 23 - 1 }).map((code) => code / 2 ** 23),
    );
    const sound = fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 60 }))
      .chain(([channels, frames]) => {
        const channel = fc.array(sample, { minLength: frames, maxLength: frames });
        return fc.array(channel, { minLength: channels, maxLength: channels });
      });
    const encodings = fc.constantFrom('s16', 's24');
    const rates = fc.oneof(
      fc.integer({ min: 1, max: 65535 }),
      fc.integer({ min: 6554, max: 65535 }).map((r) => r * 10),
    );
    fc.assert(
      fc.property(sound, encodings, rates, fc.option(fc.constant(recipe)), (channels, encoding, sampleRate, made) => {
        const clip = { ...clipOf(...channels), sampleRate };
        const codes = kernels.pcm.encode(clip.channels, encoding, 'flac');
        const rounded = { sampleRate, channels: kernels.pcm.decode(codes, encoding, channels.length) };
        const sound = decode(encode(clip, { encoding, ...(made ? { recipe: made } : {}) }));
        expect(sound).toEqual({ clip: rounded, encoding, recipe: made ?? undefined, warnings: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('comes back to the code over many blocks', async () => {
    const clip = await sentence();
    expect(decode(encode(clip, { encoding: 's16' })).clip).toEqual(clip);
    expect(decode(encode(clip, { encoding: 's24' })).clip).toEqual(clip);
  });

  it('has the same bytes on every machine', async () => {
    const bytes = encode(await sentence(), { encoding: 's24', recipe });
    expect(bytesToHex(sha256(bytes))).toBe('2d018bfb5dbaa4b83e000de5731769d5edcc8ebacfbafc8733dde3ae3ca156ea');
  });

  it('is rounded as libsndfile does it: halves to even', () => {
    const codes = [0.5, 1.5, 2.5, -0.5, -1.5].map((code) => code / 2 ** 15);
    const { clip } = decode(encode(clipOf(codes), { encoding: 's16' }));
    expect([...clip.channels[0]!].map((value) => value * 2 ** 15 + 0)).toEqual([0, 2, 2, 0, -2]);
  });

  it('is announced by a head that says what is in it', () => {
    const bytes = encode(clipOf([0.5, -0.5, 0], [0, 0, 0.25]), { encoding: 's16' });
    const text = String.fromCharCode(...bytes);
    expect(text.slice(0, 8)).toBe('fLaC\0\0\0\x22');
    // 4096 samples a block; 44100 Hz, 2 channels, 16 bits, 3 samples.
    expect([...bytes.subarray(8, 12)]).toEqual([0x10, 0, 0x10, 0]);
    expect([...bytes.subarray(18, 26)]).toEqual([0x0a, 0xc4, 0x42, 0xf0, 0, 0, 0, 3]);
    // Of 00 40 00 00, 00 c0 00 00, 00 00 00 20.
    expect(bytesToHex(bytes.subarray(26, 42))).toBe('0dbb76d83148fd2a79cfe6d6300248dd');
    expect(bytes[42]).toBe(0x84);
    expect(text.slice(50, 80)).toMatch(/^reference libFLAC/);
  });

  it('is made slice by slice, so that a host can breathe', async () => {
    const long = clipOf(Array.from({ length: 600_000 }, () => 0));
    const pieces = [...encodeFlac(long, { encoding: 's16' }, { kernels }, library)];
    expect(pieces.filter((piece) => piece.length === 0).length).toBe(3);
  });

  it('may be given up halfway', () => {
    const pieces = encodeFlac(clipOf([0, 0.5]), { encoding: 's16' }, { kernels }, library);
    pieces.next();
    pieces.return();
    expect(decode(encode(clipOf([0, 0.5]), { encoding: 's16' })).clip).toEqual(clipOf([0, 0.5]));
  });
});

describe('encodeFlac', () => {
  const many = (count: number): Clip => clipOf(...Array.from({ length: count }, () => [0]));

  it.each([
    ['no samples', clipOf([]), 's16', 'audio-empty', 'without samples'],
    ['a sample that is no number', clipOf([Number.NaN]), 's16', 'audio-not-finite', 'NaN'],
    ['nine channels', many(9), 's16', 'audio-unsupported', 'at most 8 channels, got 9; WAV holds more'],
    ['floats', clipOf([0]), 'f32', 'audio-unsupported', '(encoding s16 or s24), got f32'],
    ['32 bits', clipOf([0]), 's32', 'audio-unsupported', '(encoding s16 or s24), got s32'],
    ['half a Hz', { ...clipOf([0]), sampleRate: 44100.5 }, 's16', 'audio-unsupported', 'whole Hz'],
    ['a rate that frames cannot tell', { ...clipOf([0]), sampleRate: 96_001 }, 's16', 'audio-unsupported', '96001'],
    ['a rate beyond its field', { ...clipOf([0]), sampleRate: 1_000_000 }, 's16', 'audio-unsupported', '1000000'],
  ] as const)('refuses %s before the first piece', (_, clip, encoding, code, message) => {
    const error = failure(() => encodeFlac(clip, { encoding }, { kernels }, library));
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(message)]);
  });
});

describe('decodeFlac', () => {
  it('reads a file cut anywhere among its frames as far as they are whole, and says so', async () => {
    const clip = await sentence();
    const bytes = encode(clip, { encoding: 's16' });
    const whole = clip.channels[0]!;
    const cut = fc.integer({ min: 10_000, max: bytes.length - 1 });
    fc.assert(
      fc.property(cut, (end) => {
        const { clip: got, warnings } = decode(bytes.subarray(0, end));
        const samples = got.channels[0]!;
        expect(samples.length % 4096).toBe(0);
        expect(samples.every((sample, index) => sample === whole[index])).toBe(true);
        const message = expect.stringContaining(
          `${whole.length - samples.length} of ${whole.length} samples are missing`,
        );
        expect(warnings).toEqual([{ code: 'truncated', message }]);
      }),
      { numRuns: 60 },
    );
  });

  it('never gives other samples for a file with one bit changed in any frame, without saying so', async () => {
    const clip = await sentence();
    const whole = clip.channels[0]!;
    const bytes = encode(clip, { encoding: 's16' });
    const bit = fc.integer({ min: 8 * 200, max: 8 * bytes.length - 1 });
    fc.assert(
      fc.property(bit, (place) => {
        const damaged = bytes.slice();
        damaged[place >> 3]! ^= 1 << (place & 7);
        try {
          // Where a frame seems to go on to the end of the file, it is not known from one that is cut short.
          const { clip: got, warnings } = decode(damaged);
          const samples = got.channels[0]!;
          expect(samples.every((sample, index) => sample === whole[index])).toBe(true);
          expect(warnings).toMatchObject([{ code: 'truncated', message: expect.stringContaining('or damaged') }]);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError);
          expect((thrown as AppError).code).toMatch(/^audio-(invalid|empty)$/);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('refuses samples that do not have the MD5 sum of the head', () => {
    const bytes = encode(clipOf([0, 0.5]), { encoding: 's16' });
    bytes[30]! ^= 1;
    expect(failure(() => decode(bytes)).message).toContain('MD5');
  });

  it('reads a file without an MD5 sum, as streams have it', () => {
    const bytes = encode(clipOf([0, 0.5]), { encoding: 's16' }).fill(0, 26, 42);
    expect(decode(bytes)).toMatchObject({ clip: clipOf([0, 0.5]), warnings: [] });
  });

  it('reads a file whose head was never finished to its end, and says so', () => {
    const bytes = encode(clipOf([0, 0.5]), { encoding: 's16' }).fill(0, 22, 42);
    expect(decode(bytes)).toMatchObject({ clip: clipOf([0, 0.5]), warnings: [{ code: 'unfinished' }] });
  });

  it('takes no notice of tags after the last frame', () => {
    const bytes = encode(clipOf([0, 0.5]), { encoding: 's16' });
    const tags = Uint8Array.from('TAG of a player', (character) => character.charCodeAt(0));
    expect(decode(concatBytes([bytes, tags]))).toMatchObject({ clip: clipOf([0, 0.5]), warnings: [] });
  });

  it('keeps the sound of a file whose recipe cannot be read', () => {
    const bytes = encode(clipOf([0, 0.5]), { encoding: 's16', recipe });
    const place = String.fromCharCode(...bytes).indexOf('{');
    bytes[place] = 0x20;
    expect(decode(bytes)).toMatchObject({
      clip: clipOf([0, 0.5]),
      recipe: undefined,
      warnings: [{ code: 'recipe-unreadable', message: expect.stringContaining('SONDE_RECIPE') }],
    });
  });

  it('finds the recipe among the comments of others', () => {
    const bytes = encode(clipOf([0]), { encoding: 's16', recipe });
    const text = String.fromCharCode(...bytes);
    const field = text.indexOf('SONDE_RECIPE=') - 4;
    const other = Uint8Array.of(7, 0, 0, 0, ...Array.from('ARTIST=', (character) => character.charCodeAt(0)));
    const more = concatBytes([bytes.subarray(0, field), other, bytes.subarray(field)]);
    more[field - 4] = 2;
    more[45]! += other.length;
    expect(decode(more).recipe).toEqual(recipe);
  });

  const stream = (...fields: number[]): Uint8Array =>
    Uint8Array.of(0x66, 0x4c, 0x61, 0x43, 0x80, 0, 0, 34, ...new Uint8Array(10), ...fields, ...new Uint8Array(20));

  it.each([
    ['half a head', Uint8Array.of(0x66, 0x4c, 0x61, 0x43, 0), 'audio-invalid', 'ends inside its metadata'],
    ['another block first', Uint8Array.of(0x66, 0x4c, 0x61, 0x43, 0x81, 0, 0, 0), 'audio-invalid', 'STREAMINFO'],
    ['another file', new TextEncoder().encode('RIFF....WAVE'), 'audio-invalid', 'got `RIFF`'],
    ['no rate', stream(0, 0, 0, 0xf0), 'audio-invalid', 'above 0 Hz'],
    ['20 bits', stream(0x0a, 0xc4, 0x41, 0x30), 'audio-unsupported', 'FLAC of 20 bits'],
    ['no frames', stream(0x0a, 0xc4, 0x40, 0xf0), 'audio-empty', 'no whole frame'],
  ])('refuses %s', (_, bytes, code, message) => {
    const error = failure(() => decode(bytes));
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(message)]);
  });

  it('allocates nothing by what the head claims', () => {
    const bytes = encode(clipOf([0, 0.5]), { encoding: 's16' });
    bytes.fill(0xff, 22, 26);
    expect(decode(bytes)).toMatchObject({ clip: clipOf([0, 0.5]), warnings: [{ code: 'truncated' }] });
  });

  it('stops where the sound is longer than it may be', () => {
    const bytes = encode(clipOf(new Array(9000).fill(0), new Array(9000).fill(0)), { encoding: 's16' });
    expect(bytes.length).toBeLessThan(200);
    expect(decodeFlac(bytes, { kernels, sampleLimit: 18_000 }, library).clip.channels[0]).toHaveLength(9000);
    const error = failure(() => decodeFlac(bytes, { kernels, sampleLimit: 17_999 }, library));
    expect([error.code, error.message]).toEqual(['memory-limit', expect.stringContaining('17999 samples')]);
  });

  it('never crashes on a damaged file', () => {
    const whole = encode(clipOf([0.5, 0.25], [-1, 0]), { encoding: 's24', recipe });
    const place = fc.integer({ min: 0, max: whole.length - 1 });
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 255 }), place, (offset, byte, end) => {
        const damaged = whole.slice(0, end + 1);
        damaged[Math.min(offset, end)] = byte;
        try {
          decode(damaged);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError);
          expect((thrown as AppError).code).toMatch(/^audio-/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { dump } from '../../testing/dump.ts';
import { failure } from '../../testing/failure.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { clipOf } from '../../testing/signals.ts';
import type { Clip } from '../audio/clip.ts';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { decodeAiff, encodeAiff } from './aiff.ts';
import type { EncodeOptions } from './codec.ts';
import { decodeWav, encodeWav } from './wav.ts';

const RATE = '40 0e ac 44 00 00 00 00 00 00';
const recipe = { query: { file: 'a' }, signature: 's', engine: 'e' };

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

function encode(clip: Clip, options: EncodeOptions): Uint8Array {
  return concatBytes([...encodeAiff(clip, options, kernels)]);
}

function samplesOf(text: string): number[][] {
  return decodeAiff(dump(text), kernels).clip.channels.map((channel) => [...channel]);
}

describe('encodeAiff', () => {
  it('writes integers as plain AIFF, big-endian', () => {
    const golden = dump(`
      'FORM' 00 00 00 34 'AIFF'
      'COMM' 00 00 00 12  00 01  00 00 00 03  00 10  ${RATE}
      'SSND' 00 00 00 0e  00 00 00 00  00 00 00 00  00 00  40 00  80 00`);
    expect(encode(clipOf([0, 0.5, -1]), { encoding: 's16' })).toEqual(golden);
  });

  it('writes floats as AIFF-C', () => {
    const golden = dump(`
      'FORM' 00 00 00 48 'AIFC' 'FVER' 00 00 00 04 a2 80 51 40
      'COMM' 00 00 00 18  00 02  00 00 00 01  00 20  ${RATE}  'fl32' 00 00
      'SSND' 00 00 00 10  00 00 00 00  00 00 00 00  3f 00 00 00  bf 80 00 00`);
    expect(encode(clipOf([0.5], [-1]), { encoding: 'f32' })).toEqual(golden);
  });

  it('pads an odd number of bytes before the recipe', () => {
    const bytes = encode(clipOf([0.5]), { encoding: 's24', recipe });
    expect(bytes.subarray(54, 66)).toEqual(dump("40 00 00 00 'APPL' 00 00 00 37"));
    expect(bytes.length % 2).toBe(0);
    expect(decodeAiff(bytes, kernels).recipe).toEqual(recipe);
  });

  it('writes the codes that WAV has', () => {
    const sample = fc.double({ min: -1.1, max: 1.1, noNaN: true });
    const channel = fc.array(sample, { minLength: 3, maxLength: 3 });
    const channels = fc.array(channel, { minLength: 1, maxLength: 5 });
    const encodings = fc.constantFrom('s16', 's24', 's32', 'f32', 'f64');
    fc.assert(
      fc.property(channels, encodings, fc.integer({ min: 1, max: 10_000_000 }), (sound, encoding, sampleRate) => {
        const clip = { ...clipOf(...sound), sampleRate };
        const wav = decodeWav(concatBytes([...encodeWav(clip, { encoding }, kernels)]), kernels);
        const aiff = decodeAiff(encode(clip, { encoding, recipe }), kernels);
        expect(aiff).toEqual({ clip: wav.clip, encoding, recipe, warnings: [] });
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['no samples', clipOf([]), 'audio-empty'],
    ['a sample that is no number', clipOf([Number.NaN]), 'audio-not-finite'],
    ['a rate of half a Hz', { ...clipOf([0]), sampleRate: 44100.5 }, 'audio-unsupported'],
  ])('refuses %s before the first piece', (_, clip, code) => {
    expect(failure(() => encodeAiff(clip, { encoding: 's16' }, kernels)).code).toBe(code);
  });
});

describe('decodeAiff', () => {
  it('reads the samples of AIFF-C that are little-endian', () => {
    const samples = samplesOf(`'FORM' 00 00 00 00 'AIFC'
      'COMM' 00 00 00 18  00 01  00 00 00 02  00 10  ${RATE}  'sowt' 00 00
      'SSND' 00 00 00 0c  00 00 00 00  00 00 00 00  00 40  00 80`);
    expect(samples).toEqual([[0.5, -1]]);
  });

  it('reads 8 bits as signed', () => {
    const samples = samplesOf(`'FORM' 00 00 00 00 'AIFF' 'COMM' 00 00 00 12  00 01  00 00 00 03  00 08  ${RATE}
      'SSND' 00 00 00 0b  00 00 00 00  00 00 00 00  40 80 00`);
    expect(samples).toEqual([[0.5, -1, 0]]);
  });

  it('reads 12 bits from the upper bits of 16', () => {
    const samples = samplesOf(`'FORM' 00 00 00 00 'AIFF' 'COMM' 00 00 00 12  00 01  00 00 00 02  00 0c  ${RATE}
      'SSND' 00 00 00 0c  00 00 00 00  00 00 00 00  00 10  7f f0`);
    expect(samples).toEqual([[1 / 2048, 2047 / 2048]]);
  });

  it('finds the chunks in any order, and samples behind an offset', () => {
    const samples = samplesOf(`'FORM' 00 00 00 00 'AIFF' 'NAME' 00 00 00 01 41 00
      'SSND' 00 00 00 0e  00 00 00 02  00 00 00 00  ff ff  40 00  80 00
      'COMM' 00 00 00 12  00 01  00 00 00 02  00 10  ${RATE}`);
    expect(samples).toEqual([[0.5, -1]]);
  });

  const HEAD = `'FORM' 00 00 00 00 'AIFF' 'COMM' 00 00 00 12  00 01  00 00 00 04  00 10  ${RATE}`;

  it('reads a file that is cut short as far as it goes, and says so', () => {
    const bytes = dump(`${HEAD} 'SSND' 00 00 00 10  00 00 00 00  00 00 00 00  40 00  80 00  00`);
    const { clip, warnings } = decodeAiff(bytes, kernels);
    expect([...clip.channels[0]!]).toEqual([0.5, -1]);
    expect(warnings).toMatchObject([{ code: 'truncated', message: expect.stringContaining('3 of 8 bytes') }]);
  });

  it.each([
    ['the largest size', 'ff ff ff ff'],
    ['no size', '00 00 00 00'],
  ])('reads a file left with %s to its end, and says so', (_, size) => {
    const bytes = dump(`${HEAD} 'SSND' ${size}  00 00 00 00  00 00 00 00  40 00  80 00`);
    const { clip, warnings } = decodeAiff(bytes, kernels);
    expect([...clip.channels[0]!]).toEqual([0.5, -1]);
    expect(warnings).toMatchObject([{ code: 'unfinished' }]);
  });

  it('keeps the sound of a file whose recipe cannot be read', () => {
    const bytes = dump(`${HEAD} 'SSND' 00 00 00 10  00 00 00 00  00 00 00 00  40 00  80 00  00 00  00 00
      'APPL' 00 00 00 06 'sonD' 7b 7b`);
    expect(decodeAiff(bytes, kernels)).toMatchObject({
      recipe: undefined,
      warnings: [{ code: 'recipe-unreadable', message: expect.stringContaining('byte 62') }],
    });
  });

  const common = (fields: string) => `'FORM' 00 00 00 00 'AIFF' 'COMM' 00 00 00 12 ${fields}`;
  const coded = (coding: string) =>
    `'FORM' 00 00 00 00 'AIFC' 'COMM' 00 00 00 18  00 01  00 00 00 02  00 10  ${RATE}  ${coding} 00 00`;

  it.each([
    ['another form', "'FORM' 00 00 00 00 'ILBM'", 'audio-invalid', 'got `ILBM`'],
    ['half a header', "'FORM' 00 00", 'audio-invalid', 'ends after 6 bytes'],
    ['only a header', "'FORM' 00 00 00 04 'AIFF'", 'audio-invalid', 'Expected a COMM chunk'],
    ['no sound', HEAD, 'audio-invalid', 'Expected a SSND chunk'],
    ['an empty sound', `${HEAD} 'SSND' 00 00 00 08 ${'00 '.repeat(8)}`, 'audio-empty', 'no whole frame'],
    ['half a sound chunk', `${HEAD} 'SSND' 00 00 00 04 00 00 00 00`, 'audio-invalid', 'got 4'],
    ['no channels', common(`00 00  00 00 00 02  00 10  ${RATE}`), 'audio-invalid', 'at least 1 channel'],
    ['no rate', common(`00 01  00 00 00 02  00 10 ${'00 '.repeat(10)}`), 'audio-invalid', 'got 0'],
    ['a rate below 0', common(`00 01  00 00 00 02  00 10  c${RATE.slice(1)}`), 'audio-invalid', 'got 0'],
    ['an infinite rate', common('00 01 00 00 00 02 00 10 7f ff 80 00 00 00 00 00 00 00'), 'audio-invalid', 'Infinity'],
    ['half a Hz', common('00 01 00 00 00 02 00 10 40 0e ac 44 80 00 00 00 00 00'), 'audio-unsupported', 'whole number'],
    [
      'a small part of a Hz',
      common('00 01 00 00 00 02 00 10 00 01 80 00 00 00 00 00 00 00'),
      'audio-unsupported',
      'Hz',
    ],
    ['64 bits', common(`00 01  00 00 00 02  00 40  ${RATE}`), 'audio-unsupported', 'PCM of 64 bits'],
    ['no bits', common(`00 01  00 00 00 02  00 00  ${RATE}`), 'audio-unsupported', 'PCM of 0 bits'],
    ['mu-law', coded("'ulaw'"), 'audio-unsupported', 'mu-law (compression `ulaw`) at byte 38'],
    ['an unknown coding', coded("'abcd'"), 'audio-unsupported', 'An unknown coding (compression `abcd`)'],
    ['a short AIFF-C', "'FORM' 00 00 00 00 'AIFC' 'COMM' 00 00 00 02 00 01", 'audio-invalid', 'at least 22 bytes'],
  ])('refuses %s', (_, text, code, message) => {
    const error = failure(() => decodeAiff(dump(text), kernels));
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(message)]);
  });

  it('never crashes on a damaged file', () => {
    const whole = encode(clipOf([0.5, 0.25], [-1, 0]), { encoding: 'f64', recipe });
    const place = fc.integer({ min: 0, max: whole.length - 1 });
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 255 }), place, (offset, byte, end) => {
        const damaged = whole.slice(0, end + 1);
        damaged[Math.min(offset, end)] = byte;
        try {
          decodeAiff(damaged, kernels);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError);
          expect((thrown as AppError).code).toMatch(/^audio-/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

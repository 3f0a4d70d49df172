import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { crc32 } from '../base/crc32.ts';
import { AppError } from '../base/errors.ts';
import { complete } from '../kernels/sliced.ts';
import { type Features, featurePieces, readFeatures } from './feature-file.ts';
import { npyPieces } from './npy.ts';
import { zipPieces } from './zip.ts';

const { world, features: codec } = await kernelsForTest();
const x = Float64Array.from({ length: 3000 }, (_, i) => 0.3 * Math.sin(i / 8) + 0.1 * Math.sin(i / 4));
const analysis = complete(world.analyze(x, 8000));

function join(pieces: Iterable<Uint8Array>): Uint8Array<ArrayBuffer> {
  const all = [...pieces];
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of all) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const fileOf = (features: Features, deflate = false) => join(featurePieces(features, deflate));

/** An archive of arrays as somebody may have saved them. */
function archive(arrays: Readonly<Record<string, readonly [readonly number[], readonly number[]]>>, deflate = false) {
  const members = Object.entries(arrays).map(([name, [shape, values]]) => ({
    name: `${name}.npy`,
    pieces: npyPieces({ shape, values: Float64Array.from(values) }),
  }));
  return join(zipPieces(members, deflate));
}

const BINS = new Array<number>(33).fill(1e-4);
const RATIOS = new Array<number>(33).fill(0.5);
const SMALL = { f0: [[1], [120]], sp: [[1, 33], BINS], ap: [[1, 33], RATIOS], fs: [[], [16000]] } as const;

describe.each([
  ['stored', false],
  ['deflated', true],
] as const)('%s', (_, deflate) => {
  it('features come back to the bit', () => {
    expect(readFeatures(fileOf(analysis, deflate))).toEqual(analysis);
  });

  it('coded features come back to the bit', () => {
    const { spectralEnvelope, aperiodicity, ...rest } = analysis;
    const coded: Features = { ...rest, coded: complete(codec.code(analysis, 24)) };
    expect(readFeatures(fileOf(coded, deflate))).toEqual(coded);
  });

  it('the same features are the same bytes', () => {
    expect(fileOf(analysis, deflate)).toEqual(fileOf(analysis, deflate));
  });
});

it('packs', () => {
  expect(fileOf(analysis, true).length).toBeLessThan(fileOf(analysis).length);
});

it('reads what a script saves: no times, no period, f0 as a column, other arrays beside', () => {
  const bytes = archive({ ...SMALL, f0: [[1, 1], [120]], x: [[3], [1, 2, 3]] });
  expect(readFeatures(bytes)).toMatchObject({ sampleRate: 16_000, framePeriodMs: 5, fftSize: 64 });
});

it('takes the period from the times where there is none, and what is given before what the file says', () => {
  const bytes = archive({
    ...SMALL,
    t: [[2], [0, 0.0025]],
    f0: [[2], [0, 100]],
    sp: [
      [2, 33],
      [...BINS, ...BINS],
    ],
    ap: [
      [2, 33],
      [...RATIOS, ...RATIOS],
    ],
  });
  expect(readFeatures(bytes).framePeriodMs).toBe(2.5);
  expect(readFeatures(bytes, { sampleRate: 8000, framePeriodMs: 1 })).toMatchObject({
    sampleRate: 8000,
    framePeriodMs: 1,
  });
});

describe('says what is wrong and where:', () => {
  const { fs: _, ...withoutRate } = SMALL;
  const { sp: __, ...withoutEnvelope } = SMALL;
  it.each([
    ['no f0', { fs: SMALL.fs }, 'it has no array f0'],
    ['no sampling rate', withoutRate, 'it has no fs'],
    ['no envelope', withoutEnvelope, 'it has no array sp'],
    ['too few rows', { ...SMALL, f0: [[2], [0, 1]] }, 'sp has the shape (1,33), and f0 has 2 frames'],
    [
      'another width',
      {
        ...SMALL,
        ap: [
          [1, 3],
          [0, 0, 0],
        ],
      },
      'sp has 33 columns and ap 3',
    ],
    ['no power', { ...SMALL, sp: [[1, 33], BINS.with(7, 0)] }, 'sp[0, 7] is 0, and a power above 0 is needed'],
    ['a ratio above 1', { ...SMALL, ap: [[1, 33], RATIOS.with(2, 1.5)] }, 'ap[0, 2] is 1.5'],
    ['a negative f0', { ...SMALL, f0: [[1], [-1]] }, 'f0[0] is -1'],
    [
      'f0 in a matrix',
      {
        ...SMALL,
        f0: [
          [2, 2],
          [1, 1, 1, 1],
        ],
      },
      'f0 has the shape (2,2)',
    ],
    ['two sampling rates', { ...SMALL, fs: [[2], [1, 2]] }, 'fs has the shape (2), not one number'],
    ['coded without its size', { f0: SMALL.f0, fs: SMALL.fs, coded_sp: [[1, 1], [0]] }, 'coded_sp needs fft_size'],
  ] as const)('%s', (_title, arrays, message) => {
    expect(() => readFeatures(archive(arrays))).toThrow(message);
  });

  it('no frames', () => {
    expect(() => readFeatures(archive({ ...SMALL, f0: [[0], []] }))).toThrow('no frames');
  });

  it('no archive at all', () => {
    expect(() => readFeatures(new Uint8Array(100))).toThrow('not a NumPy archive (.npz), or it is cut short');
  });
});

it('never fails but with an error of ours, and never gives changed values, whatever happened to the bytes', () => {
  for (const deflate of [false, true]) {
    const whole = archive(SMALL, deflate);
    const expected = readFeatures(whole);
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(damage, fc.integer({ min: Math.floor(whole.length / 2), max: whole.length }), (changes, length) => {
        const bytes = whole.slice(0, length);
        for (const [at, value] of changes) if (at < length) bytes[at] = value;
        try {
          const { f0, ...rest } = readFeatures(bytes);
          expect(f0).toEqual(expected.f0);
          if ('spectralEnvelope' in rest) expect(rest.spectralEnvelope[0]).toBe(1e-4);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError);
          expect((thrown as AppError).kind).toMatch(/^(invalid|limit)$/);
        }
      }),
      { numRuns: 300 },
    );
  }
});

it('does not unpack more than a member says that it has', () => {
  const bytes = archive(SMALL, true);
  const view = new DataView(bytes.buffer);
  const text = new TextDecoder('latin1').decode(bytes);
  // The directory's size of the first member, f0: smaller than what it unpacks to.
  view.setUint32(text.indexOf('PK\x01\x02') + 24, 10, true);
  expect(() => readFeatures(bytes)).toThrow('unpacks to more than the 10 bytes');
});

it('knows the check value of CRC-32', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

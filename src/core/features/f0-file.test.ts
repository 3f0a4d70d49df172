import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import { f0Csv } from './f0-csv.ts';
import { f0FilePieces, f0FileSlices, readF0File } from './f0-file.ts';
import { npyPieces } from './npy.ts';
import { zipPieces } from './zip.ts';

const LIMITS = { points: 100, time: 1e6, f0: [10, 20_000] } as const;

function join(pieces: Iterable<Uint8Array>): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...pieces].flatMap((piece) => [...piece]));
}

/** An archive as a script saves it. */
function archive(arrays: Readonly<Record<string, readonly number[] | number>>): Uint8Array<ArrayBuffer> {
  const members = Object.entries(arrays).map(([name, given]) => {
    const values = Float64Array.from(typeof given === 'number' ? [given] : given);
    return {
      name: `${name}.npy`,
      pieces: npyPieces({ shape: typeof given === 'number' ? [] : [values.length], values }),
    };
  });
  return join(zipPieces(members, true));
}

const zeros = (count: number) => new Float64Array(count);

/** One array, deflated. */
function packed(array: Parameters<typeof npyPieces>[0]): Uint8Array<ArrayBuffer> {
  return zipSync({ 'f0.npy': concatBytes(npyPieces(array)) }, { level: 1 });
}

const text = (table: string) => readF0File(new TextEncoder().encode(table), LIMITS);
const points = (table: string) => text(table).points;

describe('a contour with times of its own is read from', () => {
  it.each([
    ['the table of `sonde analyse`', f0Csv({ f0: Float64Array.of(0, 123.25), framePeriodMs: 5 })],
    ['what a spreadsheet with decimal commas saves', '\uFEFFtime;f0;voiced\r\n0,000;0;0\r\n0,005;123,25;1\r\n'],
    ['the table of the f0 view', '# sample\n# DIO\ntime (s),f0 (Hz),f0 re source (st)\n0,,\n0.005,123.25,1.5\n'],
    ['a listing with spaces', 'Time_s   F0_Hz\n0.000   --undefined--\n0.005   123.25\n'],
    ['another column of f0 in front', 'time,f0_st,f0_hz\n0,,\n0.005,1.5,123.25'],
    ['milliseconds', 'time_ms\tpitch\n0\t0\n5\t123.25'],
  ])('%s', (_, table) => {
    expect(points(table)).toEqual([
      [0, 0],
      [0.005, 123.25],
    ]);
  });

  it.each([
    ['with the times of its frames', { f0: [0, 123.25], t: [0, 0.01] }, 0.01],
    ['with a frame period', { f0: [0, 123.25], frame_period: 2 }, 0.002],
    ['with neither: WORLD\u2019s 5 ms', { f0: [0, 123.25] }, 0.005],
    ['with spectra that do not fit, which nobody asked for', { f0: [0, 123.25], sp: [1] }, 0.005],
    ['whose unvoiced frames are no numbers', { f0: [Number.NaN, 123.25] }, 0.005],
  ])('an archive %s', (_, arrays, at) => {
    expect(readF0File(archive(arrays as never), LIMITS)).toEqual({
      points: [
        [0, 0],
        [at, 123.25],
      ],
      frames: 2,
      voiced: 1,
    });
  });
});

it('gives back what it wrote, both ways, to the last bit', () => {
  const hz = fc.oneof(fc.constant(0), fc.double({ min: 10, max: 1000, noNaN: true }));
  fc.assert(
    fc.property(fc.array(hz, { minLength: 1, maxLength: 40 }), fc.constantFrom('csv', 'npz'), (values, kind) => {
      const f0 = Float64Array.from(values);
      const read = readF0File(join(f0FilePieces(kind as 'csv', { f0, framePeriodMs: 5 }, 16_000)), LIMITS);
      const expected = values.flatMap((value, i) => (value > 0 ? [[(i * 5) / 1000, value]] : []));
      expect(read.points.filter(([, each]) => each > 0)).toEqual(expected);
      expect([read.frames, read.voiced]).toEqual([values.length, expected.length]);
    }),
    { numRuns: 50 },
  );
});

it('keeps of unvoiced frames what says where voice ends and begins', () => {
  expect(points('time,f0\n0,0\n0.005,0\n0.01,0\n0.015,100\n0.02,0\n0.025,0')).toEqual([
    [0, 0],
    [0.01, 0],
    [0.015, 100],
    [0.02, 0],
    [0.025, 0],
  ]);
});

it('takes frames that a steady table leaves out as unvoiced, and lines between sparse points as lines', () => {
  const steady = Array.from({ length: 20 }, (_, i) => `${i * 0.01},100`);
  const gap = points(['time,f0', ...steady, '0.3,120', '0.31,120'].join('\n'));
  expect(gap.filter(([at]) => at > 0.19 && at < 0.3)).toEqual([
    [0.2, 0],
    [0.29, 0],
  ]);
  expect(points('time,f0\n0.1,100\n0.2,120\n0.9,110')).toHaveLength(3);
});

describe('says what is wrong and where:', () => {
  it.each([
    ['no such columns', 'a,b\n0,1', 'line 1 does not name the columns "time" (s) and "f0" (Hz)'],
    ['f0 in semitones', 'time,f0 (st)\n0,12', 'line 1 does not name the columns "time" (s) and "f0" (Hz)'],
    ['times in samples', 'time_samples,f0\n0,100', 'line 1 does not name the columns "time" (s)'],
    ['comments alone', '# a', 'the table is empty'],
    ['no number', '# a\ntime,f0\n0,high', 'line 3 has "high" where 0 or a frequency in Hz belongs'],
    ['no time', 'time,f0\n,100', 'line 2 has nothing where a time belongs'],
    ['a line that is cut short', 'time,f0\n0,100\n0.005', 'line 3 has nothing where 0 or a frequency'],
    ['a negative f0', 'time,f0\n0,-3', 'line 2 has the f0 -3, and 0 or 10 to 20000 Hz is needed'],
    ['times that do not increase', 'time,f0\n0,100\n0,100', 'line 3 is at 0 s, and a time after 0 s is needed'],
    ['a time before the sound', 'time,f0\n-1,100', 'line 2 is at -1 s'],
    ['no frames', 'time,f0\n', 'no frames of f0'],
    ['a picture', '\u0089PNG\r\n\u001a\n', 'line 1 does not name'],
    [
      'too many',
      ['time,f0', ...Array.from({ length: 101 }, (_, i) => `${i},100`)].join('\n'),
      'has 101 points; a recipe takes 100',
    ],
  ])('%s', (_, table, message) => {
    expect(() => text(table)).toThrow(message);
  });

  it.each([
    ['no f0', { t: [0] }, 'it has no array f0'],
    ['other times', { f0: [1, 2], t: [0] }, 't has 1 values, and f0 has 2'],
    ['no period', { f0: [100, 100], frame_period: 0 }, 'frame_period is 0, and ms above 0 are needed'],
    ['a negative f0', { f0: [100, -1] }, 'f0[1] is -1'],
    ['an f0 that is none', { f0: [100, 3] }, 'f0[1] has the f0 3'],
    ['times that stand still', { f0: [100, 100], t: [1, 1] }, 'f0[1] is at 1 s, and a time after 1 s'],
  ])('in an archive: %s', (_, arrays, message) => {
    expect(() => readF0File(archive(arrays as never), LIMITS)).toThrow(message);
  });
});

describe('refuses before it is unpacked or taken apart', () => {
  it.each([
    ['a small archive of which the arrays are large', () => packed({ shape: [10_000_000], values: zeros(10_000_000) })],
    ['an archive of more frames than a contour has', () => packed({ shape: [5_000_000], values: zeros(5_000_000) })],
    ['a table of more lines than a contour has', () => new Uint8Array(5_000_000).fill(0x0a)],
    ['a table that is larger than any', () => new Uint8Array(73_000_000).fill(0x20)],
  ])('%s', (_, bytes) => {
    expect(() => readF0File(bytes(), LIMITS)).toThrow(expect.objectContaining({ code: 'size-limit' }));
  });
});

it('never fails but with an error of ours, whatever the bytes', () => {
  const whole = archive({ f0: [0, 100, 110], t: [0, 0.005, 0.01] });
  const table = new TextEncoder().encode('time,f0,voiced\n0,0,0\n0.005,100,1\n');
  const damage = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(whole, table), damage, fc.nat(400), (given, changes, length) => {
      const bytes = given.slice(0, length);
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      try {
        for (const [at, hz] of readF0File(bytes, LIMITS).points) expect(at >= 0 && (hz === 0 || hz >= 10)).toBe(true);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 400 },
  );
});

it('a long table is read in slices that say how far it is', () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i / 200},${i % 7 === 0 ? 0 : 120}`);
  const bytes = new TextEncoder().encode(['time,f0', ...rows].join('\r\n'));
  const slices = f0FileSlices(bytes, { ...LIMITS, points: 1e6 });
  const fractions: number[] = [];
  let last = slices.next();
  for (; !last.done; last = slices.next()) fractions.push(last.value);
  expect(fractions.length).toBeGreaterThan(5);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBeLessThanOrEqual(1);
  expect(last.value).toMatchObject({ frames: 20_000 });
});

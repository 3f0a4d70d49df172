import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { f0Csv, readF0Csv } from './f0-csv.ts';

const hz = fc.oneof(fc.constant(0), fc.double({ min: 1, max: 1000, noNaN: true }));
const period = fc.constantFrom(1, 5, 2.9025, 10);

it('gives back the same doubles', () => {
  fc.assert(
    fc.property(fc.array(hz), period, (values, framePeriodMs) => {
      const f0 = Float64Array.from(values);
      expect(readF0Csv(f0Csv({ f0, framePeriodMs }), { frames: f0.length, framePeriodMs })).toEqual(f0);
    }),
  );
});

it('is a table with a header, a line for each frame', () => {
  expect(f0Csv({ f0: Float64Array.of(0, 123.25), framePeriodMs: 5 })).toBe('time,f0,voiced\n0,0,0\n0.005,123.25,1\n');
});

const grid = { frames: 2, framePeriodMs: 5 };

describe('reads', () => {
  it.each([
    ['what a spreadsheet saves', '\uFEFFtime;f0;voiced\r\n0.000; 100 ;1\r\n0.005;101.5;1\r\n\r\n'],
    ['columns in another order, and more', 'f0,note,time\n100,a,0\n101.5,b,0.00501\n'],
    ['tabs, and no line break at the end', 'time\tf0\n0\t100\n5e-3\t101.5'],
  ])('%s', (_, text) => {
    expect([...readF0Csv(text, grid)]).toEqual([100, 101.5]);
  });

  it('a frame that is said to be unvoiced as unvoiced', () => {
    expect([...readF0Csv('time,f0,voiced\n0,100,0\n0.005,100,1', grid)]).toEqual([0, 100]);
  });
});

describe('says what is wrong and where:', () => {
  it.each([
    ['another header', 'a,b\n0,1\n0,2', 'line 1 of the table is not "time,f0,voiced"'],
    ['too few frames', 'time,f0\n0,1', 'the table has 1 frames, and the features have 2'],
    ['no number', 'time,f0\n0,high\n0.005,1', 'line 2 has "high" where 0 or a frequency in Hz belongs'],
    ['a missing value', 'time,f0\n0,1\n0.005', 'line 3 has nothing where 0 or a frequency'],
    ['a negative f0', 'time,f0\n0,1\n0.005,-3', 'line 3 has the f0 -3'],
    ['a frame out of place', 'time,f0\n0,1\n0.01,1', 'line 3 is at 0.01 s, and its frame is at 0.005 s'],
    ['nothing', '', 'line 1'],
  ])('%s', (_, text, message) => {
    expect(() => readF0Csv(text, grid)).toThrow(message);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../query/query.ts';
import { numberIn, readExclusion } from './exclusion.ts';
import { printExclusion } from './print-exclusion.ts';

const FACTORS = ['masker', 'target', 'f0', 'snr', 'on'];
const row = { masker: 'anna.wav', target: 'bert.wav', f0: '-12st', snr: 3, on: true };

function excludes(text: string, values: object = row): boolean {
  const read = readExclusion(text, FACTORS);
  if (!read.ok) throw new Error(`${read.expected}, got ${read.got}`);
  return read.excludes(values as typeof row);
}

describe('an exclusion', () => {
  it.each([
    ['masker = target', false],
    ['masker != target', true],
    ['masker = anna.wav', true],
    ['masker = "anna.wav" and snr = 3', true],
    ['masker = anna.wav and snr = 4', false],
    ['f0 = -12st', true],
    ['f0 = -6st, -12st and snr = 3', true],
    ['f0 = -6st,"-12"', false],
    ['f0 = -6, -12', true],
    ['f0 != -6st, -12st', false],
    ['masker = bert.wav, target', false],
    ['target = anna.wav, "bert.wav"', true],
    ['f0 = -12', true],
    ['f0 < -6', true],
    ['f0 >= -12', true],
    ['f0 > -12', false],
    ['snr<=3', true],
    ['snr > f0', true],
    ['on = true', true],
    ['masker < 3', false],
  ])('%s is %s of a row', (text, expected) => {
    expect(excludes(text)).toBe(expected);
  });

  it.each(['snr = f0', 'f0 = snr'])('%s goes by the number in a value, whichever comes first', (text) => {
    expect(excludes(text, { ...row, snr: -12 })).toBe(true);
    expect(excludes(text)).toBe(false);
  });

  it('of one factor like another leaves out a talker who masks himself', () => {
    expect(excludes('masker = target', { ...row, target: 'anna.wav' })).toBe(true);
  });

  it.each([
    '',
    'masker',
    'masker =',
    'masker = target and',
    'masker = target f0 = 3',
    '= target',
    '"masker" = target',
    'f0 = "',
    'f0 = -6st,',
    'f0 = , -6st',
    'f0 -6st, 3',
    'f0 < 1, 2',
  ])('that reads %j is none', (text) => {
    expect(readExclusion(text, FACTORS)).toMatchObject({ ok: false, got: text });
  });

  it('of something that is no factor is refused with the names of those that are', () => {
    expect(readExclusion('masker = target and vtl = 3', FACTORS)).toEqual({
      ok: false,
      expected: 'a factor: masker, target, f0, snr, on',
      got: 'vtl',
    });
  });

  it('written from a row leaves out that row, whatever its values', () => {
    const value = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => Number(x.toFixed(3)) + 0),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.record({ masker: value, f0: value }), (values) =>
        excludes(printExclusion({ masker: [values.masker], f0: [true, values.f0] }), values),
      ),
    );
  });

  it('written from columns of values leaves out the rows that have one of each, and no other', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('masker', 'and', 'a, b', 'say "a"', 'back\\slash', '-12st', '', '= 3', 'true', '1e-7'),
    );
    const value = fc.oneof(word, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean());
    const columns = fc.dictionary(fc.constantFrom(...FACTORS), fc.array(value, { minLength: 1, maxLength: 3 }), {
      minKeys: 1,
    });
    const isMeant = (wanted: JsonValue, has: JsonValue) =>
      typeof wanted === 'number' && typeof has === 'string' ? numberIn(has) === wanted : String(wanted) === String(has);
    fc.assert(
      fc.property(columns, fc.record(Object.fromEntries(FACTORS.map((name) => [name, value]))), (wanted, others) => {
        const given = Object.entries(wanted);
        const meant = given.every(([name, values]) => values.some((each) => isMeant(each, others[name] ?? null)));
        // One of the columns' own rows, and another, which may be none of theirs.
        const own = { ...others, ...Object.fromEntries(given.map(([name, [first]]) => [name, first ?? null])) };
        expect(excludes(printExclusion(wanted), own)).toBe(true);
        expect(excludes(printExclusion(wanted), others)).toBe(meant);
      }),
    );
  });

  it('is read, or is none, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const read = readExclusion(text, FACTORS);
        return read.ok ? typeof read.excludes(row) === 'boolean' : read.expected !== '';
      }),
    );
  });
});

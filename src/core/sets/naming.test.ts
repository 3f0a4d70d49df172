import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNames, checkPattern, nameDecimals, nameOf } from './naming.ts';

const facts = {
  i: 7,
  n: 400,
  seed: 3,
  signature: 'abcdefghijklmnop',
  values: {
    source: 'voices/Anna B.wav',
    f0: '-12st',
    ratio: '*0.5',
    mean: '~120Hz',
    snr: 3,
    big: -12.25,
    both: ['a/anna.wav', 'bert.flac'],
    long: '-10.2857142857st',
  },
  ear: 'left',
  decimals: new Map([['long', 2]]),
};
const name = (pattern: string) => nameOf(pattern, facts);

describe('the name of a row', () => {
  it.each([
    ['{source}_{f0}_{i:03}', 'Anna-B_-12st_007'],
    ['{ratio}-{mean}', 'x0.5-to120Hz'],
    ['{snr:+.1f}_{big:+.1f}', '+3.0_-12.3'],
    ['{sig}/{sig:4}', 'abcdefgh-abcd'],
    ['{i}of{n}.{seed}', '7of400.3'],
    ['{both}_{i}', 'anna+bert_7'],
    ['naïve {f0}', 'na-ve--12st'],
    ['{f0:+.1f}_{ratio:.2f}_{mean:05}', '-12.0st_x0.50_to00120Hz'],
    ['{source:slug}_{both:slug}', 'anna-b_anna-bert'],
    ['{long}_{long:.4f}_{ear}', '-10.29st_-10.2857st_left'],
  ])('makes %s into %s', (pattern, expected) => {
    expect(name(pattern)).toBe(expected);
  });

  it('has only characters that every file system takes', () => {
    const values = { source: 'a:b*c?"<>|\\/d\u0000e' };
    expect(nameOf('{source}', { ...facts, values })).toMatch(/^[A-Za-z0-9._+-]+$/);
  });

  it('says which tokens nothing fills', () => {
    expect(checkPattern('{f0}_{vtl}_{i}', ['f0'])).toMatchObject([{ path: 'naming', got: '{vtl}' }]);
  });

  it('says which formats mean nothing, and takes none that would fill a disk', () => {
    const pattern = '{f0:+.1f}{i:03}{f0:slug}{sig:12}{f0:x}{sig:x}{i:0999999999}{f0:.999f}';
    expect(checkPattern(pattern, ['f0']).map(({ code, got }) => `${code} ${got}`)).toEqual([
      'format {f0:x}',
      'format {sig:x}',
      'format {i:0999999999}',
      'format {f0:.999f}',
    ]);
  });

  it('has no more decimals than it takes to tell values apart', () => {
    const decimals = (values: readonly (string | number)[]) =>
      nameDecimals(
        values.map((f0) => ({ f0 })),
        ['f0'],
      ).get('f0');
    const steps = Array.from({ length: 8 }, (_, i) => `${-12 + (i * 12) / 7}st`);
    expect(decimals(steps)).toBe(2);
    expect(decimals([0.333333, 0.33334, 0.3333351])).toBe(6);
    // What people type stays as it was typed.
    expect(decimals(['-1.2345st', '*0.5', 'anna.wav'])).toBeUndefined();
    const near = { f0: '-0.0000012st' };
    expect(nameOf('{f0}', { ...facts, values: near, decimals: new Map([['f0', 2]]) })).toBe('+0st');
  });

  it('differs wherever the value does, however near numbers are', () => {
    const value = fc.double({ min: -30, max: 30, noNaN: true }).map((x) => `${x < 0 ? '' : '+'}${x.toFixed(12)}st`);
    fc.assert(
      fc.property(fc.uniqueArray(value, { minLength: 2, maxLength: 12 }), (values) => {
        const rows = values.map((f0) => ({ f0 }));
        const decimals = nameDecimals(rows, ['f0']);
        const names = rows.map((row) => nameOf('{f0}', { ...facts, values: row, decimals }));
        expect(new Set(names).size).toBe(values.length);
      }),
    );
  });

  it('is checked before anything is rendered: twice, too long, reserved', () => {
    expect(checkNames(['a', 'B', 'b'])).toMatchObject([{ got: 'rows 2 and 3 both become b' }]);
    expect(checkNames(['x'.repeat(121)])).toMatchObject([{ code: 'long' }]);
    expect(checkNames(['con', 'nul.x', '.hidden', 'ends.'])).toHaveLength(4);
    expect(checkNames(['a', 'b'])).toEqual([]);
  });
});

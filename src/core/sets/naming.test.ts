import { describe, expect, it } from 'vitest';
import { checkNames, checkPattern, nameOf } from './naming.ts';

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
  },
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

  it('is checked before anything is rendered: twice, too long, reserved', () => {
    expect(checkNames(['a', 'B', 'b'])).toMatchObject([{ got: 'rows 2 and 3 both become b' }]);
    expect(checkNames(['x'.repeat(121)])).toMatchObject([{ code: 'long' }]);
    expect(checkNames(['con', 'nul.x', '.hidden', 'ends.'])).toHaveLength(4);
    expect(checkNames(['a', 'b'])).toEqual([]);
  });
});

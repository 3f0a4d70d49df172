import { describe, expect, it } from 'vitest';
import { shellPattern } from './shell-pattern.ts';

const include = { crossesFolders: false, skipsHidden: true };
const exclude = { crossesFolders: true, skipsHidden: false };

describe('shellPattern', () => {
  it.each([
    ['cat*.wav', 'cat_1.wav', true],
    ['cat*.wav', 'cat.wav', true],
    ['cat*.wav', 'a_cat.wav', false],
    ['cat*.wav', 'cat_1.wav.bak', false],
    ['sp1/*.wav', 'sp1/a.wav', true],
    ['*.wav', 'sp1/a.wav', false],
    ['**/*.wav', 'a/b/c.wav', false],
    ['sp?/a', 'sp1/a', true],
    ['sp?a', 'sp/a', false],
    ['*', '.hidden', false],
    ['.*', '.hidden', true],
    ['cat_[1-3]', 'cat_2', true],
    ['cat_[1-3]', 'cat_4', false],
    ['cat_[!1-3]', 'cat_4', true],
    ['cat_[]x]', 'cat_]', true],
    ['cat_[-x]', 'cat_-', true],
    ['cat_[^x]', 'cat_^', true],
    ['cat_[z-a]', 'cat_m', false],
    ['cat_[1', 'cat_[1', true],
    ['a.c', 'abc', false],
    ['é?', 'é\u{1F600}', true],
    ['', '', true],
  ])('as an include, `%s` and %s: %s', (pattern, name, expected) => {
    expect(shellPattern(pattern, include)(name)).toBe(expected);
  });

  it('as an exclude, crosses folders and sees hidden names', () => {
    expect(shellPattern('*_red.wav', exclude)('sp1/cat_red.wav')).toBe(true);
    expect(shellPattern('*', exclude)('.hidden')).toBe(true);
  });

  it('does not run away', () => {
    expect(shellPattern(`${'*a'.repeat(200)}b`, include)('a'.repeat(4000))).toBe(false);
  });
});

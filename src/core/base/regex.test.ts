import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullMatcher } from './regex.ts';

function matches(expression: string, name: string): boolean {
  const matcher = fullMatcher(expression);
  if (!matcher.ok) throw new Error(matcher.error);
  return matcher.value(name);
}

/** Pieces on which Python and JavaScript agree. */
const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '1', '\\.', 'ab');
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'medium' },
    atom,
    fc
      .tuple(tie('expression'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0}', '{1,}', '*?'))
      .map(([part, repeat]) => `(${part})${repeat}`),
    fc.tuple(tie('expression'), tie('expression')).map(([x, y]) => `${x}${y}`),
    fc.tuple(tie('expression'), tie('expression')).map(([x, y]) => `(?:${x}|${y})`),
  ),
}));

describe('fullMatcher', () => {
  it('agrees with the engine of the language where both understand', () => {
    fc.assert(
      fc.property(expression, fc.string({ unit: fc.constantFrom('a', 'b', '1', '.'), maxLength: 8 }), (text, name) => {
        const matcher = fullMatcher(text);
        fc.pre(matcher.ok);
        expect(matcher.value(name)).toBe(new RegExp(`^(?:${text})$`).test(name));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['sp1F/cat_[1-5]_.*\\.wav', 'sp1F/cat_3_blue.wav', true],
    ['sp1F/cat_[1-5]_.*\\.wav', 'sp1F/cat_8_blue.wav', false],
    ['cat', 'cat_1', false],
    ['(?i)CAT_[A-C]', 'cat_b', true],
    ['(?P<who>a|b)+', 'abba', true],
    ['^a$', 'a', true],
    ['a{,2}', 'aa', true],
    ['a{', 'a{', true],
    ['[]a-]+', ']-a', true],
    ['\\bcat\\b.*', 'cat.wav', true],
    ['.', '\u{1F600}', true],
    ['\\d', '\u0664', true],
    ['', '', true],
    ['(a|)*b', 'aab', true],
  ])('%s and %s: %s', (text, name, expected) => {
    expect(matches(text, name)).toBe(expected);
  });

  it.each([
    'sp1F/(',
    'a)',
    '[a',
    '*a',
    'a**',
    'a++',
    '(?=a)',
    '(?<=a)b',
    '(a)\\1',
    '\\q',
    '[z-a]',
    'a{3,2}',
    '(?P<x',
    '\\',
    'a{1000}',
    '(((a{9}){9}){9}){9}',
  ])('refuses %s and says why', (text) => {
    const matcher = fullMatcher(text);
    expect(!matcher.ok && matcher.error).toMatch(/./);
  });

  it('does not run away where backtracking would', () => {
    expect(matches('(a+)+b', 'a'.repeat(4000))).toBe(false);
    expect(matches('(a|a)*(a|a)*c', 'a'.repeat(4000))).toBe(false);
    expect(matches('((a?){9}){9}b', 'a'.repeat(80))).toBe(false);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'()[]{}*+?|\\^$.-,a1:=<P') }), (text) => {
        const matcher = fullMatcher(text);
        if (matcher.ok) expect(typeof matcher.value('aaa')).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });
});

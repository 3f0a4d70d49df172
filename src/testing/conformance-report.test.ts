import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { compare, type Leg, markdown, table } from './conformance/report.ts';

const isShort = (id: string): boolean => id.startsWith('short/');
const leg = (name: string, digests: Record<string, string>, extent: Leg['extent'] = 'all'): Leg => ({
  name,
  version: '1',
  extent,
  digests: new Map(Object.entries(digests).map(([id, sha256]) => [id, { id, bytes: 8, sha256 }])),
});
const EXPECTED = { 'short/a': 'aa', 'long/b': 'bb' };

describe('compare', () => {
  test('equal digests have no problem', () => {
    expect(compare([leg('one', EXPECTED), leg('two', EXPECTED)], isShort, EXPECTED).problems).toEqual([]);
  });

  test('one engine that differs is named with the output', () => {
    const other = leg('two', { ...EXPECTED, 'long/b': 'b0' });
    expect(compare([leg('one', EXPECTED), other], isShort, EXPECTED).problems).toEqual(['long/b: differs in two']);
  });

  test('engines that agree on other digests than expected all differ', () => {
    const changed = { ...EXPECTED, 'short/a': 'a0' };
    expect(compare([leg('one', changed), leg('two', changed)], isShort, EXPECTED).problems).toEqual([
      'short/a: differs in one, two',
    ]);
  });

  test('an output that an engine does not give is a problem', () => {
    const partial = leg('two', { 'short/a': 'aa' });
    expect(compare([leg('one', EXPECTED), partial], isShort, EXPECTED).problems).toEqual(['long/b: differs in two']);
  });

  test('only long outputs may be left out, by an engine of the short list, and the table says so', () => {
    const short = leg('two', { 'short/a': 'aa' }, 'short');
    const report = compare([leg('one', EXPECTED), short], isShort, EXPECTED);
    expect(report.problems).toEqual([]);
    expect(table([leg('one', EXPECTED), short], report)).toMatch(/long\/b\s+bb\s+not run\s+same/);
    expect(compare([leg('two', {}, 'short')], isShort, EXPECTED).problems).toContain('short/a: differs in two');
  });

  test('an output without an expected digest is a problem, unless digests are being accepted', () => {
    const legs = [leg('one', { ...EXPECTED, 'long/c': 'cc' })];
    expect(compare(legs, isShort, EXPECTED).problems).toEqual(['long/c: has no expected digest']);
    expect(compare(legs, isShort, undefined).problems).toEqual([]);
  });

  test('engines must agree with each other while digests are being accepted', () => {
    const legs = [leg('one', { 'short/a': 'aa' }), leg('two', { 'short/a': 'a0' })];
    expect(compare(legs, isShort, undefined).problems).toEqual(['short/a: differs in two']);
  });

  test('nothing compared is a problem', () => {
    expect(compare([], isShort, EXPECTED).problems).toContain('nothing was compared');
    expect(compare([leg('one', {})], isShort, undefined).problems).toContain('nothing was compared');
  });
});

describe('the published table', () => {
  test('a digest is shown whole once, and in part for every engine', () => {
    const digest = '0123456789abcdef'.repeat(4);
    const legs = [leg('one', { 'short/a': digest }), leg('two', {}, 'short')];
    const report = compare(legs, () => false, undefined);
    const text = markdown(legs, report, { date: '2026-01-01', wasm: { bytes: 1, sha256: 'ff' } });
    expect(text).toContain(`| short/a | 8 | \`${digest}\` | \`0123456789ab\` | not run |`);
  });

  test('CONFORMANCE.md holds the expected digests, one row each', async () => {
    const top = new URL('../../', import.meta.url);
    const published = await readFile(new URL('CONFORMANCE.md', top), 'utf8');
    const { vectors } = JSON.parse(await readFile(new URL('src/testing/conformance/expected.json', top), 'utf8')) as {
      vectors: Record<string, string>;
    };
    const rows = [...published.matchAll(/^\| (\S+\/\S+) \| \d+ \| `([0-9a-f]{64})` \|/gm)];
    expect(Object.fromEntries(rows.map(([, id, sha256]) => [id, sha256]))).toEqual(vectors);
    expect(rows.length).toBeGreaterThan(300);
  });
});

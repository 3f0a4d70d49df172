import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readExclusion } from '../../core/sets/exclusion.ts';
import type { PlannedRow } from '../services/set-client.ts';
import { exclusionSlices } from './leave-out.ts';
import { drain } from './slices.ts';

const exclusionsFor = (...given: Parameters<typeof exclusionSlices>) => drain(exclusionSlices(...given));
const FACTORS = ['voice', 'f0', 'vtl'];
const F0 = ['-12st', '-6st', '+0st', '+6st'];

function gridOf(voices: readonly string[], f0: readonly string[], vtl: readonly number[]): readonly PlannedRow[] {
  return voices
    .flatMap((voice) => f0.flatMap((change) => vtl.map((st) => ({ voice, f0: change, vtl: st }))))
    .map((values, index) => ({ index, name: `${index}`, signature: `${index}`, values, cached: false, query: '{}' }));
}

const GRID = gridOf(['anna "a", b.wav', 'bert.wav'], F0, [0, 1.9, 3.8]);

function left(rows: readonly PlannedRow[], texts: readonly string[]): readonly PlannedRow[] {
  const exclusions = texts.map((text) => {
    const read = readExclusion(text, FACTORS);
    if (!read.ok) throw new Error(`${text}: ${read.expected}`);
    return read.excludes;
  });
  return rows.filter(({ values }) => !exclusions.some((excludes) => excludes(values)));
}

test('any choice of rows is left out, and no other row', () => {
  fc.assert(
    fc.property(fc.subarray([...GRID], { minLength: 1 }), (chosen) => {
      const texts = exclusionsFor(GRID, chosen, FACTORS);
      return (
        left(GRID, texts).length === GRID.length - chosen.length &&
        !left(GRID, texts).some((row) => chosen.includes(row))
      );
    }),
  );
});

test('what a comparison would say takes one exclusion, which names no factor in vain', () => {
  const low = GRID.filter(({ values }) => values['f0'] === '-12st' || values['f0'] === '-6st');
  expect(exclusionsFor(GRID, low, FACTORS)).toEqual(['f0 = "-12st", "-6st"']);
  const corner = low.filter(({ values }) => values['vtl'] === 3.8);
  expect(exclusionsFor(GRID, corner, FACTORS)).toEqual(['f0 = "-12st", "-6st" and vtl = 3.8']);
});

test('thousands of rows are some exclusions, none longer than a manifest takes', () => {
  const many = gridOf(
    ['a.wav'],
    Array.from({ length: 3000 }, (_, index) => `+${index / 100}st`),
    [0],
  );
  const chosen = many.slice(500);
  const texts = exclusionsFor(many, chosen, FACTORS);
  expect(texts.length).toBeLessThan(30);
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(2000);
  expect(left(many, texts)).toEqual(many.slice(0, 500));
});

test('rows without the factors that are named now cannot be told apart', () => {
  expect(exclusionsFor(GRID, GRID, ['gone'])).toEqual([]);
});

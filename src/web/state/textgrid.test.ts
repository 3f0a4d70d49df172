import { expect, test } from 'vitest';
import { textGrid } from './textgrid.ts';

const GRID = textGrid(
  [
    { id: '1', name: 'vowel', start: 0.25, end: 0.5 },
    { id: '2', name: 'the "burst"', start: 0.3 },
    { id: '3', name: 'syllable', start: 0.25, end: 1 },
    { id: '4', name: 'next', start: 0.5, end: 2 },
  ],
  2,
);

test('spans that overlap are in different tiers, points in one of their own', () => {
  expect(GRID.match(/class = "\w+Tier"/g)).toEqual([
    'class = "IntervalTier"',
    'class = "IntervalTier"',
    'class = "TextTier"',
  ]);
  expect(GRID).toContain('size = 3');
  expect(GRID.match(/text = "[^"]*"/g)).toEqual([
    'text = ""',
    'text = "vowel"',
    'text = "next"',
    'text = ""',
    'text = "syllable"',
    'text = ""',
  ]);
});

test('intervals follow each other without a gap from the start of the sound to its end', () => {
  const times = Array.from(GRID.matchAll(/^ {12}(xmin|xmax) = (.*)$/gm), ([, , time]) => Number(time));
  expect(times).toEqual([0, 0.25, 0.25, 0.5, 0.5, 2, 0, 0.25, 0.25, 1, 1, 2]);
});

test('quotation marks are doubled, as Praat reads them', () => {
  expect(GRID).toContain('mark = "the ""burst"""');
});

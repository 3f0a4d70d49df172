import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SoundRecord } from './project-doc.ts';
import { readSearch } from './sound-search.ts';

const TAKE: SoundRecord = {
  ...{ id: 'x', name: 'Vowel ba', fileName: 'ba.wav', origin: 'recording', created: 0, size: 10 },
  ...{ tags: ['pilot', 'day 2'], note: 'slightly hoarse', talker: 'P03' },
  facts: { sampleRate: 44_100, channelCount: 1, frames: 96_000, duration: 2.18, warnings: [] },
};

test.each([
  ['', true],
  ['vowel HOARSE', true],
  ['vowel creaky', false],
  ['tag:pilot', true],
  ['tag:"day 2"', true],
  ['tag:day', false],
  ['talker:p03', true],
  ['talker:p0', false],
  ['rate:44100', true],
  ['rate:44.1k', true],
  ['rate:48k', false],
  ['dur>2', true],
  ['dur>2.18', false],
  ['dur>=2.18 dur<3s', true],
  ['is:take', true],
  ['is:sample', false],
  ['is:pilot tag:pilot ba', true],
  ['dur>long', false],
])('%s is answered with %s', (text, found) => {
  expect(readSearch(text)(TAKE)).toBe(found);
});

test('no text breaks the search, and each word only narrows it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const both = readSearch(`${one.replaceAll('"', '')} ${other}`)(TAKE);
      if (both) expect(readSearch(one.replaceAll('"', ''))(TAKE)).toBe(true);
    }),
  );
});

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
  ['dur:2.2', true],
  ['dur=2.18s', true],
  ['dur:2.180', true],
  ['dur:2.1', false],
])('%s is answered with %s', (text, found) => {
  expect(readSearch(text)(TAKE)).toBe(found);
});

test('a length is found as it is shown, rounded', () => {
  const shown = { ...TAKE, facts: { ...TAKE.facts, duration: 95_161 / 44_100 } };
  expect(readSearch('dur:2.16')(shown)).toBe(true);
  expect(readSearch('dur:2.15')(shown)).toBe(false);
});

test('no text breaks the search, and each word only narrows it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const both = readSearch(`${one.replaceAll('"', '')} ${other}`)(TAKE);
      if (both) expect(readSearch(one.replaceAll('"', ''))(TAKE)).toBe(true);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localTime } from './local-time.ts';
import { takeName } from './take-names.ts';

const WORDS = { prompt: 'The boat, again!', talker: 'P03', now: new Date(2026, 10, 21, 14, 2, 3).getTime() };
const none = new Set<string>();

test('a pattern becomes a name that any file system takes', () => {
  expect(takeName('{talker}_{prompt}_{date}', WORDS, none)).toBe('p03_the-boat-again_2026-11-21');
  expect(takeName('a/b:{n}', WORDS, none)).toBe('ab01');
});

test('a long prompt is cut between words', () => {
  const prompt = 'When the sunlight strikes raindrops in the air';
  expect(takeName('{prompt}', { ...WORDS, prompt }, none)).toBe('when-the-sunlight-strikes-raindrops-in');
});

test('a part that is empty leaves nothing behind', () => {
  expect(takeName('{talker}_{prompt}', { ...WORDS, talker: '' }, none)).toBe('the-boat-again');
  expect(takeName('{prompt}', { ...WORDS, prompt: '' }, none)).toBe('take-01');
});

test('a retake is another version, never the same file', () => {
  expect(takeName('{prompt}', WORDS, new Set(['the-boat-again']))).toBe('the-boat-again_v2');
  expect(takeName('{prompt}', WORDS, new Set(['the-boat-again', 'the-boat-again_v2']))).toBe('the-boat-again_v3');
});

test('a counted name takes the next free number', () => {
  expect(takeName('take-{n}', WORDS, new Set(['take-01', 'take-02']))).toBe('take-03');
});

test('no pattern ever names two takes alike', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (pattern, prompt) => {
      const taken = new Set<string>();
      for (let take = 0; take < 4; take++) taken.add(takeName(pattern, { ...WORDS, prompt }, taken));
      expect(taken.size).toBe(4);
      for (const name of taken) expect(name).toMatch(/^[\p{L}\p{N}{} ._-]+$/u);
    }),
  );
});

test('a time of this place says where that is', () => {
  const text = localTime(WORDS.now);
  expect(text).toMatch(/^2026-11-21T14:02:03\.000[+-]\d\d:\d\d$/);
  expect(new Date(text).getTime()).toBe(WORDS.now);
});

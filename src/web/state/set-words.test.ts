import { expect, test } from 'vitest';
import { parseManifest } from '../../core/sets/manifest.ts';
import { draftFromRecipe, manifestOf } from './set-draft.ts';
import { withWords, wordsOf } from './set-words.ts';

const draft = draftFromRecipe({ file: 'a.wav', stack: [] }, () => 'id');

test('a new set has no words', () => {
  expect(wordsOf(draft)).toEqual({ title: '', description: '', authors: '', licence: '' });
});

test('what is typed stays as it is typed, and the manifest has authors without empty lines', () => {
  const typed = { title: 'Voices ', description: 'One\ntwo', authors: 'Anna B.\n\n Carl D., \n', licence: 'CC-BY-4.0' };
  const changed = { ...draft, ...withWords(draft, typed) };
  expect(wordsOf(changed)).toEqual(typed);
  expect(parseManifest(manifestOf(changed))).toMatchObject({ ...typed, authors: ['Anna B.', 'Carl D.,'] });
});

test('one word changed leaves the others, and what else there is', () => {
  const first = { rest: { clip: 'set', authors: ['A'], title: 'T' } };
  expect(withWords(first, { licence: 'MIT' }).rest).toEqual({
    clip: 'set',
    authors: ['A'],
    title: 'T',
    licence: 'MIT',
  });
});

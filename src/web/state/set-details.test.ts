import { expect, test } from 'vitest';
import { parseManifest } from '../../core/sets/manifest.ts';
import { detailsOf, exclusionPlace, exclusionsOf, withDetails, withExclusions } from './set-details.ts';
import { draftFromRecipe, manifestOf } from './set-draft.ts';

const draft = draftFromRecipe({ file: 'a.wav', stack: [{ module: 'world' }] }, () => 'id');

test('what a draft does not say is what a manifest means without it', () => {
  const { levels, clip, sourceFiles, output } = parseManifest(manifestOf(draft));
  expect(detailsOf(draft)).toEqual({ levels, clip, sourceFiles, output });
});

test('what is chosen is in the manifest, and a lossy format has its own rate', () => {
  const mp3 = { ...draft, ...withDetails(draft, { output: { format: 'mp3', encoding: 's16', bitrate: 64 } }) };
  const changed = { ...mp3, ...withDetails(mp3, { levels: 'mean', clip: 'set', sourceFiles: 'included' }) };
  const { levels, clip, sourceFiles, output } = parseManifest(manifestOf(changed));
  expect(levels).toBe('mean');
  expect({ levels, clip, sourceFiles, output }).toEqual(detailsOf(changed));
  expect(output).toEqual({ format: 'mp3', encoding: 's16', bitrate: 64 });
});

test('what a set said of its sources before that had a name of its own is read', () => {
  expect(detailsOf({ rest: { sources: 'included' } }).sourceFiles).toBe('included');
  expect(detailsOf({ rest: { sources: 'included', sourceFiles: 'named' } }).sourceFiles).toBe('named');
});

test('exclusions of every kind are shown as people write them', () => {
  const exclude = ['f0 < -6', { where: { voice: 'a.wav', f0: 3 } }, { equal: ['masker', 'voice'] }];
  expect(exclusionsOf({ rest: { exclude } })).toEqual(['f0 < -6', 'voice = "a.wav" and f0 = 3', 'masker = voice']);
});

test('an exclusion that nothing was typed into is none, and the problems of others are found', () => {
  const typed = ['', 'f0 = x', ' ', 'vtl ='];
  const changed = { ...draft, ...withExclusions(draft, typed) };
  expect(parseManifest(manifestOf(changed)).exclude).toEqual(['f0 = x', 'vtl =']);
  expect(exclusionsOf(changed)).toEqual(typed);
  expect([exclusionPlace(typed, 1), exclusionPlace(typed, 3)]).toEqual(['exclude[0]', 'exclude[1]']);
});

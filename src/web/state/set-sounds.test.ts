import { expect, test } from 'vitest';
import type { SoundEntry } from './app-state.ts';
import { soundsIn, sourcesOf, withSounds } from './set-sounds.ts';

const shape = { sampleRate: 1000, channelCount: 1, frames: 2000, duration: 2, recipe: undefined, warnings: [] };
const sound = (id: string, fileName: string): SoundEntry => {
  const loaded = { id, name: fileName, ...shape };
  return { key: `key-${id}`, name: id, fileName, origin: 'file', status: 'ready', sound: loaded };
};
const loading = (fileName: string): SoundEntry => {
  return { key: 'key-loading', name: fileName, fileName, origin: 'file', status: 'loading' };
};
const library = [sound('old', 'a.wav'), sound('b', 'b.wav'), sound('new', 'a.wav'), loading('b.wav')];
const queryOf = (file: unknown) => ({ query: JSON.stringify({ file, stack: [] }) });

test('the sources of rows are found by name and by id, while another of that name is still read', () => {
  const rows = ['a.wav', 'old', 'b.wav', ['old', 'b.wav']].map(queryOf);
  const ids = sourcesOf(rows, library).map((sounds) => sounds?.map(({ id }) => id));
  expect(ids).toEqual([['new'], ['old'], ['b'], ['old', 'b']]);
});

test('a row with a sound that is not here, or a recipe for one, has no known sources', () => {
  const rows = ['gone.wav', ['old', 'gone.wav'], { file: 'old' }].map(queryOf);
  expect(sourcesOf(rows, library)).toEqual([undefined, undefined, undefined]);
});

test('a list means its sounds by name or by id', () => {
  expect(soundsIn(['old', 'a.wav', 'gone.wav', 3], library)).toEqual(['key-old', 'key-new']);
});

test('what stays chosen keeps its place and its text, what is new is last, by its id where its name means another', () => {
  const keys = new Set(['key-old', 'key-b', 'key-new']);
  expect(withSounds(['b.wav', 'gone.wav', 3, 'new'], keys, library)).toEqual(['b.wav', 'gone.wav', 3, 'new', 'old']);
  expect(withSounds(['old', 'b.wav'], new Set(['key-b', 'key-new']), library)).toEqual(['b.wav', 'a.wav']);
});

import { expect, test } from 'vitest';
import { CODECS } from '../../core/codecs/registry.ts';
import { SOUND_FILE_TYPES, safeFileName } from './files.ts';

test.each([
  ['voice (f0 *2).wav', 'voice (f0 _2).wav'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['con.wav', '_con.wav'],
  ['...', 'sound.wav'],
  ['', 'sound.wav'],
  ['Stimme ä 女.wav', 'Stimme ä 女.wav'],
  ['a\nb\u0000.wav', 'a_b_.wav'],
])('the name %j is saved as %j', (name, saved) => {
  expect(safeFileName(name)).toBe(saved);
});

test('the file chooser offers every kind of file that can be read', () => {
  const offered = SOUND_FILE_TYPES.split(',');
  const extensions = Object.values(CODECS).flatMap((codec) => (codec.name === 'raw PCM' ? [] : codec.extensions));
  expect(offered.filter((type) => type.startsWith('.')).sort()).toEqual(extensions.map((name) => `.${name}`).sort());
  expect(offered).toContain('audio/*');
});

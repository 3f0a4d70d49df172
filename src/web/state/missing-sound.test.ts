import { expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { missingName, missingText, withMissingName } from './missing-sound.ts';
import type { SoundRecord } from './project-doc.ts';

const ID = 'abcdefgh'.repeat(6);
const binned = { id: ID, name: 'My masker', fileName: 'masker.wav' } as SoundRecord;

test('a sound in the bin is told by its own name, whether a recipe has its id or its file', () => {
  const text = 'My masker is in the bin. Restore it from there, or choose another sound in its place.';
  expect(missingText({ bin: [binned] }, ID)).toBe(text);
  expect(missingText({ bin: [binned] }, 'masker.wav')).toBe(text);
});

test('a sound that is gone for good is told by its file, or as one without a name', () => {
  expect(missingText({ bin: [] }, 'b.wav')).toMatch(/^b\.wav is not in the library\. Add its file/);
  expect(missingText({ bin: [] }, ID)).toMatch(/^A sound without a name here \(abcdefgh…\) is not in the library\./);
  expect(missingName('b.wav')).toBe('b.wav');
});

test('what the engine misses by its id is said by name, in the step that needs it', () => {
  const details = { source: ID, place: 'step 1, mixin' };
  const error = new AppError('source-not-found', `No sound called "${ID}" is open here.`, { details });
  const told = withMissingName(error, { bin: [binned] });
  expect(told.message).toBe(
    'step 1, mixin: My masker is in the bin. Restore it from there, or choose another sound in its place.',
  );
  expect([told.code, told.details]).toEqual(['source-not-found', details]);
  const other = new AppError('audio-clipped', 'Too loud.');
  expect(withMissingName(other, { bin: [binned] })).toBe(other);
});

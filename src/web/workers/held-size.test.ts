import { expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { checkHeldSize, MAX_HELD_BYTES } from './held-size.ts';

test('a file of exactly the limit is held', () => {
  expect(() => checkHeldSize({ name: 'a.flac', size: MAX_HELD_BYTES })).not.toThrow();
});

test('a larger file is refused with its size, the limit, and what has none', () => {
  const hold = () => checkHeldSize({ name: 'long.mp3', size: MAX_HELD_BYTES + 1 });
  expect(hold).toThrow(AppError);
  expect(hold).toThrow(
    '"long.mp3" has 64.1 MB; the page opens WAV, AIFF and FLAC files of any size, and others of up to 64 MB.',
  );
});

import { expect, test } from 'vitest';
import { dropText } from './drop-text.ts';

test('sounds are counted, whatever the system calls them', () => {
  expect(dropText(['audio/wav'], 'lab')).toBe('Add 1 sound');
  expect(dropText(['audio/wav', ''], 'lab')).toBe('Add 2 sounds');
  expect(dropText([], 'lab')).toBe('Add sounds');
});

test('a table is a contour where f0 is edited, and a manifest is a set', () => {
  expect(dropText(['text/csv'], 'lab')).toBe('Import f0');
  expect(dropText(['text/csv', 'audio/flac'], 'lab')).toBe('Import f0 \u00b7 Add 1 sound');
  expect(dropText(['text/csv', 'audio/flac', 'text/csv'], 'lab')).toBe('Import f0 from 2 files \u00b7 Add 1 sound');
  expect(dropText(['application/json'], 'lab')).toBe('Open the set');
});

test('on the verify screen a sound is made again', () => {
  expect(dropText(['audio/wav'], 'verify')).toBe('Verify the sound');
});

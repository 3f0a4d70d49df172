import { expect, test } from 'vitest';
import { chooseDestination } from './files.ts';

test('a browser that may not ask without a press is not taken for one that cannot ask', async () => {
  expect('showSaveFilePicker' in globalThis).toBe(true);
  expect(navigator.userActivation.isActive).toBe(false);
  expect(await chooseDestination('set.zip')).toBe('again');
});

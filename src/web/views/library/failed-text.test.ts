import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failedText, firstBytes } from './failed-text.ts';

test('the first sixteen bytes are shown as hexadecimal and as text', async () => {
  const head = await firstBytes(new Blob(['<!DOCTYPE html><html>']));
  expect(head).toBe('3c 21 44 4f 43 54 59 50 45 20 68 74 6d 6c 3e 3c  <!DOCTYPE html><');
});

test('what cannot be read, or is empty, has no first bytes', async () => {
  const gone = { slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }) };
  expect(await firstBytes(gone as unknown as Blob)).toBe('');
  expect(await firstBytes(new Blob())).toBe('');
  expect(await firstBytes(undefined)).toBe('');
});

test('whatever the bytes, the hexadecimal says them back, and the text is printable', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), async (bytes) => {
      const [hex = '', text = ''] = (await firstBytes(new Blob([bytes as Uint8Array<ArrayBuffer>]))).split(/ {2}(.*)/);
      expect(hex.split(' ').map((two) => Number.parseInt(two, 16))).toEqual([...bytes.subarray(0, 16)]);
      expect(text).toMatch(/^[\x20-\x7e]+$/);
      expect(text).toHaveLength(Math.min(16, bytes.length));
    }),
  );
});

test('what is not known of a file is left out', () => {
  const rows = failedText({ name: 'a.wav', size: undefined, head: '00', wrong: 'Too short.', code: 'audio-invalid' });
  expect(rows.map(([label]) => label)).toEqual(['File', 'First bytes', 'What is wrong', 'Code']);
});

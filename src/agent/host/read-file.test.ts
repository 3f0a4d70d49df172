import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFileBytes } from './read-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-read-'));
});

afterEach(() => rm(folder, { recursive: true }));

test.each([0, 1, 1 << 20, (1 << 20) + 1, 2_500_000])('%d bytes come back as they are', async (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => index % 251);
  await writeFile(join(folder, 'a'), bytes);
  const read = await readFileBytes(join(folder, 'a'));
  expect(Buffer.compare(read, bytes)).toBe(0);
});

test('a file of exactly the limit is read, one byte more is not', async () => {
  await writeFile(join(folder, 'a'), new Uint8Array(1000));
  expect((await readFileBytes(join(folder, 'a'), { maxBytes: 1000 })).length).toBe(1000);
  await expect(readFileBytes(join(folder, 'a'), { maxBytes: 999 })).rejects.toMatchObject({
    code: 'size-limit',
    details: { limit: 999 },
  });
});

test('a device without an end stops at the limit', async () => {
  await expect(readFileBytes('/dev/zero', { maxBytes: 3_000_000 })).rejects.toMatchObject({ code: 'size-limit' });
});

test('an absent file, a folder and a name with a NUL are told apart', async () => {
  await expect(readFileBytes(join(folder, 'absent'))).rejects.toMatchObject({ code: 'file-not-found' });
  await expect(readFileBytes(folder)).rejects.toMatchObject({ code: 'file-unreadable' });
  await expect(readFileBytes('a\0b')).rejects.toMatchObject({ code: 'file-not-found' });
});

test('an aborted read says so', async () => {
  await writeFile(join(folder, 'a'), 'abc');
  const reading = readFileBytes(join(folder, 'a'), { signal: { aborted: true } });
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
});

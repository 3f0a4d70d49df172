import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { readZipIndex } from './zip-index.ts';

const text = (value: string) => new TextEncoder().encode(value);
const FILES = { 'a.txt': text('one'), 'folder/b.bin': text('two'.repeat(500)) };

async function contents(archive: Blob, most = 1e6): Promise<Record<string, string>> {
  const entries = [...(await readZipIndex(archive)).values()];
  const read = entries.map(async (entry) => [entry.path, await (await entry.read(most)).text()] as const);
  return Object.fromEntries(await Promise.all(read));
}

test.each([0, 9] as const)('files are found by their paths and read one by one, at level %i', async (level) => {
  const archive = new Blob([zipSync(FILES, { level })]);
  expect(await contents(archive)).toEqual({ 'a.txt': 'one', 'folder/b.bin': 'two'.repeat(500) });
});

test('what looks like the parts of an archive inside a stored file is none of its parts', async () => {
  const inner = zipSync({ 'inner.txt': text('inner') }, { level: 0 });
  const archive = new Blob([zipSync({ 'inner.zip': inner }, { level: 0 })]);
  expect([...(await readZipIndex(archive)).keys()]).toEqual(['inner.zip']);
});

test('a file that unpacks to more than may be is not unpacked to its end', async () => {
  const archive = new Blob([zipSync({ bomb: new Uint8Array(1_000_000) })]);
  await expect(contents(archive, 1000)).rejects.toMatchObject({ code: 'audio-invalid' });
});

test('whatever is done to an archive, it is read or refused in words', async () => {
  const whole = zipSync(FILES);
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255), end: fc.nat(whole.length) });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, byte, end }) => {
      const damaged = whole.slice(0, end);
      if (at < end) damaged[at] = byte;
      try {
        await contents(new Blob([damaged]));
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AppError);
        expect((thrown as AppError).message).toMatch(/^The archive is damaged: /);
      }
    }),
  );
});

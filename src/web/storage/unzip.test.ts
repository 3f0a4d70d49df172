import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { unzip } from './unzip.ts';

const LIMITS = { file: 1000, files: 3 };
const all = () => true;

async function contents(archive: Blob, limits = LIMITS) {
  const found: string[] = [];
  const { refused } = await unzip(
    archive,
    all,
    async (file) => {
      found.push(`${file.name}: ${await file.text()}`);
    },
    limits,
  );
  return { found, refused };
}

const zip = (files: Record<string, Uint8Array>, level: 0 | 6 = 6) => new Blob([zipSync(files, { level })]);
const text = (value: string) => new TextEncoder().encode(value);

test.each([0, 6] as const)('files come out one by one, by the last part of their path, at level %i', async (level) => {
  const archive = zip({ 'a/b/one.wav': text('1'), 'two.wav': text('22') }, level);
  expect(await contents(archive)).toEqual({ found: ['one.wav: 1', 'two.wav: 22'], refused: [] });
});

test('a file that unpacks to more than the limit is left out, and the others are not', async () => {
  const archive = zip({ 'bomb.wav': new Uint8Array(1_000_000), 'two.wav': text('22') });
  expect(await contents(archive)).toEqual({
    found: ['two.wav: 22'],
    refused: ['bomb.wav has 1000000 bytes unpacked; at most 1000 are taken from archives.'],
  });
});

test('files beyond the allowed number are named', async () => {
  const archive = zip({ a: text('a'), b: text('b'), c: text('c'), d: text('d') });
  const { found, refused } = await contents(archive);
  expect(found).toHaveLength(3);
  expect(refused).toEqual(['d is left out: at most 3 files are taken from one archive.']);
});

test.each([0, 6] as const)(
  'a file with a byte that changed is named, and not handed over, at level %i',
  async (level) => {
    const files = { 'a/one.wav': text('first'.repeat(20)), 'a/two.wav': text('second'.repeat(20)), b: text('3') };
    const bytes = zipSync(files, { level });
    const at = new TextDecoder('latin1').decode(bytes).indexOf('two.wav') + 'two.wav'.length + 2;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const { found, refused } = await contents(new Blob([bytes]));
    expect(found).toEqual([`one.wav: ${'first'.repeat(20)}`, 'b: 3']);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(/^The archive is damaged: .*a\/two\.wav/);
  },
);

test('an archive that was cut short is refused as a whole', async () => {
  const bytes = zipSync({ a: text('a'), b: text('b') });
  await expect(contents(new Blob([bytes.subarray(0, -30)]))).rejects.toMatchObject({ code: 'audio-invalid' });
});

test.each([new Blob(['not an archive']), new Blob([])])('what is no archive is refused', async (blob) => {
  await expect(contents(blob)).rejects.toMatchObject({ code: 'audio-invalid' });
});

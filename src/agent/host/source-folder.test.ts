import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSourceFolder } from './source-folder.ts';

let base: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'sonde-folder-'));
  await mkdir(join(base, 'audio/deep/er'), { recursive: true });
  for (const name of ['audio/a.wav', 'audio/deep/b.wav', 'audio/deep/er/c.wav', 'outside.wav']) {
    await writeFile(join(base, name), name);
  }
});

afterEach(() => rm(base, { recursive: true }));

const list = async (name: string) => (await (await openSourceFolder(base, name)).list()).toSorted();

test.each(['audio', 'audio/', 'audio/a.wav'])('%s means the folder audio and all files below it', async (name) => {
  expect(await list(name)).toEqual(['a.wav', 'deep/b.wav', 'deep/er/c.wav']);
  expect((await openSourceFolder(base, name)).prefix).toBe('audio/');
});

test('a file of the base folder, or an absolute path, means its own folder', async () => {
  expect((await openSourceFolder(base, 'outside.wav')).prefix).toBe('');
  const folder = await openSourceFolder('/', join(base, 'audio/deep/b.wav'));
  expect([folder.prefix, (await folder.list()).toSorted()]).toEqual([join(base, 'audio/deep/'), ['b.wav', 'er/c.wav']]);
});

test('links are listed only where they lead to a file inside', async () => {
  await symlink(join(base, 'outside.wav'), join(base, 'audio/out.wav'));
  await symlink(join(base, 'audio/a.wav'), join(base, 'audio/in.wav'));
  await symlink(base, join(base, 'audio/loop'));
  await symlink(join(base, 'nobody'), join(base, 'audio/dangling.wav'));
  expect(await list('audio')).toEqual(['a.wav', 'deep/b.wav', 'deep/er/c.wav', 'in.wav']);
});

test('a folder that does not exist is not found', async () => {
  await expect(openSourceFolder(base, 'nowhere/')).rejects.toMatchObject({ code: 'source-not-found' });
});

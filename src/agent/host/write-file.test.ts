import { execFileSync } from 'node:child_process';
import { chmod, link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asOrdinaryUser } from '../../testing/unprivileged.ts';
import { isSameFile, writeFileAtomically } from './write-file.ts';

const bytes = new Uint8Array(3_000_000).fill(7);
const pieces = [bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000, 2_000_000), bytes.subarray(2_000_000)];
const old = new Uint8Array([1, 2, 3]);
const isRoot = process.getuid?.() === 0;

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-write-'));
  path = join(folder, 'out.wav');
});

afterEach(() => rm(folder, { recursive: true }));

/** Compares by memory: the matcher takes seconds for megabytes. */
const holds = async (name: string, expected: Uint8Array): Promise<boolean> =>
  Buffer.compare(await readFile(name), expected) === 0;

test('a new file has the bytes, and nothing else is in the folder', async () => {
  await writeFileAtomically(path, pieces, { overwrite: false });
  expect(await holds(path, bytes)).toBe(true);
  expect(await readdir(folder)).toEqual(['out.wav']);
});

test('an existing file is kept unless overwriting is asked for', async () => {
  await writeFile(path, old);
  await expect(writeFileAtomically(path, pieces, { overwrite: false })).rejects.toMatchObject({ code: 'file-exists' });
  expect(await holds(path, old)).toBe(true);
  await writeFileAtomically(path, pieces, { overwrite: true });
  expect(await holds(path, bytes)).toBe(true);
  expect(await readdir(folder)).toEqual(['out.wav']);
});

test('of two writers of one new name, one wins and the other is told', async () => {
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map((value) => writeFileAtomically(path, [bytes.map(() => value)], { overwrite: false })),
  );
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  const written = await readFile(path);
  expect(written.length).toBe(bytes.length);
  expect(new Set(written).size).toBe(1);
  expect(await readdir(folder)).toEqual(['out.wav']);
});

test('overwriting keeps the permissions of the file', async () => {
  await writeFile(path, old);
  await chmod(path, 0o640);
  await writeFileAtomically(path, pieces, { overwrite: true });
  expect((await stat(path)).mode & 0o777).toBe(0o640);
});

test('a symbolic link is written through, not replaced', async () => {
  const real = join(folder, 'real.wav');
  await writeFile(real, old);
  await symlink(real, path);
  await writeFileAtomically(path, pieces, { overwrite: true });
  expect(await holds(real, bytes)).toBe(true);
  expect((await readdir(folder)).sort()).toEqual(['out.wav', 'real.wav']);
});

test('a dangling link counts as an existing file', async () => {
  await symlink(join(folder, 'nowhere'), path);
  await expect(writeFileAtomically(path, pieces, { overwrite: false })).rejects.toMatchObject({ code: 'file-exists' });
});

test('an abort in the middle leaves neither the file nor the temporary one', async () => {
  let asked = 0;
  const signal = {
    get aborted() {
      asked += 1;
      return asked > 2;
    },
  };
  await expect(writeFileAtomically(path, pieces, { overwrite: false, signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(asked).toBe(3);
  expect(await readdir(folder)).toEqual([]);
});

test('an absent folder, a folder as the name, and a file as the folder are told apart', async () => {
  const options = { overwrite: true };
  await mkdir(path);
  await expect(writeFileAtomically(join(folder, 'a', 'b.wav'), pieces, options)).rejects.toMatchObject({
    code: 'file-not-found',
    message: expect.stringContaining('no such file or folder'),
  });
  await expect(writeFileAtomically(path, pieces, options)).rejects.toMatchObject({ code: 'file-unwritable' });
  await writeFile(join(folder, 'file'), old);
  await expect(writeFileAtomically(join(folder, 'file', 'b.wav'), pieces, options)).rejects.toMatchObject({
    code: 'file-not-found',
    message: expect.stringContaining('not a folder'),
  });
});

test('an empty name or one with a NUL is refused', async () => {
  await expect(writeFileAtomically('', pieces, { overwrite: true })).rejects.toMatchObject({
    code: 'argument-invalid',
  });
  await expect(writeFileAtomically('a\0b', pieces, { overwrite: true })).rejects.toMatchObject({
    code: 'argument-invalid',
  });
});

test('a device is written in place: /dev/null stays a device, /dev/full is a full disk', async () => {
  await writeFileAtomically('/dev/null', pieces, { overwrite: false });
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  await expect(writeFileAtomically('/dev/full', pieces, { overwrite: false })).rejects.toMatchObject({
    code: 'disk-full',
  });
});

test.skipIf(!isRoot)(
  'a full disk keeps the old file and leaves no temporary one (needs root: mounts a tmpfs)',
  async () => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
    try {
      const target = join(disk, 'out.wav');
      await writeFile(target, old);
      await expect(writeFileAtomically(target, pieces, { overwrite: true })).rejects.toMatchObject({
        code: 'disk-full',
        kind: 'unavailable',
      });
      expect(await holds(target, old)).toBe(true);
      expect(await readdir(disk)).toEqual(['out.wav']);
    } finally {
      execFileSync('umount', [disk]);
    }
  },
);

test('a folder without write permission is said before work begins', async () => {
  // A folder in one of its own: nobody gets both for a while.
  const closed = join(folder, 'closed');
  await mkdir(closed, { mode: 0o555 });
  await asOrdinaryUser(closed, () =>
    expect(writeFileAtomically(join(closed, 'out.wav'), pieces, { overwrite: true })).rejects.toMatchObject({
      code: 'file-unwritable',
    }),
  );
});

test('one file under two names is the same file, by either kind of link', async () => {
  await writeFile(path, old);
  await link(path, join(folder, 'hard'));
  await symlink(path, join(folder, 'soft'));
  await writeFile(join(folder, 'copy'), old);
  expect(await isSameFile(path, join(folder, 'hard'))).toBe(true);
  expect(await isSameFile(path, join(folder, 'soft'))).toBe(true);
  expect(await isSameFile(path, join(folder, 'copy'))).toBe(false);
  expect(await isSameFile(path, join(folder, 'absent'))).toBe(false);
});

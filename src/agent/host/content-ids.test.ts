import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { ContentIds } from './content-ids.ts';
import { SoundFolders } from './sound-folders.ts';

let folder: string;
let finish: ((id: string | AppError) => void)[];
let now: number;
let ids: ContentIds;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-ids-'));
  await writeFile(join(folder, 'a.wav'), 'sound');
  finish = [];
  now = Date.now() + 60_000;
  const compute = (): Promise<string> =>
    new Promise((resolve, reject) => {
      finish.push((id) => (typeof id === 'string' ? resolve(id) : reject(id)));
    });
  ids = new ContentIds({ now: () => now }, compute);
});

afterEach(() => rm(folder, { recursive: true }));

const idOf = (): Promise<string> => ids.idOf(new SoundFolders([folder]).locate('a.wav'));

test('a file is read once for all who ask meanwhile, and not again for who asks later', async () => {
  const asking = [idOf(), idOf(), idOf()];
  expect(finish).toHaveLength(1);
  finish[0]?.('x');
  expect(await Promise.all([...asking, idOf()])).toEqual(['x', 'x', 'x', 'x']);
  expect(finish).toHaveLength(1);
});

test('a file that changed while it was read is read again for who asks afterwards', async () => {
  const before = idOf();
  await utimes(join(folder, 'a.wav'), 1, 1);
  const after = idOf();
  expect(finish).toHaveLength(2);
  for (const [index, id] of ['x', 'y'].entries()) finish[index]?.(id);
  expect(await Promise.all([before, after, idOf()])).toEqual(['x', 'y', 'y']);
});

test('a failure is told to all who asked, and not remembered', async () => {
  const asking = Promise.allSettled([idOf(), idOf()]);
  finish[0]?.(new AppError('file-unreadable', 'no'));
  expect((await asking).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = idOf();
  finish[1]?.('x');
  expect(await again).toBe('x');
});

test('a file that changed a moment ago is read again, since it may change without looking different', async () => {
  now = Date.now();
  const first = idOf();
  finish[0]?.('x');
  expect(await first).toBe('x');
  const second = idOf();
  finish[1]?.('y');
  expect(await second).toBe('y');
});

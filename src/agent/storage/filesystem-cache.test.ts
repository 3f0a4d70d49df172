import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { describeCache } from '../../core/cache/cache.contract.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { asOrdinaryUser } from '../../testing/unprivileged.ts';
import { valuePath } from './cache-folder.ts';
import { FilesystemCache } from './filesystem-cache.ts';

const top = await mkdtemp(join(tmpdir(), 'sonde-cache-'));
const newFolder = () => mkdtemp(join(top, 'c-'));
afterAll(() => rm(top, { recursive: true }));

describeCache('FilesystemCache', async (options) => FilesystemCache.open(await newFolder(), options));

const KEEP = { lifetime: null, sources: [] };
const KEY = 'a'.repeat(48);
const marked = (mark: number, samples = 10) => ({
  meta: { mark },
  arrays: { x: new Float64Array(samples).fill(mark) },
});

let folder: string;
let clock: FakeClock;
const open = (quota = 1e6) => FilesystemCache.open(folder, { clock, quota });

beforeEach(async () => {
  folder = await newFolder();
  clock = new FakeClock();
});

test('what one process has put, another one gets, with the order of use', async () => {
  const one = await open();
  for (const key of ['a', 'b', 'c']) {
    await one.put(key, marked(1), KEEP);
    clock.advance(1);
  }
  await one.get('a');
  const other = await open();
  expect((await other.list()).map((entry) => entry.key)).toEqual(['a', 'c', 'b']);
  expect(await other.get('b')).toEqual(marked(1));
});

test('a signature is found under its own name, in the folder of its first character', async () => {
  await (await open()).put(`S${KEY}`, marked(1), KEEP);
  expect(await readdir(join(folder, 'S'))).toEqual([`S${KEY}.value`, `S${KEY}.value.json`]);
});

test('the record says what the value is, from which files, and for how long', async () => {
  const sourcePaths = new Map([['id1', '/sounds/a.wav']]);
  const cache = await FilesystemCache.open(folder, { clock, quota: 1e6, sourcePaths });
  await cache.put(KEY, marked(1), { lifetime: 60, sources: ['id1', 'id2'] });
  const record = JSON.parse(await readFile(`${valuePath(folder, KEY)}.json`, 'utf8'));
  expect(record).toEqual({
    format: 'sonde-record',
    version: 1,
    target: `${KEY}.value`,
    key: KEY,
    size: (await stat(valuePath(folder, KEY))).size,
    checksum: expect.stringMatching(/^[0-9a-f]{32}$/),
    sources: [
      { id: 'id1', path: '/sounds/a.wav' },
      { id: 'id2', path: null },
    ],
    created: clock.now(),
    lifetime: 60,
  });
});

test.each<[string, (path: string) => Promise<unknown>]>([
  ['cut short', (path) => truncate(path, 50)],
  ['empty', (path) => truncate(path, 0)],
  [
    'with a bit turned',
    async (path) =>
      writeFile(
        path,
        (await readFile(path)).map((byte, at) => (at === 120 ? byte ^ 1 : byte)),
      ),
  ],
  ['gone', (path) => rm(path)],
  ['a folder', (path) => rm(path).then(() => mkdir(path))],
  ["another key's, whole", async (path) => writeFile(path, await readFile(valuePath(folder, 'other')))],
  ['beside a record cut short', (path) => truncate(`${path}.json`, 20)],
  ['beside a record of something else', (path) => writeFile(`${path}.json`, '{"format":"sonde-record"}')],
])('a value that is %s is not served', async (_, damage) => {
  const cache = await open();
  await cache.put('other', marked(2), KEEP);
  await cache.put(KEY, marked(1), KEEP);
  await damage(valuePath(folder, KEY));
  expect(await cache.get(KEY)).toBeUndefined();
  expect(await cache.get('other')).toEqual(marked(2));
});

test('a value without a record is not served', async () => {
  const cache = await open();
  await cache.put(KEY, marked(1), KEEP);
  await rm(`${valuePath(folder, KEY)}.json`);
  expect(await cache.get(KEY)).toBeUndefined();
});

test('two caches on one folder that write the same keys never see a wrong or half value', async () => {
  const caches = [await open(), await open()];
  const work = caches.flatMap((cache) =>
    Array.from({ length: 40 }, async (_, turn) => {
      const key = `k${turn % 3}`;
      await cache.put(key, marked(turn % 3, 5000), KEEP);
      const value = await cache.get(key);
      if (value !== undefined) expect(value).toEqual(marked(turn % 3, 5000));
    }),
  );
  await Promise.all(work);
  expect((await caches[0]!.list()).length).toBeLessThanOrEqual(3);
});

test('two caches that write in turn stay within their quota and a sixteenth', async () => {
  const quota = 40 * 8000;
  const caches = [await open(quota), await open(quota)];
  for (let turn = 0; turn < 100; turn++) {
    await caches[turn % 2]!.put(`k${turn}`, marked(turn, 1000), KEEP);
    clock.advance(1);
  }
  const entries = await (await open()).list();
  expect(entries.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual((quota * 17) / 16 + 8400);
  expect(entries.slice(0, 30).map(({ key }) => key)).toEqual(Array.from({ length: 30 }, (_, back) => `k${99 - back}`));
});

test('what others have added is made to fit the quota when expiry is asked for', async () => {
  const small = await open(3.5 * 8000);
  const others = await open();
  for (const key of ['a', 'b', 'c', 'd', 'e']) {
    await others.put(key, marked(1, 1000), KEEP);
    clock.advance(1);
  }
  expect(await small.expire()).toBe(0);
  expect((await small.list()).map((entry) => entry.key)).toEqual(['e', 'd', 'c']);
});

test('a folder that was emptied while it was open is filled again, and is a cache to who opens it next', async () => {
  const cache = await open();
  await cache.put(KEY, marked(1), KEEP);
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  expect(await cache.get(KEY)).toBe(undefined);
  await cache.put(KEY, marked(2), KEEP);
  expect(await (await open()).get(KEY)).toEqual(marked(2));
});

test('a folder with other things in it is refused and left as it is', async () => {
  await writeFile(join(folder, 'thesis.txt'), 'dear');
  await expect(open()).rejects.toMatchObject({ code: 'argument-invalid', message: expect.stringContaining(folder) });
  expect(await readdir(folder)).toEqual(['thesis.txt']);
});

test('a folder that may not be written is said to be so', async () => {
  await chmod(folder, 0o500);
  await asOrdinaryUser(folder, () => expect(open()).rejects.toMatchObject({ code: 'file-unwritable' }));
});

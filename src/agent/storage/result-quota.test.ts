import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { openCacheFolder } from './cache-folder.ts';
import { FilesystemCache } from './filesystem-cache.ts';
import { touchRecord, writeRecord } from './record.ts';
import { ResultQuota } from './result-quota.ts';

let folder: string;
let clock: FakeClock;
let removed: number[];
let failures: unknown[];

beforeEach(async () => {
  folder = await openCacheFolder(await mkdtemp(join(tmpdir(), 'sonde-quota-')));
  clock = new FakeClock(1_000_000_000_000);
  [removed, failures] = [[], []];
});

afterEach(async () => {
  await rm(folder, { recursive: true });
  expect(failures).toEqual([]);
});

function quotaOf(quota: number): ResultQuota {
  return new ResultQuota({
    folder,
    quota,
    clock,
    onRemoved: (count) => removed.push(count),
    onFailure: (failure) => failures.push(failure),
  });
}

/** A result of 100 bytes, used now; its path. */
async function put(letter: string): Promise<string> {
  const path = join(folder, letter, `${letter.repeat(48)}.wav`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, Buffer.alloc(100));
  const facts = { target: basename(path), key: letter.repeat(48), size: 100, checksum: '', sources: [] };
  await writeRecord(path, { ...facts, created: clock.now(), lifetime: null });
  return path;
}

async function left(): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith('.wav'))
    .map((name) => name.charAt(0))
    .sort()
    .join('');
}

test('the results used least recently go first, with their records, until the rest fits', async () => {
  const paths = [];
  for (const letter of 'abcd') {
    paths.push(await put(letter));
    clock.advance(600);
  }
  await touchRecord(paths[0]!, clock.now());
  clock.advance(600);
  const quota = quotaOf(200);
  quota.added(100);
  await quota.settled();
  expect([await left(), removed]).toEqual(['ad', [2]]);
  expect((await readdir(join(folder, 'b'))).length).toBe(0);
});

test('what was used a moment ago stays, whatever the quota: somebody was told its path', async () => {
  await put('a');
  clock.advance(3600);
  await put('b');
  await put('c');
  const quota = quotaOf(50);
  quota.added(100);
  await quota.settled();
  expect(await left()).toBe('bc');
  clock.advance(121);
  quota.added(100);
  await quota.settled();
  expect(await left()).toBe('');
});

test('the folder is looked through once in a sixteenth of the quota, and at first', async () => {
  const quota = quotaOf(1600);
  quota.added(1);
  await quota.settled();
  for (let index = 0; index < 17; index++) await put(String.fromCharCode(97 + index));
  clock.advance(3600);
  quota.added(100);
  await quota.settled();
  expect(removed).toEqual([]);
  quota.added(1);
  await quota.settled();
  expect(removed).toEqual([1]);
});

test('steps and analyses are left to the cache', async () => {
  const cache = await FilesystemCache.open(folder, { clock, quota: 1e6 });
  await cache.put('a'.repeat(48), { meta: {}, arrays: { x: new Float64Array(100) } }, { lifetime: null, sources: [] });
  await put('a');
  clock.advance(3600);
  const quota = quotaOf(0);
  quota.added(100);
  await quota.settled();
  expect(await left()).toBe('');
  expect(await cache.list()).toHaveLength(1);
});

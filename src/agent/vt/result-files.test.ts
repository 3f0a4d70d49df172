import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { readRecord, writeRecord } from '../storage/record.ts';
import { resultPath } from '../workers/result-path.ts';
import { ResultFiles } from './result-files.ts';

const SIGNATURE = 'a'.repeat(48);

let folder: string;
let clock: FakeClock;
let results: ResultFiles;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-results-'));
  clock = new FakeClock(1_000_000_000_000);
  results = new ResultFiles(folder, clock);
});

afterEach(() => rm(folder, { recursive: true }));

async function put(bytes: string): Promise<string> {
  const path = resultPath(folder, SIGNATURE, 'wav');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  const facts = { target: basename(path), key: SIGNATURE, size: bytes.length, checksum: '', sources: [] };
  await writeRecord(path, { ...facts, created: clock.now(), lifetime: 3600 });
  return path;
}

const lastUse = async (path: string): Promise<number | undefined> => (await readRecord(path))?.lastUsed;

test('a use renews the time that a result is kept, at most once a minute', async () => {
  const path = await put('result');
  clock.advance(1800);
  expect(results.find(SIGNATURE, 'wav')).toBe(path);
  const first = clock.now();
  await expect.poll(() => lastUse(path)).toBe(first);
  clock.advance(59);
  results.find(SIGNATURE, 'wav');
  clock.advance(2);
  results.find(SIGNATURE, 'wav');
  await expect.poll(() => lastUse(path)).toBe(first + 61_000);
});

test('what is empty, a folder, another format or not there is no result', async () => {
  expect(results.find(SIGNATURE, 'wav')).toBeUndefined();
  const path = await put('');
  expect(results.find(SIGNATURE, 'wav')).toBeUndefined();
  await rm(path);
  await mkdir(path);
  expect(results.find(SIGNATURE, 'wav')).toBeUndefined();
  expect(results.find(SIGNATURE, 'flac')).toBeUndefined();
});

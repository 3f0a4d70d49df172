import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FSWatcher, watch } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { numberedValue, QUOTA } from '../../testing/numbered-value.ts';
import { FilesystemCache } from './filesystem-cache.ts';
import { sweep } from './sweep.ts';

const WRITER = fileURLToPath(new URL('../../testing/cache-writer.ts', import.meta.url));
const ENTRIES = 200;
const ROUNDS = 8;

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'sonde-kill-')), 'cache');
});

afterEach(() => rm(join(folder, '..'), { recursive: true }));

/** Lets a process write, and kills it somewhere after its n-th entry. @returns how many entries it said were kept */
async function writeUntilKilled(entriesBefore: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, folder, String(ENTRIES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const wait = Math.floor(Math.random() * 12);
  let count = 0;
  let changes: FSWatcher | undefined;
  let kept = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    kept = Number(line) + 1;
    // Not at the line itself, where it would always be between two entries, but when a file of the next ones changes.
    if (kept === entriesBefore) changes = watch(join(folder, '_'), () => count++ > wait && child.kill('SIGKILL'));
  }
  await closed;
  changes?.close();
  return kept;
}

test('a writer killed at any instant leaves nothing wrong or unreadable, and loses nothing that was kept', async () => {
  let kept = 0;
  for (let round = 0; round < ROUNDS; round++) {
    // Every round begins by replacing what the ones before have written.
    const wanted = 1 + Math.floor(Math.random() * (ENTRIES - 20));
    kept = Math.max(kept, await writeUntilKilled(wanted));
    const cache = await FilesystemCache.open(folder, { clock: { now: () => Date.now() }, quota: QUOTA });
    for (let number = 0; number < ENTRIES; number++) {
      const value = await cache.get(`entry ${number}`);
      if (number < kept) expect(value, `entry ${number} of ${kept}`).toBeDefined();
      if (value !== undefined) expect(isNumbered(value, number), `entry ${number}`).toBe(true);
    }
  }
  const later = { now: () => Date.now() + 3_600_000 };
  for await (const { failure } of sweep(folder, { clock: later, everything: false, simulate: false })) {
    expect(failure).toBeUndefined();
  }
  const names = await readdir(join(folder, '_'));
  expect(names.filter((name) => !/^_[a-z2-7]{48}\.value(\.json)?$/.test(name))).toEqual([]);
  expect(names.length % 2).toBe(0);
});

/** Compares by memory: the matcher takes long for hundreds of thousands of samples. */
function isNumbered({ meta, arrays }: ReturnType<typeof numberedValue>, number: number): boolean {
  const expected = numberedValue(number).arrays['x'] ?? new Float64Array(0);
  const got = arrays['x'] ?? new Float64Array(0);
  return meta['number'] === number && Buffer.compare(bytesOf(got), bytesOf(expected)) === 0;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

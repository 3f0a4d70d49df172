import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createScope, type Scope } from '../../core/base/scope.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FilesystemCache } from './filesystem-cache.ts';
import { startJanitor } from './janitor.ts';

const VALUE = { meta: {}, arrays: { x: Float64Array.of(1) } };
const MINUTE = { lifetime: 60, sources: [] };

let folder: string;
let clock: FakeClock;
let cache: FilesystemCache;
let scope: Scope;
let tick: (() => void) | undefined;
let removed: number[];
let failures: unknown[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-janitor-'));
  clock = new FakeClock();
  cache = await FilesystemCache.open(folder, { clock, quota: 1e6 });
  scope = createScope();
  removed = [];
  failures = [];
});

afterEach(async () => {
  await scope.close();
  await rm(folder, { recursive: true, force: true });
});

function start(): void {
  const timer = (call: () => void) => {
    tick = call;
    return () => {
      tick = undefined;
    };
  };
  const onRemoved = (count: number) => void removed.push(count);
  const onFailure = (failure: unknown) => void failures.push(failure);
  startJanitor({ folder, everyMs: 1, clock, timer, onRemoved, onFailure }, scope);
}

test('what has expired goes at the start, and later at every tick, and the janitor says how much', async () => {
  await cache.put('a', VALUE, MINUTE);
  clock.advance(60);
  await cache.put('b', VALUE, MINUTE);
  start();
  await vi.waitFor(() => expect(removed).toEqual([1]));
  expect((await cache.list()).map((entry) => entry.key)).toEqual(['b']);
  clock.advance(60);
  await vi.waitFor(() => {
    tick?.();
    expect(removed).toEqual([1, 1]);
  });
  expect(await cache.list()).toEqual([]);
});

test('a closed scope stops the timer and waits for the sweep that runs', async () => {
  await cache.put('a', VALUE, MINUTE);
  start();
  await scope.close();
  expect(tick).toBeUndefined();
});

test('a failure is told, and the next tick tries again', async () => {
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file, not a folder');
  start();
  await vi.waitFor(() => expect(failures).toHaveLength(1));
  await rm(folder);
  cache = await FilesystemCache.open(folder, { clock, quota: 1e6 });
  await cache.put('a', VALUE, MINUTE);
  clock.advance(60);
  await vi.waitFor(() => {
    tick?.();
    expect(removed).toEqual([1]);
  });
});

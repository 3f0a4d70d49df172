import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../testing/fake-clock.ts';
import { valuePath } from './cache-folder.ts';
import { FilesystemCache } from './filesystem-cache.ts';
import { sweep } from './sweep.ts';

const VALUE = { meta: {}, arrays: { x: Float64Array.of(1) } };
const OLD_S = 121;

let top: string;
let folder: string;
let clock: FakeClock;
let cache: FilesystemCache;
let sourcePaths: Map<string, string>;

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'sonde-sweep-'));
  folder = join(top, 'cache');
  clock = new FakeClock(Date.now());
  sourcePaths = new Map();
  cache = await FilesystemCache.open(folder, { clock, quota: 1e6, sourcePaths });
});

afterEach(() => rm(top, { recursive: true }));

async function swept(options: { everything?: boolean; simulate?: boolean } = {}) {
  const verdicts = [];
  for await (const verdict of sweep(folder, { clock, everything: false, simulate: false, ...options })) {
    verdicts.push(verdict);
  }
  return verdicts;
}

const keys = async () => (await cache.list()).map((entry) => entry.key).sort();

test('what has not been used for its lifetime goes, the rest stays', async () => {
  await cache.put('short', VALUE, { lifetime: 10, sources: [] });
  await cache.put('used', VALUE, { lifetime: 10, sources: [] });
  await cache.put('long', VALUE, { lifetime: null, sources: [] });
  clock.advance(9);
  await cache.get('used');
  clock.advance(1);
  expect((await swept()).map(({ reason }) => reason).sort()).toEqual(['expired', 'in use', 'in use']);
  expect(await keys()).toEqual(['long', 'used']);
});

test('what was made from a file that is gone goes, and only that', async () => {
  for (const id of ['here', 'gone']) {
    sourcePaths.set(id, join(top, `${id}.wav`));
    await writeFile(join(top, `${id}.wav`), 'x');
  }
  await cache.put('a', VALUE, { lifetime: null, sources: ['here'] });
  await cache.put('b', VALUE, { lifetime: null, sources: ['here', 'gone'] });
  await cache.put('c', VALUE, { lifetime: null, sources: ['from nowhere'] });
  await rm(join(top, 'gone.wav'));
  const verdicts = await swept();
  expect(verdicts.find(({ record }) => record?.key === 'b')).toMatchObject({
    action: 'delete',
    sources: [{ isThere: true }, { isThere: false }],
  });
  expect(await keys()).toEqual(['a', 'c']);
});

test('a simulation tells the same and deletes nothing', async () => {
  await cache.put('a', VALUE, { lifetime: 1, sources: [] });
  clock.advance(1);
  const told = await swept({ simulate: true });
  expect(await keys()).toEqual(['a']);
  expect(await swept()).toEqual(told);
  expect(await keys()).toEqual([]);
});

test.each(['_left.value', '.sonde-0123abcd.tmp'])('%s without a record stays while it is new', async (name) => {
  await mkdir(join(folder, '_'));
  await writeFile(join(folder, '_', name), 'x');
  expect(await swept()).toMatchObject([{ action: 'keep' }]);
  clock.advance(OLD_S);
  expect(await swept()).toMatchObject([{ action: 'delete' }]);
  expect(await readdir(join(folder, '_'))).toEqual([]);
});

test('a record that cannot be read counts as none, one without its file goes at once', async () => {
  await cache.put('a', VALUE, { lifetime: null, sources: [] });
  await cache.put('b', VALUE, { lifetime: null, sources: [] });
  await writeFile(`${valuePath(folder, 'a')}.json`, '{');
  await rm(valuePath(folder, 'b'));
  const actions = async () => (await swept()).map(({ action }) => action).sort();
  expect(await actions()).toEqual(['delete', 'keep']);
  clock.advance(OLD_S);
  expect(await actions()).toEqual(['delete']);
  expect(await readdir(join(folder, '_'))).toEqual([]);
});

test('everything goes when it is asked for, but the marker and what is being written', async () => {
  await cache.put('a', VALUE, { lifetime: null, sources: [] });
  await writeFile(join(folder, '_', '.sonde-0123abcd.tmp'), 'x');
  await writeFile(join(folder, '_', 'new'), 'x');
  await swept({ everything: true });
  expect(await readdir(join(folder, '_'))).toEqual(['.sonde-0123abcd.tmp']);
  expect(await readdir(folder)).toContain('sonde-cache.json');
});

test('what links lead to is never touched, nor folders that are not ours', async () => {
  const outside = join(top, 'outside');
  await mkdir(outside);
  await writeFile(join(outside, 'thesis'), 'x');
  await utimes(join(outside, 'thesis'), 1, 1);
  await symlink(outside, join(folder, 'a'));
  await mkdir(join(folder, 'notes'));
  await writeFile(join(folder, 'notes', 'b'), 'x');
  await mkdir(join(folder, 'b'));
  await symlink(join(outside, 'thesis'), join(folder, 'b', 'link'));
  expect(await swept({ everything: true })).toEqual([]);
  expect(await readFile(join(outside, 'thesis'), 'utf8')).toBe('x');
  expect(await readdir(join(folder, 'notes'))).toEqual(['b']);
});

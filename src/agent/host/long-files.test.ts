import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createScope, type Scope } from '../../core/base/scope.ts';
import type { EngineHost } from '../../core/engine/engine.ts';
import { createLongHost } from './long-files.ts';

let folder: string;
let scope: Scope;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-long-'));
  scope = createScope();
});
afterEach(async () => {
  await scope.close();
  await rm(folder, { recursive: true });
});

function createHost() {
  const locate = async (name: string): Promise<string> => {
    if (name === 'mine') throw new Error('not that one');
    return resolve(folder, name);
  };
  return createLongHost({} as EngineHost, { locate, scratch: folder });
}

it('reads a file at any place', async () => {
  await writeFile(join(folder, 'a'), Uint8Array.of(1, 2, 3, 4, 5));
  const file = (await createHost().open('a', scope))!;
  expect(file.length).toBe(5);
  expect([...file.read(3, 2)]).toEqual([4, 5]);
  expect([...file.read(0, 3)]).toEqual([1, 2, 3]);
  expect(() => file.read(4, 2)).toThrow(expect.objectContaining({ code: 'file-unreadable' }));
});

it('reads no file on that changes meanwhile, also to as many bytes', async () => {
  const path = join(folder, 'a');
  await writeFile(path, Uint8Array.of(1, 2, 3));
  await utimes(path, 1, 1);
  const file = (await createHost().open('a', scope))!;
  expect([...file.read(0, 1)]).toEqual([1]);
  await writeFile(path, Uint8Array.of(4, 5, 6));
  expect(() => file.read(1, 2)).toThrow(
    expect.objectContaining({ code: 'file-unreadable', message: expect.stringContaining('changed while') }),
  );
});

it('opens no folder, no device and nothing that is not there, and nothing that is refused', async () => {
  const { open } = createHost();
  for (const name of ['.', '/dev/null', 'missing', 'a\0']) expect(await open(name, scope)).toBeUndefined();
  await expect(open('mine', scope)).rejects.toThrow('not that one');
});

it('keeps bytes in a file without a name, so that nothing of it can be left behind', async () => {
  const scratch = createHost().scratch(scope);
  expect(await readdir(folder)).toEqual([]);
  scratch.write(0, Uint8Array.of(1, 2, 3));
  scratch.write(2, Uint8Array.of(9, 8));
  expect(scratch.length).toBe(4);
  expect([...scratch.read(1, 3)]).toEqual([2, 9, 8]);
  expect(await readdir(folder)).toEqual([]);
  await scope.close();
  expect(() => scratch.read(0, 1)).toThrow();
  scope = createScope();
});

it('says why there is no room', () => {
  const host = createLongHost({} as EngineHost, { locate: async (name) => name, scratch: join(folder, 'gone') });
  expect(() => host.scratch(scope)).toThrow(expect.objectContaining({ code: 'file-not-found' }));
});

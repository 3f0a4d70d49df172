import { mkdtemp, readdir, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createScope } from '../../core/base/scope.ts';
import { startHttpServer } from './http.ts';
import { serveFile } from './static-files.ts';

const LENGTH = 300_000;

const roots: string[] = [];
afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true });
});

async function rootWithFile(): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'sonde-static-')));
  roots.push(root);
  await writeFile(
    join(root, 'sound.wav'),
    Uint8Array.from({ length: LENGTH }, (_, index) => index % 251),
  );
  await writeFile(join(root, 'small.js'), new Uint8Array(3000).fill(59));
  return root;
}

async function answerOf(root: string, init: RequestInit = {}): Promise<Response> {
  const response = await serveFile(root, '/sound.wav', new Request('http://127.0.0.1/sound.wav', init));
  if (response === undefined) throw new Error('there is no such file');
  return response;
}

/** How often a file is open in this process. */
async function openTimes(path: string): Promise<number> {
  const names = await readdir('/proc/self/fd');
  const links = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  return links.filter((link) => link === path).length;
}

test('a file is answered whole and in part, and is closed then', async () => {
  const root = await rootWithFile();
  const whole = new Uint8Array(await (await answerOf(root)).arrayBuffer());
  expect(whole.length).toBe(LENGTH);
  const part = await answerOf(root, { headers: { Range: 'bytes=100000-199999' } });
  expect(part.status).toBe(206);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.subarray(100_000, 200_000));
  await expect.poll(() => openTimes(join(root, 'sound.wav'))).toBe(0);
});

test('an answer that is given up closes its file, whether it was begun or not', async () => {
  const root = await rootWithFile();
  const unread = await answerOf(root);
  const begun = await answerOf(root);
  const reader = begun.body!.getReader();
  await reader.read();
  expect(await openTimes(join(root, 'sound.wav'))).toBe(2);
  await unread.body!.cancel();
  await reader.cancel();
  await expect.poll(() => openTimes(join(root, 'sound.wav'))).toBe(0);
});

test('a file that was cut since its answer began fails that answer', async () => {
  const root = await rootWithFile();
  const response = await answerOf(root);
  await writeFile(join(root, 'sound.wav'), new Uint8Array(1000));
  await expect(response.arrayBuffer()).rejects.toThrow('299000 bytes shorter');
});

test('whoever goes before the answer came leaves no file open', async () => {
  const root = await rootWithFile();
  const scope = createScope();
  const status = { name: 'sonde', version: '1.2.3', engine: 'test' } as const;
  const server = await startHttpServer({ host: '127.0.0.1', port: 0, webRoot: root, status, onFailure() {} }, scope);
  const gone: PromiseSettledResult<unknown>[] = [];
  // As a page that is closed while it loads: many at a time, at any moment.
  for (let round = 0; round < 8; round++) {
    const answers = Array.from({ length: 60 }, async (_, index) => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), (index * 7 + round * 4) % 31);
      return (await fetch(`${server.url}small.js`, { signal: stop.signal })).arrayBuffer();
    });
    gone.push(...(await Promise.allSettled(answers)));
  }
  expect(gone.some(({ status }) => status === 'rejected')).toBe(true);
  await expect.poll(() => openTimes(join(root, 'small.js'))).toBe(0);
  await scope.close();
});

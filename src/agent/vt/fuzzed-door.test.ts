import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTeller, type Teller } from '../../testing/memory-teller.ts';
import { ask, exchange, pour, vanish } from '../../testing/vt-client.ts';

const VOICE = fileURLToPath(new URL('../../testing/golden/vtserver/voice_16k.wav', import.meta.url));
const CONNECTIONS = 10_000;
const MB = 1e6;
/** A good answer, whole; paths outside are named in errors, if at all, as the client named them. */
const ANSWER = /^\{"out": "(error|ok|wait)", "details": "(.*)"\}\n$/;

let folder: string;
let agent: Teller;
let port: number;
/** Sounds that the server could well read, were it not for where they are. */
let outside: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-fuzz-'));
  const sounds = join(folder, 'sounds');
  await mkdir(sounds);
  await mkdir(join(folder, 'sounds-too'));
  await copyFile(VOICE, join(sounds, 'voice.wav'));
  outside = ['outside.wav', 'sounds-too/outside.wav'].map((name) => join(folder, name));
  for (const path of outside) await copyFile(VOICE, path);
  await symlink(join(folder, 'outside.wav'), join(sounds, 'link.wav'));
  await symlink(folder, join(sounds, 'up'));
  const vtServer = { port: 0, roots: ['sounds'], cachefolder: 'cache', logfile: 'log', cacheformat: 'wav' };
  await writeFile(join(folder, 'sonde.conf.json'), JSON.stringify({ vtServer }));
  agent = await startTeller(['agent', '--port', '0', '--json'], folder);
  ({ port } = agent.listening.vt);
});

afterAll(async () => {
  await agent.stop();
  await rm(folder, { recursive: true });
});

const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
const request = (fields: object): Buffer => line({ action: 'process', mode: 'hash', ...fields });

/** Names of sounds that lie outside, in every way that leads there, */
const outer = (): string[] => [
  ...outside,
  'link.wav',
  'up/outside.wav',
  '../outside.wav',
  '../sounds-too/outside.wav',
  `voice.wav/../../outside.wav`,
  './/..//outside.wav',
];
/** and in every place that a request has for one. */
const places: readonly ((name: string) => Buffer)[] = [
  (file) => request({ file }),
  (file) => request({ file, mode: 'sync' }),
  (file) => request({ file: ['voice.wav', file] }),
  (file) => request({ file: { file: [{ file }] } }),
  (file) => request({ file: 'voice.wav', stack: [{ module: 'mixin', file, levels: [0, 0] }] }),
  (file) => request({ stack: [{ module: 'gibberish', files: [file, file], seed: 1 }] }),
  (file) => request({ file, stack: [{ module: 'gibberish', shell_pattern: file, seed: 1 }] }),
  (file) => request({ file, stack: [{ module: 'gibberish', re_pattern: '.*', seed: 1 }] }),
];

/** Everything that ends with LF, or whose client says that it has ended. */
const nonsense = (): fc.Arbitrary<Buffer> =>
  fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.json({ maxDepth: 4 }).map((text) => Buffer.from(`${text}\n`)),
    fc.record({ file: fc.anything(), stack: fc.anything(), cache: fc.anything() }).map((fields) => request(fields)),
    fc.tuple(fc.constantFrom(...places), fc.constantFrom(...outer())).map(([place, name]) => place(name)),
    fc.tuple(fc.constantFrom(...places), fc.string()).map(([place, name]) => place(name)),
    fc.nat(3000).map((depth) => Buffer.from(`${'{"file":'.repeat(depth)}1${'}'.repeat(depth)}\n`)),
    fc.nat(3000).map((depth) => Buffer.from(`{"action":"process","file":${'['.repeat(depth)}${']'.repeat(depth)}}\n`)),
    fc.nat(50_000).map((length) => Buffer.alloc(length, '[')),
    fc.bigInt().map((number) => Buffer.from(`{"action":"process","cache":${number}e${number},"file":${number}}\n`)),
    fc.constant(Buffer.from('{"action":"process","__proto__":{"mode":"sync"},"constructor":{"file":"voice.wav"}}\n')),
    fc.constant(Buffer.from('{"action":"process","mode":"hash","file":"voice.wav","file":"../outside.wav"}\n')),
    fc
      .nat(40)
      .map((length) => line({ action: 'process', mode: 'hash', file: 'voice.wav', stack: [] }).subarray(0, length)),
    fc.constant(Buffer.from('\ufeff{"action":"status"}\n')),
  );

/** What a client did, and what it may get for it. */
async function converse(bytes: Buffer, turn: number): Promise<string> {
  // One in forty goes away in mid-line, with a reset: it must not be answered, and not be kept.
  if (turn % 40 === 0) return await vanish(port, bytes);
  const { bytes: answer } = await exchange(port, bytes, bytes.includes(0x0a) && turn % 2 === 0 ? 'wait' : 'end');
  return answer.toString();
}

async function fuzz(seed: number, count: number): Promise<void> {
  const all = fc.sample(nonsense(), { seed, numRuns: count });
  const forbidden = new Set(places.flatMap((place) => outer().map((name) => place(name).toString())));
  let next = 0;
  const client = async (): Promise<void> => {
    for (let turn = next++; turn < count; turn = next++) {
      const bytes = all[turn]!;
      const answer = await converse(bytes, turn);
      if (turn % 40 === 0) continue;
      expect(answer.length).toBeLessThan(1024);
      expect(answer).toMatch(ANSWER);
      // A pattern is no path, and the folder it is for may be that of a sound inside.
      if (forbidden.has(bytes.toString())) expect([bytes.toString(), ANSWER.exec(answer)?.[1]]).not.toContain('ok');
    }
  };
  await Promise.all(Array.from({ length: 48 }, client));
}

/** Sets the time of last access far back: reading the file moves it, whatever `relatime` says. */
async function forget(path: string): Promise<number> {
  await utimes(path, 1e9, 1e9 + 1);
  return (await stat(path)).atimeMs;
}

test('10 000 connections of nonsense are answered or dropped each, read nothing outside, and leave no trace', async () => {
  const canaries = await Promise.all(outside.map(forget));
  // That the canaries would sing: the same file read by us.
  const control = join(folder, 'control.wav');
  await copyFile(VOICE, control);
  const untouched = await forget(control);
  await readFile(control);
  expect((await stat(control)).atimeMs, 'this file system does not tell when a file was read').toBeGreaterThan(
    untouched,
  );

  // Both kinds of threads are started, and what may be remembered is.
  expect((await ask(port, request({ file: 'voice.wav', mode: 'sync' }).toString().trim())).out).toBe('ok');
  await fuzz(1, 2000);
  const before = await agent.rest();
  const silent = Array.from({ length: 100 }, () => exchange(port, '{"action": "process", "file": "voi'));
  const floods = await Promise.all([1, 2, 3].map(() => pour(port, 100 * MB)));
  for (const answer of floods) expect(answer).toMatch(/^(\{"out": "error", .*limit of 1048576 bytes.*\n)?$/);
  await fuzz(2, CONNECTIONS - 2000 - silent.length - floods.length);
  for (const { bytes } of await Promise.all(silent)) expect(bytes.length).toBe(0);
  const after = await agent.rest();

  expect((await ask(port, request({ file: 'voice.wav' }).toString().trim())).out).toBe('ok');
  expect(await Promise.all(outside.map(async (path) => (await stat(path)).atimeMs))).toEqual(canaries);
  const names = await readdir(folder);
  // Each nonsense is told there, so that it was turned over.
  const logs = names.filter((name) => /^log(\.[1-5])?$/.test(name));
  const told = await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')));
  expect(told.join('')).toContain('answered with an error');
  expect(told.join('')).not.toMatch(/^\[[^\]]*\] (incident|tcp:)/m);
  expect(names.filter((name) => !logs.includes(name)).sort()).toEqual(
    ['cache', 'control.wav', 'outside.wav', 'sonde.conf.json', 'sounds', 'sounds-too'].sort(),
  );
  // Half a kilobyte kept of each of the 8000 connections in between would show; the work itself leaves less than 1 MB.
  expect(after.heap - before.heap).toBeLessThan(4 * MB);
  // Fewer where an idle thread has ended meanwhile.
  expect(after.files).toBeLessThanOrEqual(before.files);
  // Lines of 100 MB were never in memory: one of them alone would be more than the whole process took on top.
  expect(after.peak - before.resident).toBeLessThan(100 * MB);
});

test('2000 connections of nonsense to the page server are answered or dropped each, and get the page at most', async () => {
  const paths = [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '//etc/passwd',
    '/%00',
    '/%',
    '/a',
  ];
  const heads = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc
      .record({
        method: fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS', 'BREW'),
        path: fc.oneof(fc.constantFrom(...paths), fc.webPath(), fc.string()),
        host: fc.constantFrom('localhost', '127.0.0.1', 'example.org', ''),
        header: fc.string({ maxLength: 100 }),
        length: fc.constantFrom('0', '5', '-1', '99999999999', 'x'),
      })
      .map(({ method, path, host, header, length }) =>
        Buffer.from(
          `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nX: ${header}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`,
        ),
      ),
    fc.nat(100_000).map((size) => Buffer.from(`GET / HTTP/1.1\r\nX: ${'a'.repeat(size)}`)),
  );
  const all = fc.sample(heads, { seed: 1997, numRuns: 2000 });
  const { port: http } = agent.listening;
  await exchange(http, all[0]!, 'end');
  const before = await agent.rest();
  for (let start = 0; start < all.length; start += 50) {
    const answers = await Promise.all(all.slice(start, start + 50).map((bytes) => exchange(http, bytes, 'end')));
    for (const { bytes } of answers) {
      expect(bytes.toString()).toMatch(/^(HTTP\/1\.1 [2345]\d\d |$)/);
      expect(bytes.toString()).not.toMatch(/"devDependencies"|root:x:/);
    }
  }
  const after = await agent.rest();
  expect((await fetch(`http://127.0.0.1:${http}/`)).status).toBe(200);
  expect(after.heap - before.heap).toBeLessThan(4 * MB);
  expect(after.files).toBe(before.files);
});

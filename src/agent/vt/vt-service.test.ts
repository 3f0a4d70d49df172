import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../core/base/errors.ts';
import { hashText } from '../../core/base/hash.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { VTSERVER_DIALECT } from '../../core/query/defaults.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { ContentIds } from '../host/content-ids.ts';
import { SoundFolders } from '../host/sound-folders.ts';
import type { RenderedResult, RenderTask } from '../workers/protocol.ts';
import { createLog } from './log.ts';
import { ResultFiles } from './result-files.ts';
import { createVtService, type VtService } from './vt-service.ts';

/** A render as a test lets it end. */
interface Rendering {
  readonly task: RenderTask;
  readonly signal: AbortSignal;
  finish(): Promise<string>;
  fail(error: unknown): void;
}

let folder: string;
let clock: FakeClock;
let service: VtService;
let renderings: Rendering[];
let logged: string[];
let hashed: number;

const process = (fields: object = {}) => ({
  action: 'process',
  file: 'a.wav',
  stack: [{ module: 'world' }],
  ...fields,
});
const ask = (request: unknown, gone = new AbortController().signal) =>
  service.answer(JSON.stringify(request), { gone });

/** A client that holds its connection, and whether the server waits with it. */
function patientClient() {
  const gone = new AbortController();
  const listens = vi.spyOn(gone.signal, 'addEventListener');
  const answer = ask(process({ mode: 'sync' }), gone.signal);
  return { gone, answer, isWaiting: () => expect.poll(() => listens.mock.calls.length).toBe(1) };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-vt-'));
  await mkdir(join(folder, 'sounds', 'inner'), { recursive: true });
  await writeFile(join(folder, 'sounds', 'a.wav'), 'a');
  await writeFile(join(folder, 'sounds', 'b.wav'), 'b');
  await writeFile(join(folder, 'outside.wav'), 'secret');
  await symlink(join(folder, 'outside.wav'), join(folder, 'sounds', 'link.wav'));
  await symlink(join(folder, 'sounds', 'a.wav'), join(folder, 'sounds', 'inner', 'link.wav'));
  clock = new FakeClock(Date.now() + 3_600_000);
  [renderings, logged, hashed] = [[], [], 0];
  const results = new ResultFiles(join(folder, 'cache'), clock);
  service = createVtService({
    registry: MODULES,
    dialect: VTSERVER_DIALECT,
    format: 'wav',
    formatOptions: null,
    sounds: new SoundFolders([join(folder, 'sounds')]),
    contentIds: new ContentIds(clock, async (path) => {
      hashed += 1;
      if (path.endsWith('locked.wav'))
        throw new AppError('file-unreadable', `Cannot read ${path}.`, { details: { path } });
      return hashText(path);
    }),
    results,
    render: (task, signal) => startRendering(task, signal),
    clock,
    log: createLog('DEBUG', (message) => logged.push(message)),
  });
});

afterEach(() => rm(folder, { recursive: true }));

function startRendering(task: RenderTask, signal: AbortSignal): Promise<RenderedResult> {
  return new Promise((resolve, reject) => {
    const finish = async (): Promise<string> => {
      const { details: signature } = await ask(process({ mode: 'hash' }));
      const path = join(folder, 'cache', signature.charAt(0), `${signature}.wav`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, 'result');
      resolve({ path, signature, size: 6, notes: ['world: louder'] });
      return path;
    };
    signal.addEventListener('abort', () => reject(new AppError('cancelled', 'The job was cancelled.')));
    renderings.push({ task, signal, finish, fail: reject });
  });
}

/** The one that was begun last, once so many were begun. */
async function rendering(count: number): Promise<Rendering> {
  await expect.poll(() => renderings.length).toBe(count);
  return renderings[count - 1]!;
}

describe('modes', () => {
  it('async waits with the time of the start until the result is there, whoever asks', async () => {
    const first = await ask(process());
    expect(first).toMatchObject({ out: 'wait', details: expect.stringMatching(/\d\d\/\d\d\/\d{4}, \d\d:\d\d:\d\d/) });
    clock.advance(5);
    expect(await ask(process({ mode: 'async' }))).toEqual(first);
    const path = await (await rendering(1)).finish();
    await expect.poll(() => ask(process())).toEqual({ out: 'ok', details: path });
    expect(renderings).toHaveLength(1);
  });

  it('sync holds the connection, also for a job that another one holds', async () => {
    const answers = [ask(process({ mode: 'sync' })), ask(process({ mode: 'sync' }))];
    const path = await (await rendering(1)).finish();
    expect(await Promise.all(answers)).toEqual(Array(2).fill({ out: 'ok', details: path }));
    expect(renderings).toHaveLength(1);
  });

  it('sync waits like all others for a job that is polled', async () => {
    const first = await ask(process());
    expect(await ask(process({ mode: 'sync' }))).toEqual(first);
    const path = await (await rendering(1)).finish();
    await expect.poll(() => ask(process({ mode: 'sync' }))).toEqual({ out: 'ok', details: path });
    expect(renderings).toHaveLength(1);
  });

  it('takes the sounds of a folder from inside it only, as they are when it is asked', async () => {
    const step = { module: 'gibberish', seed: 1, chunk_dur_min: 0.1, chunk_dur_max: 0.2, total_dur: 1 };
    const chunks = (file: string, change: object) => process({ mode: 'hash', file, stack: [{ ...step, ...change }] });
    const before = await ask(chunks('./', { re_pattern: '.*wav' }));
    expect(before).toMatchObject({ out: 'ok' });
    expect(await ask(chunks('a.wav', { files: ['a.wav', 'b.wav', 'inner/link.wav'] }))).toEqual(before);
    await writeFile(join(folder, 'sounds', 'c.wav'), 'c');
    expect((await ask(chunks('./', { re_pattern: '.*wav' }))).details).not.toBe(before.details);
    for (const [file, files] of [
      ['a.wav', ['link.wav']],
      ['../', ['outside.wav']],
      ['a.wav', ['../outside.wav']],
    ] as const) {
      expect((await ask(chunks(file, { files }))).out).toBe('error');
    }
  });

  it('looks for the sounds of a folder where the name of its file is, not where a link of this name leads', async () => {
    const step = { module: 'gibberish', seed: 1, chunk_dur_min: 0.1, chunk_dur_max: 0.2, total_dur: 1 };
    const chunks = (file: string) =>
      ask(process({ mode: 'hash', file, stack: [{ ...step, shell_pattern: { include: '*.wav' } }] }));
    expect(await chunks('inner/link.wav')).toEqual(await chunks('inner'));
    expect((await chunks('a.wav')).details).not.toBe((await chunks('inner')).details);
  });

  it('hash answers what the result is called and makes none', async () => {
    expect(await ask(process({ mode: 'hash' }))).toMatchObject({ details: expect.stringMatching(/^[a-z2-7]{48}$/) });
    const list = process({ mode: 'hash', file: ['a.wav', 'b.wav'] });
    expect((await ask(list)).details).toMatch(/^M[a-z2-7]{48}$/);
    expect(renderings).toEqual([]);
  });

  it('answers a result that is there without reading a sound or waking a thread', async () => {
    const answer = ask(process({ mode: 'sync' }));
    await (await rendering(1)).finish();
    const { details } = await answer;
    expect(hashed).toBe(1);
    for (const mode of ['sync', 'async']) expect(await ask(process({ mode }))).toEqual({ out: 'ok', details });
    expect([renderings.length, hashed]).toEqual([1, 1]);
  });

  it('makes a result again that was deleted', async () => {
    const answer = ask(process({ mode: 'sync' }));
    await rm(await (await rendering(1)).finish());
    await answer;
    expect((await ask(process())).out).toBe('wait');
    await (await rendering(2)).finish();
  });
});

describe('one job for all', () => {
  it('is begun once for twenty clients at the same time', async () => {
    const answers = Array.from({ length: 20 }, () => ask(process({ mode: 'sync' })));
    const path = await (await rendering(1)).finish();
    expect((await Promise.all(answers)).every(({ details }) => details === path)).toBe(true);
    expect(renderings).toHaveLength(1);
  });

  it('is begun anew for a sound whose content changed', async () => {
    const { details } = await ask(process({ mode: 'hash' }));
    expect(hashed).toBe(1);
    await utimes(join(folder, 'sounds', 'a.wav'), 1, 1);
    expect((await ask(process({ mode: 'hash' }))).details).toBe(details);
    expect(hashed).toBe(2);
  });

  it('is cancelled when the last who waits has gone, and not before', async () => {
    const [one, other] = [patientClient(), patientClient()];
    const { signal } = await rendering(1);
    await one.isWaiting();
    await other.isWaiting();
    one.gone.abort();
    expect(signal.aborted).toBe(false);
    other.gone.abort();
    expect(signal.aborted).toBe(true);
    const answers = await Promise.all([one.answer, other.answer]);
    expect(answers.map(({ out }) => out)).toEqual(['error', 'error']);
    expect((await ask(process())).out).toBe('wait');
    await (await rendering(2)).finish();
  });

  it('is cancelled when its client has gone before it was begun', async () => {
    const answer = ask(process({ mode: 'sync' }), AbortSignal.abort());
    expect((await rendering(1)).signal.aborted).toBe(true);
    expect((await answer).out).toBe('error');
  });

  it('goes on without clients when one of them asked asynchronously', async () => {
    const { gone, answer, isWaiting } = patientClient();
    await isWaiting();
    await ask(process());
    gone.abort();
    const path = await renderings[0]!.finish();
    expect(await answer).toEqual({ out: 'ok', details: path });
  });
});

describe('failures', () => {
  it('are remembered for a minute, for every mode, then tried again', async () => {
    await ask(process());
    (await rendering(1)).fail(new AppError('audio-invalid', 'step 1, world: it is too short.'));
    const answer = { out: 'error', details: '[world] step 1: it is too short.' };
    await expect.poll(() => ask(process())).toEqual(answer);
    clock.advance(59);
    expect(await ask(process({ mode: 'sync' }))).toEqual(answer);
    expect(renderings).toHaveLength(1);
    clock.advance(2);
    expect((await ask(process())).out).toBe('wait');
    await (await rendering(2)).finish();
  });

  it('that say nothing about the request are not remembered', async () => {
    const answer = ask(process({ mode: 'sync' }));
    (await rendering(1)).fail(new AppError('busy', 'The server is busy.'));
    expect(await answer).toEqual({ out: 'error', details: 'The server is busy.' });
    expect((await ask(process())).out).toBe('wait');
    await (await rendering(2)).finish();
  });

  it('of our own are a number for the client and a stack for the log', async () => {
    const answer = ask(process({ mode: 'sync' }));
    (await rendering(1)).fail(new TypeError('undefined is not a function'));
    const { details } = await answer;
    const incident = /incident ([0-9a-f]{8})/.exec(details)?.[1];
    expect(details).not.toMatch(/undefined|\n/);
    expect(logged.some((line) => line.includes(`incident ${incident}`) && line.includes('    at '))).toBe(true);
    expect((await ask(process())).details).toBe(details);
  });

  it('are logged with their request, once, also where nobody asks again', async () => {
    const told = () => logged.filter((line) => line.includes('the disk is full'));
    await ask(process());
    (await rendering(1)).fail(new AppError('disk-full', 'Cannot write a.flac: the disk is full.'));
    await expect.poll(told).toEqual([expect.stringContaining('"module\\":\\"world')]);
    const answers = [await ask(process()), await ask(process({ mode: 'sync' }))];
    expect(answers).toEqual(answers.map(() => ({ out: 'error', details: expect.stringContaining('disk is full') })));
    expect(told()).toHaveLength(1);
    await ask(process({ file: 'nope.wav' }));
    expect(logged.filter((line) => line.startsWith('answered') && line.includes('nope.wav'))).toHaveLength(1);
  });

  it('are those of a module, also where only its work finds them', async () => {
    const answer = ask(process({ mode: 'sync' }));
    const issues = [{ path: 'duration', code: 'value', expected: 'more', got: '-10s' }];
    const message = 'file[2], step 1, world: duration: expected more, got -10s';
    (await rendering(1)).fail(new AppError('query-invalid', message, { issues }));
    expect((await answer).details).toBe('[world] file[2], step 1: duration: expected more, got -10s');
  });

  it('of the JSON itself say so', async () => {
    const { details } = await service.answer('{"action": process}', { gone: new AbortController().signal });
    expect(details).toMatch(/^This is not JSON: .*character 12\.$/);
  });

  it.each([
    ['an unknown module', { stack: [{ module: 'flanger' }] }, /unknown.*flanger/],
    ['a step without a module', { stack: [{ module: 'world' }, { x: 1 }] }, /item 1.*module/],
    ['a wrong argument', { stack: [{ module: 'world', f0: 'abc' }] }, /^\[world\] step 1, f0: expected .*abc/],
    ['a wrong mode', { mode: 'later' }, /mode.*later/],
    ['a stack that is null', { stack: null }, /^stack: /],
    ['no file', { file: undefined }, /file.*missing/],
    ['a generator', { file: '@tone(440)' }, /generator.*@tone\(440\)/],
    ['an unknown format', { format: '../x' }, /^format: /],
    ['a negative expiry', { cache: -1 }, /^cache: /],
  ])('of the request are told at once: %s', async (_name, fields, message) => {
    const { out, details } = await ask(process(fields));
    expect([out, details]).toEqual(['error', expect.stringMatching(message)]);
    expect(renderings).toEqual([]);
  });
});

describe('the sounds of a request', () => {
  it.each([
    ['a name that leads outside', '../outside.wav'],
    ['a name that leads outside and in again', '../../../../../etc/passwd'],
    ['an absolute name outside', '/etc/passwd'],
    ['a link that leads outside', 'link.wav'],
    ['a name with a NUL', 'a.wav\0'],
    ['what does not exist', 'nope.wav'],
  ])('are refused alike wherever they stand: %s', async (_name, file) => {
    const places = [{ file }, { file: ['a.wav', file] }, { file: { file, stack: [] } }];
    const answers = await Promise.all(places.map((place) => ask(process({ ...place, mode: 'hash' }))));
    const details = `The sound "${file}" cannot be read: it does not exist, or lies outside of the sound folders.`;
    expect(answers).toEqual(places.map(() => ({ out: 'error', details })));
    expect(hashed).toBe(0);
  });

  it('may be named by links and absolute paths that stay inside', async () => {
    const names = ['a.wav', './inner/../a.wav', 'inner/link.wav', join(folder, 'sounds', 'a.wav')];
    const answers = await Promise.all(names.map((file) => ask(process({ file, mode: 'hash' }))));
    expect(new Set(answers.map(({ details }) => details)).size).toBe(1);
    expect(answers[0]?.out).toBe('ok');
  });

  it('that cannot be read are called what the client calls them', async () => {
    await writeFile(join(folder, 'sounds', 'locked.wav'), 'x');
    const { out, details } = await ask(process({ file: 'inner/../locked.wav' }));
    expect([out, details]).toEqual([
      'error',
      expect.stringMatching(/^The sound "inner\/..\/locked.wav" cannot be read/),
    ]);
    expect(details).not.toContain(folder);
  });

  it('are files: a folder is said to be one', async () => {
    expect(await ask(process({ file: 'inner/' }))).toMatchObject({
      out: 'error',
      details: expect.stringMatching(/format.*support/),
    });
  });
});

describe('status', () => {
  it('counts process requests, wrong ones and hashes included, and the jobs', async () => {
    const status = async () => (await ask({ action: 'status' })).details.match(/\d+/g)?.map(Number);
    expect(await status()).toEqual([0, 0]);
    await ask(process({ mode: 'later' }));
    await ask(process({ mode: 'hash' }));
    await ask({ action: 'dance' });
    await ask(process());
    expect(await status()).toEqual([3, 1]);
    await (await rendering(1)).finish();
    await expect.poll(status).toEqual([4, 0]);
  });
});

describe('the end', () => {
  it('waits for jobs in flight, and cancels them after the grace period', async () => {
    const answer = ask(process({ mode: 'sync' }));
    await rendering(1);
    await service.close(10);
    expect((await answer).out).toBe('error');
  });

  it('logs each job and its notes', async () => {
    const answer = ask(process({ mode: 'sync' }));
    await (await rendering(1)).finish();
    await answer;
    expect(logged.filter((line) => /^[a-z2-7]{48} (\{"action"|world: louder)/.test(line))).toHaveLength(2);
  });
});

import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScope, type Scope } from '../../core/base/scope.ts';
import { codesOfFile } from '../../testing/sound-file.ts';
import { ask } from '../../testing/vt-client.ts';
import { findInstallation } from '../host/installation.ts';
import { sweep } from '../storage/sweep.ts';
import { startVt, type VtDoor } from './start-vt.ts';
import { defaultVtConfig, type VtConfig } from './vt-config.ts';

const GOLDEN = fileURLToPath(new URL('../../testing/golden/vtserver/', import.meta.url));
const scope = createScope();
const logged: string[] = [];

let folder: string;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-door-'));
  const sounds = join(folder, 'sounds');
  await mkdir(sounds);
  for (const name of ['voice_a.wav', 'voice_16k.wav']) await copyFile(join(GOLDEN, name), join(sounds, name));
  await writeFile(join(sounds, 'no-sound.wav'), 'not a sound');
  ({ port } = await openDoor(join(folder, 'cache'), scope));
});

function openDoor(cachefolder: string, own: Scope, more: Partial<VtConfig> = {}): Promise<VtDoor> {
  const config = { ...defaultVtConfig(folder), roots: [join(folder, 'sounds')], cachefolder, port: 0, ...more };
  return startVt(config, { installation: findInstallation(), write: (text) => void logged.push(text) }, own);
}

afterAll(async () => {
  await scope.close();
  await rm(folder, { recursive: true });
});

const process = (fields: object = {}) => ({ action: 'process', file: 'voice_16k.wav', mode: 'sync', ...fields });
const world = (fields: object = {}) => ({ stack: [{ module: 'world', ...fields }] });

/** A client of the original's documentation: one connection, one line, one receive of at most 1024 bytes. */
function receiveOnce(request: object): Promise<{ out: string; details: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${JSON.stringify(request)}\n`));
    socket.once('readable', () => {
      const received: Buffer = socket.read();
      socket.destroy();
      resolve(JSON.parse(received.subarray(0, 1024).toString('utf8')));
    });
    socket.once('error', reject);
  });
}

/** Asks until it is done, as that client does. */
async function poll(request: object): Promise<{ out: string; details: string }> {
  for (;;) {
    const answer = await receiveOnce(request);
    if (answer.out !== 'wait') return answer;
    await delay(100);
  }
}

const samplesOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await codesOfFile(path))
    .digest('hex');

describe('the door', () => {
  it("answers with the original's samples, by either WORLD", async () => {
    const { cases } = JSON.parse(await readFile(join(GOLDEN, 'manifest.json'), 'utf8'));
    const chosen = cases.filter(({ name }: { name: string }) => name === 'world_f0_ratio');
    expect(chosen).toHaveLength(2);
    for (const { request, revision, sha256 } of chosen) {
      const { out, details } = await ask(port, process({ ...request, revision }));
      expect(out).toBe('ok');
      expect(await samplesOf(details)).toBe(sha256);
    }
  });

  it('gives the samples of the WORLD and the precision that it is configured to', async () => {
    const { cases } = JSON.parse(await readFile(join(GOLDEN, 'manifest.json'), 'utf8'));
    const golden = cases.find(
      ({ name, revision }: { name: string; revision: string }) => name === 'world_f0_ratio' && revision === '2021',
    );
    const samples = [];
    for (const precision of ['pcm16', 'float'] as const) {
      const own = createScope();
      const { port: other } = await openDoor(join(folder, 'cache'), own, { revision: '2021', precision });
      // One step rounded to 16 bits is the same as a FLAC file's rounding, but not as that of WAV.
      samples.push(await samplesOf((await ask(other, process({ ...golden.request, format: 'wav' }))).details));
      await own.close();
    }
    expect(samples[0]).toBe(golden.sha256);
    expect(new Set(samples).size).toBe(2);
  });

  it('puts results where clients look for them, whole and alone', async () => {
    const request = process(world({ f0: '*1.1' }));
    const { details: signature } = await ask(port, { ...request, mode: 'hash' });
    const { details } = await ask(port, request);
    const shelf = join(folder, 'cache', signature.charAt(0));
    expect(details).toBe(join(shelf, `${signature}.flac`));
    expect((await readdir(shelf)).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it('writes MP3 at the bitrate of the request, else of the configuration, each under a name of its own', async () => {
    const own = createScope();
    const { port: other } = await openDoor(join(folder, 'cache'), own, { cacheformatoptions: { bitrate: 64 } });
    const request = { ...process({ file: 'voice_a.wav', stack: [] }), format: 'mp3' };
    const [low, high] = await Promise.all([
      ask(other, request),
      ask(other, { ...request, format_options: { bitrate: 320 } }),
    ]);
    expect([low, high].map(({ details }) => details)).toEqual([
      expect.stringMatching(/\.mp3$/),
      expect.stringMatching(/\.mp3$/),
    ]);
    const sizes = await Promise.all([low, high].map(async ({ details }) => (await readFile(details)).length));
    expect(sizes[1]! / sizes[0]!).toBeGreaterThan(3);
    const refused = await ask(other, { ...request, format_options: { bitrate: 100 } });
    expect(refused).toMatchObject({ out: 'error', details: expect.stringContaining('256 or 320 (kb/s)') });
    await own.close();
  });

  it('serves a session of a client of the original', async () => {
    const file = 'voice_a.wav';
    const async = { action: 'process', file };
    const session: readonly (readonly [object, string, RegExp])[] = [
      [{ action: 'status' }, 'ok', /\b\d+\b.*\b\d+\b/],
      [{ ...async, mode: 'hash', stack: [] }, 'ok', /^[a-z2-7]{48}$/],
      [{ ...async, mode: 'hash', file: [file, file] }, 'ok', /^M[a-z2-7]{48}$/],
      [{ ...async, stack: [] }, 'ok', /\.flac$/],
      [{ ...async, ...world({ f0: '-12st', vtl: '+3.8st' }) }, 'ok', /\.flac$/],
      [{ ...async, ...world({ f0: '-12st', vtl: '-3.8st' }) }, 'ok', /\.flac$/],
      [{ ...async, ...world({ f0: '-12st', vtl: '+3.8st' }) }, 'ok', /\.flac$/],
      [
        { ...async, file: { file, ...world({ f0: '~150Hz' }) }, ...world({ duration: '*0.5' }) },
        'ok',
        /\/S\/S.*\.flac$/,
      ],
      [{ ...async, file: [file, { file, stack: [] }] }, 'ok', /\/M\/M.*\.flac$/],
      [{ ...async, ...world({ f0: 'high' }) }, 'error', /^\[world\] step 1, f0: .*high/],
      [{ ...async, file: 'nope.wav' }, 'error', /nope\.wav.*read/],
      [{ ...async, file: 'no-sound.wav' }, 'error', /no-sound\.wav/],
      [{ ...async, file: [file, 'voice_16k.wav'] }, 'error', /44100 Hz.*16000 Hz/],
      [{ action: 'dance' }, 'error', /action/],
      [{ action: 'status' }, 'ok', /\b\d+\b/],
    ];
    for (const [request, out, details] of session) {
      expect([request, await poll(request)]).toEqual([request, { out, details: expect.stringMatching(details) }]);
    }
  });

  it('names the result of a sound that it sees for the first time while its threads are busy', async () => {
    const own = createScope();
    const { port: other } = await openDoor(join(folder, 'busy'), own, { workers: 1 });
    const long = process({ file: Array(20).fill('voice_a.wav'), ...world({ f0: '*1.3' }), mode: 'async' });
    expect((await ask(other, long)).out).toBe('wait');
    expect((await ask(other, process({ mode: 'hash' }))).out).toBe('ok');
    expect((await ask(other, long)).out).toBe('wait');
    await own.close();
  });

  it('computes once what many ask for at the same time', async () => {
    const request = process(world({ vtl: '+1st' }));
    const before = logged.length;
    const answers = await Promise.all(Array.from({ length: 32 }, () => ask(port, request)));
    expect(new Set(answers.map(({ details }) => details)).size).toBe(1);
    expect(answers[0]?.out).toBe('ok');
    expect(logged.slice(before).filter((line) => line.includes('"+1st"'))).toHaveLength(1);
  });
});

describe('its folder', () => {
  /** What a clean-up would do with a result. */
  async function verdictOn(path: string) {
    const clock = { now: () => Date.now() };
    for await (const verdict of sweep(join(folder, 'cache'), { clock, everything: false, simulate: true })) {
      if (verdict.path === path) return verdict;
    }
    throw new Error(`${path} is not in the cache`);
  }

  it('is a cache that knows how long a result is kept and which sounds it was made from', async () => {
    const kept = await ask(port, process({ ...world({ f0: '+2st' }), cache: 10 }));
    const path = join(folder, 'sounds', 'voice_16k.wav');
    expect(await verdictOn(kept.details)).toMatchObject({
      action: 'keep',
      record: { lifetime: 36_000, sources: [{ path }] },
    });
    const expired = await ask(port, process({ ...world({ f0: '+3st' }), cache: 0 }));
    expect(await verdictOn(expired.details)).toMatchObject({ action: 'delete', reason: 'expired' });
  });

  it('keeps steps and analyses for all threads', async () => {
    const names = await readdir(join(folder, 'cache'), { recursive: true });
    expect(names.filter((name) => name.endsWith('.value')).length).toBeGreaterThan(2);
  });

  it('is cleaned when the door opens', async () => {
    const { details } = await ask(port, process({ ...world({ f0: '+3st' }), cache: 0 }));
    const own = createScope();
    await openDoor(join(folder, 'cache'), own);
    // Closing the door would end the clean-up.
    const isThere = () => stat(details).then(Boolean, () => false);
    while (await isThere()) await delay(20);
    await own.close();
    expect(await isThere()).toBe(false);
  });

  it('lies inside one that VTServer has filled, whose files stay', async () => {
    const original = join(folder, 'original');
    await mkdir(join(original, 'a'), { recursive: true });
    await writeFile(join(original, 'a', 'abc.flac'), 'old');
    const own = createScope();
    const { port: other } = await openDoor(original, own);
    const { details } = await ask(other, process());
    await own.close();
    expect(details.startsWith(join(original, 'sonde'))).toBe(true);
    expect(await readFile(join(original, 'a', 'abc.flac'), 'utf8')).toBe('old');
    expect(logged.some((line) => line.includes('results go to'))).toBe(true);
  });
});

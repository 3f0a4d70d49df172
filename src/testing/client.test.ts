import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, startAgent } from '../agent/agent.ts';
import { listen } from '../agent/servers/listen.ts';
import { defaultVtConfig } from '../agent/vt/vt-config.ts';
import { createClient } from '../client/client.ts';
import { httpClient } from '../client/http.ts';
import type { Modules, Request } from '../client/request.ts';
import { tcpClient } from '../client/tcp.ts';
import { MODULES } from '../core/modules/registry.ts';
import { parseQuery } from '../core/query/parse.ts';

const VOICE = fileURLToPath(new URL('./golden/vtserver/voice_16k.wav', import.meta.url));

let folder: string;
let agent: Agent;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-client-'));
  await mkdir(join(folder, 'web'));
  await writeFile(join(folder, 'web', 'index.html'), '<!doctype html><title>Sonde</title>');
  await copyFile(VOICE, join(folder, 'voice.wav'));
  const vt = { ...defaultVtConfig(folder), cachefolder: join(folder, 'cache'), port: 0 };
  agent = await startAgent({ port: 0, webRoot: join(folder, 'web'), vt, log: () => {} });
});

afterAll(async () => {
  await agent.close();
  await rm(folder, { recursive: true });
});

const request: Request = { file: 'voice.wav', stack: [{ module: 'world', f0: '*1.2' }], output: { format: 'wav' } };

const ways = [
  ['HTTP', () => httpClient(agent.url), () => httpClient('http://127.0.0.1:9/')],
  ['TCP', () => tcpClient({ port: agent.vt!.port }), () => tcpClient({ port: 9 })],
] as const;

describe.each(ways)('a client over %s', (_name, open, openNowhere) => {
  it('makes a sound, waiting for it as long as it takes, and has its bytes', async () => {
    const client = open();
    const sentences: string[] = [];
    const result = await client.process(
      { ...request, stack: [{ module: 'world', f0: '*1.3', vtl: '+1st' }] },
      { onWait: (sentence) => sentences.push(sentence) },
    );
    expect(await client.hash({ ...request, stack: [{ module: 'world', f0: '*1.3', vtl: '+1st' }] })).toBe(
      result.signature,
    );
    for (const sentence of sentences) expect(sentence).toContain('running');
    expect(Buffer.compare(await result.read(), await readFile(result.path))).toBe(0);
  });

  it('tells what the server is at', async () => {
    const client = open();
    const before = await client.status();
    await client.hash(request);
    expect((await client.status()).requests).toBe(before.requests + 1);
    expect(before.jobs).toBeGreaterThanOrEqual(0);
  });

  it("passes on the server's sentence about a wrong request", async () => {
    await expect(open().process({ ...request, stack: [{ module: 'world', f0: 'high' }] })).rejects.toMatchObject({
      code: 'server-refused',
      message: expect.stringMatching(/^\[world\] step 1, f0: expected/),
    });
  });

  it('stops when it is told to, while it waits and before', async () => {
    const long: Request = { file: Array<string>(10).fill('voice.wav'), stack: [{ module: 'world', f0: '*0.9' }] };
    const stop = new AbortController();
    const waiting = open().process(long, { signal: stop.signal, onWait: () => stop.abort() });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(open().status(stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('says so when nobody answers', async () => {
    await expect(openNowhere().status()).rejects.toMatchObject({ code: 'server-unavailable' });
  });

  it('says so when the result has been cleaned away before it was read', async () => {
    const result = await open().process({ ...request, stack: [{ module: 'pad', before: 0.5 }] });
    await rm(result.path, { force: true });
    await expect(result.read()).rejects.toMatchObject({ code: 'file-not-found' });
  });
});

describe('what is no server of ours', () => {
  it.each(['hello\n', '[]\n', '{"out": "maybe", "details": ""}\n', '{"out": "ok"}\n', ''])(
    'is said not to be one: %j',
    async (answer) => {
      const server = createServer((socket) => socket.end(answer));
      const port = await listen(server, { host: '127.0.0.1', port: 0, hint: '' });
      await expect(tcpClient({ port }).hash(request)).rejects.toMatchObject({ code: 'server-unavailable' });
      server.close();
    },
  );

  it('is an agent without a door, which says how to open it', async () => {
    const closed = await startAgent({ port: 0, webRoot: join(folder, 'web'), log: () => {} });
    await expect(httpClient(closed.url).status()).rejects.toMatchObject({
      code: 'server-unavailable',
      message: expect.stringContaining('sonde agent --vt'),
    });
    await closed.close();
  });
});

describe('requests', () => {
  const names: Record<keyof Modules, true> = {
    'channel-patch': true,
    gibberish: true,
    level: true,
    masker: true,
    mixin: true,
    pad: true,
    ramp: true,
    slice: true,
    'time-reverse': true,
    vocoder: true,
    world: true,
  };

  it('have a type for every module there is', () => {
    expect(Object.keys(names).sort()).toEqual([...MODULES.keys()].sort());
  });

  it('that the types allow, the parser reads', () => {
    const every: Request = {
      file: [{ file: 'a.wav', stack: [{ module: 'time-reverse' }] }, 'b.wav'],
      stack: [
        { module: 'world', f0: { u: 'st', v: -12, '~': false }, vtl: null, outputLength: 'frames' },
        { module: 'slice', start: 0.1, end: '0.5' },
        { module: 'pad', before: true },
        { module: 'ramp', duration: [0.01, 0.02], shape: 'cosine' },
        { module: 'channel-patch', coefs: [1, 0.5] },
        { module: 'mixin', file: { file: 'c.wav' }, levels: [0, -6], align: 'center' },
        {
          module: 'vocoder',
          analysis_filters: { f: 'ci24', method: { family: 'butterworth', order: 6, 'zero-phase': true } },
          envelope: { method: 'hilbert' },
          synthesis: { carrier: 'noise', random_seed: 1 },
        },
        {
          module: 'gibberish',
          seed: 8,
          chunk_dur_min: 0.2,
          chunk_dur_max: 0.7,
          total_dur: 1,
          files: ['d.wav'],
          stack: [{ module: 'time-reverse' }],
        },
      ],
      revision: 2021,
      precision: 'pcm16',
      output: { format: 'wav', encoding: 's24' },
      cache: null,
    };
    const parsed = parseQuery(every, MODULES);
    expect(parsed.ok || parsed.error.message).toBe(true);
  });

  it('that are wrong do not compile', () => {
    // @ts-expect-error a module that does not exist
    const one: Request = { file: 'a.wav', stack: [{ module: 'flanger' }] };
    // @ts-expect-error an argument of another module
    const two: Request = { file: 'a.wav', stack: [{ module: 'pad', f0: '*2' }] };
    // @ts-expect-error a number where a quantity has a unit
    const three: Request = { file: 'a.wav', stack: [{ module: 'world', f0: 2 }] };
    // @ts-expect-error no sound
    const four: Request = { stack: [] };
    for (const wrong of [one, three, four]) expect(parseQuery(wrong, MODULES).ok).toBe(false);
    expect(parseQuery(two, MODULES)).toMatchObject({ ok: true, value: { warnings: [{ path: 'stack[0].f0' }] } });
  });
});

it('asks again until the result is there', async () => {
  let asked = 0;
  const ask = async () => ({ out: ++asked < 4 ? 'wait' : 'ok', details: `/cache/a/${'a'.repeat(48)}.wav` });
  const result = await createClient({ ask, read: async () => new Uint8Array() }).process(request);
  expect([asked, result.signature]).toEqual([4, 'a'.repeat(48)]);
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScope, type Scope } from '../../core/base/scope.ts';
import type { VtAnswer } from '../../core/wire/vt-line.ts';
import { type HttpServer, startHttpServer } from './http.ts';

const SIGNATURE = 'a'.repeat(48);

let folder: string;
let scope: Scope;
let server: HttpServer;
let asked: { readonly line: string; readonly gone: AbortSignal }[];
let answer: (line: string) => Promise<VtAnswer>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-vt-http-'));
  await mkdir(join(folder, 'cache', 'a'), { recursive: true });
  await writeFile(join(folder, 'cache', 'a', `${SIGNATURE}.wav`), 'RIFF');
  scope = createScope();
  asked = [];
  answer = async (line) => ({ out: 'error', details: line });
  server = await start(true);
});

afterEach(async () => {
  await scope.close();
  await rm(folder, { recursive: true });
});

function start(hasDoor: boolean): Promise<HttpServer> {
  const vt = {
    answer: (line: string, gone: AbortSignal) => {
      asked.push({ line, gone });
      return answer(line);
    },
    findResult: (signature: string, format: string) =>
      signature === SIGNATURE ? join(folder, 'cache', 'a', `${signature}.${format}`) : undefined,
  };
  const status = { name: 'sonde', version: '1.2.3', engine: 'test' } as const;
  const options = { host: '127.0.0.1', port: 0, webRoot: folder, status, onFailure: () => {} };
  return startHttpServer({ ...options, ...(hasDoor ? { vt } : {}) }, scope);
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

const post = (body: string, headers: Record<string, string> = JSON_TYPE, signal?: AbortSignal): Promise<Response> =>
  fetch(new URL('/api/vt', server.url), { method: 'POST', headers, body, signal: signal ?? null });

const get = (name: string): Promise<Response> => fetch(new URL(`/api/results/${name}`, server.url));

describe('a request over HTTP', () => {
  it('is answered as over TCP', async () => {
    const response = await post('{"action": "status"}');
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await response.json()).toEqual({ out: 'error', details: '{"action": "status"}' });
  });

  it('is told where its result can be fetched, but not where a hash could', async () => {
    answer = async () => ({ out: 'ok', details: join(folder, 'cache', 'a', `${SIGNATURE}.wav`) });
    const { url } = await (await post('{}')).json();
    expect(url).toBe(`/api/results/${SIGNATURE}.wav`);
    expect(await (await fetch(new URL(url, server.url))).text()).toBe('RIFF');
    answer = async () => ({ out: 'ok', details: SIGNATURE });
    expect(await (await post('{}')).json()).toEqual({ out: 'ok', details: SIGNATURE });
  });

  it('says when its client has gone', async () => {
    answer = () => new Promise(() => {});
    const stop = new AbortController();
    const response = post('{}', JSON_TYPE, stop.signal);
    await expect.poll(() => asked.length).toBe(1);
    expect(asked[0]?.gone.aborted).toBe(false);
    stop.abort();
    await expect(response).rejects.toThrow();
    await expect.poll(() => asked[0]?.gone.aborted).toBe(true);
  });

  it('of a page elsewhere reaches nobody, nor one that a form can send', async () => {
    expect((await post('{}', { ...JSON_TYPE, Origin: 'http://evil.example' })).status).toBe(403);
    expect((await post('{}', { ...JSON_TYPE, Origin: 'null' })).status).toBe(403);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      expect((await post('{}', { 'Content-Type': type })).status).toBe(415);
    }
    const preflight = await fetch(new URL('/api/vt', server.url), { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect(asked).toEqual([]);
  });

  it('that is too long is refused before it is read', async () => {
    const response = await post('x'.repeat(1_048_577));
    expect([response.status, (await response.json()).code]).toEqual([413, 'size-limit']);
    expect(asked).toEqual([]);
  });

  it('finds no door where there is none, and is told how to open it', async () => {
    server = await start(false);
    const response = await post('{}');
    expect(response.status).toBe(405);
    expect((await response.json()).message).toContain('sonde agent --vt');
    expect((await get(`${SIGNATURE}.wav`)).status).toBe(404);
  });
});

describe('a result over HTTP', () => {
  it('has its type, and stays with the pages of this origin', async () => {
    const { headers } = await get(`${SIGNATURE}.wav`);
    expect(headers.get('content-type')).toBe('audio/wav');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    `${SIGNATURE}.flac`,
    `${'b'.repeat(48)}.wav`,
    `${SIGNATURE}.wav.json`,
    `${SIGNATURE}.`,
    'sonde-cache.json',
    `..%2f${SIGNATURE}.wav`,
    '',
  ])('is not there under another name: %s', async (name) => {
    expect([400, 404]).toContain((await get(name)).status);
  });
});

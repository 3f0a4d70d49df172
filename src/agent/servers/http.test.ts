import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createScope, type Scope } from '../../core/base/scope.ts';
import { type HttpServer, MOST_CONNECTIONS, startHttpServer } from './http.ts';

const SECRET = 'outside of the root';
const WASM = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const LARGE = new Uint8Array(8 << 20).fill(65);

let folder: string;
let scope: Scope;
let server: HttpServer;
const failures: unknown[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-http-'));
  const root = join(folder, 'web');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), SECRET);
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Sonde</title>');
  await writeFile(join(root, 'assets', 'main-B7sQx0aZ.js'), 'export {};');
  await writeFile(join(root, 'assets', 'sonde-C1_d-Q9z.wasm'), WASM);
  await writeFile(join(root, 'plain.txt'), '0123456789');
  await writeFile(join(root, 'sw.js'), 'self;');
  await writeFile(join(root, 'manifest.webmanifest'), '{}');
  await writeFile(join(root, 'large.bin'), LARGE);
  await writeFile(join(root, 'a b.txt'), 'a name with a space');
  await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
  await symlink(folder, join(root, 'up'));
  failures.length = 0;
  scope = createScope();
  server = await start();
});

afterEach(async () => {
  await scope.close();
  await rm(folder, { recursive: true });
  expect(failures).toEqual([]);
});

function start(options: { port?: number; host?: string; webRoot?: string } = {}): Promise<HttpServer> {
  const status = { name: 'sonde', version: '1.2.3', engine: 'test' } as const;
  const onFailure = (failure: unknown): void => void failures.push(failure);
  const defaults = { host: '127.0.0.1', port: 0, webRoot: join(folder, 'web'), status, onFailure };
  return startHttpServer({ ...defaults, ...options }, scope);
}

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(new URL(path, server.url), { headers });

/** Sends bytes as they are, since fetch would clean them up first; gives the whole answer as text. */
async function raw(lines: readonly string[], port = server.port): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  // The server must hang up: every request here asks for it, or is one that a server does not go on after.
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
  });
  await once(socket, 'close');
  return text;
}

const host = (): string => `Host: 127.0.0.1:${server.port}`;

test('the page is served at the root, and its address is loopback with the port that was given', async () => {
  const response = await get('/');
  expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(await response.text()).toContain('<title>Sonde</title>');
});

test('the status is JSON with name, version and engine', async () => {
  const response = await get('/api/status');
  expect(await response.json()).toEqual({ name: 'sonde', version: '1.2.3', engine: 'test' });
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test.each(['/', '/api/status', '/assets/main-B7sQx0aZ.js', '/nothing'])(
  '%s is isolated and guarded by a policy',
  async (path) => {
    const { headers } = await get(path);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  },
);

test('a hashed asset may be kept for ever, and WebAssembly has its own type', async () => {
  const response = await get('/assets/sonde-C1_d-Q9z.wasm');
  expect(response.headers.get('content-type')).toBe('application/wasm');
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(WASM);
});

test.each([
  ['sw.js', 'text/javascript; charset=utf-8'],
  ['manifest.webmanifest', 'application/manifest+json'],
])('%s, which tells of a newer version, is never taken from a cache unasked', async (name, type) => {
  const { headers } = await get(`/${name}`);
  expect(headers.get('cache-control')).toBe('no-cache');
  expect(headers.get('content-type')).toBe(type);
});

test('an unhashed file is asked for again, and answered 304 while it is the same', async () => {
  const first = await get('/plain.txt');
  expect(first.headers.get('cache-control')).toBe('no-cache');
  const again = await get('/plain.txt', { 'If-None-Match': first.headers.get('etag')! });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

test('a range gets that part, and a range behind the end gets the size', async () => {
  const part = await get('/plain.txt', { Range: 'bytes=2-5' });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe('bytes 2-5/10');
  expect(part.headers.get('content-length')).toBe('4');
  expect(await part.text()).toBe('2345');
  const behind = await get('/plain.txt', { Range: 'bytes=10-' });
  expect(behind.status).toBe(416);
  expect(behind.headers.get('content-range')).toBe('bytes */10');
});

test('a range of a file that has changed since gets the whole new file', async () => {
  const response = await get('/plain.txt', { Range: 'bytes=2-5', 'If-Range': '"another"' });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('0123456789');
});

const TEXT = 'say it again, '.repeat(200);

async function addCompressed(): Promise<void> {
  const path = join(folder, 'web', 'assets', 'text-B7sQx0aZ.js');
  await writeFile(path, TEXT);
  await writeFile(`${path}.br`, brotliCompressSync(TEXT));
  await writeFile(`${path}.gz`, gzipSync(TEXT));
}

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, identity', null],
])('a client that sends Accept-Encoding %s gets the file as %s, and the same text', async (accepted, coding) => {
  await addCompressed();
  const response = await get('/assets/text-B7sQx0aZ.js', { 'Accept-Encoding': accepted });
  const { headers } = response;
  expect(headers.get('content-encoding')).toBe(coding);
  expect(headers.get('vary')).toBe('Accept-Encoding');
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(Number(headers.get('content-length')) < TEXT.length).toBe(coding !== null);
  expect(await response.text()).toBe(TEXT);
  const again = { 'Accept-Encoding': accepted, 'If-None-Match': headers.get('etag')! };
  expect((await get('/assets/text-B7sQx0aZ.js', again)).status).toBe(304);
});

test('each way in which a file is compressed has its own tag', async () => {
  await addCompressed();
  const tags = ['br', 'gzip', 'identity'].map(async (accepted) => {
    const response = await get('/assets/text-B7sQx0aZ.js', { 'Accept-Encoding': accepted });
    await response.text();
    return response.headers.get('etag');
  });
  expect(new Set(await Promise.all(tags)).size).toBe(3);
});

test('a range is one of the file, however it could be compressed', async () => {
  await addCompressed();
  const part = await get('/assets/text-B7sQx0aZ.js', { 'Accept-Encoding': 'br', Range: 'bytes=4-5' });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-encoding')).toBe(null);
  expect(await part.text()).toBe('it');
});

test('what was compressed before the file changed is not served', async () => {
  await addCompressed();
  const path = join(folder, 'web', 'assets', 'text-B7sQx0aZ.js');
  await writeFile(path, 'newer');
  const later = new Date(Date.now() + 10_000);
  await utimes(path, later, later);
  expect(await (await get('/assets/text-B7sQx0aZ.js', { 'Accept-Encoding': 'gzip, br' })).text()).toBe('newer');
});

test('a compressed neighbour that leads out of the root is not followed', async () => {
  await symlink(join(folder, 'secret.txt'), join(folder, 'web', 'plain.txt.br'));
  const response = await get('/plain.txt', { 'Accept-Encoding': 'br' });
  expect(response.headers.get('content-encoding')).toBe(null);
  expect(await response.text()).toBe('0123456789');
});

test('HEAD has the headers of GET and no body', async () => {
  const text = await raw(['HEAD /plain.txt HTTP/1.1', host(), 'Connection: close']);
  expect(text).toContain('200 OK');
  expect(text.toLowerCase()).toContain('content-length: 10');
  expect(text.endsWith('\r\n\r\n')).toBe(true);
});

test('a name with a space is found by its escape', async () => {
  expect(await (await get('/a%20b.txt')).text()).toBe('a name with a space');
});

test('an unknown path is 404 with a typed error, and a folder is no file', async () => {
  for (const path of ['/nothing', '/assets', '/assets/', '/plain.txt/more', '/api/nothing', `/${'n'.repeat(300)}`]) {
    const response = await get(path);
    expect(response.status, path).toBe(404);
    expect(await response.json(), path).toMatchObject({ kind: 'not-found', code: 'file-not-found' });
  }
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/%2E%2e%2Fsecret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/..\\secret.txt',
  '/%252e%252e/secret.txt',
  '/./plain.txt',
  '/plain.txt%00.html',
  '/%',
  '/%ff',
  '//secret.txt',
  'plain.txt',
  'http://127.0.0.1/plain.txt',
])('the target %s is refused', async (target) => {
  const text = await raw([`GET ${target} HTTP/1.1`, host(), 'Connection: close']);
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).not.toContain(SECRET);
});

test.each(['/link.txt', '/up/secret.txt', '/up/web/plain.txt/../../secret.txt'])(
  'a link out of the root is not followed: %s',
  async (target) => {
    const text = await raw([`GET ${target} HTTP/1.1`, host(), 'Connection: close']);
    expect(text).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(text).not.toContain(SECRET);
  },
);

test('a pipe among the files is none of them, and nothing waits for it', async () => {
  execFileSync('mkfifo', [join(folder, 'web', 'pipe')]);
  expect((await get('/pipe')).status).toBe(404);
});

test('a file that is cut while it is sent breaks the answer off, so that nobody waits for the rest', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const path = join(folder, 'web', 'cut.bin');
  await writeFile(path, '');
  await truncate(path, 64 << 20);
  const response = await get('/cut.bin');
  await truncate(path, 0);
  await expect(response.arrayBuffer()).rejects.toThrow();
  vi.restoreAllMocks();
});

test('connections beyond the limit are closed at once, and there is room again when others have gone', async () => {
  const held = await Promise.all(
    Array.from({ length: MOST_CONNECTIONS }, async () => {
      const socket = connect(server.port, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    }),
  );
  const late = connect(server.port, '127.0.0.1');
  late.on('error', () => undefined);
  await once(late, 'close');
  for (const socket of held) socket.destroy();
  await Promise.all(held.map((socket) => once(socket, 'close')));
  await expect
    .poll(() =>
      get('/plain.txt').then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

test('a huge address is refused, and so are huge headers', async () => {
  expect(await raw([`GET /${'a'.repeat(4000)} HTTP/1.1`, host()])).toMatch(/^HTTP\/1\.1 414 /);
  expect(await raw([`GET /${'a'.repeat(100_000)} HTTP/1.1`, host()])).toMatch(/^HTTP\/1\.1 431 /);
});

test.each([
  'evil.example',
  'evil.example:PORT',
  '127.0.0.1',
  '127.0.0.1:1',
  'localhost:PORT.evil.example',
  'user@127.0.0.1:PORT',
  '0.0.0.0:PORT',
  '127.0.0.1:PORT, evil.example',
  '',
])('the Host "%s" is refused (DNS rebinding)', async (name) => {
  const text = await raw(['GET /plain.txt HTTP/1.1', `Host: ${name.replace('PORT', String(server.port))}`]);
  expect(text).toMatch(/^HTTP\/1\.1 4(00|21) /);
  expect(text).not.toContain('0123456789');
});

test.each(['localhost:PORT', 'LOCALHOST:PORT', '127.0.0.1:PORT', '[::1]:PORT'])('the Host %s is ours', async (name) => {
  const text = await raw([
    'GET /plain.txt HTTP/1.1',
    `Host: ${name.replace('PORT', String(server.port))}`,
    'Connection: close',
  ]);
  expect(text).toMatch(/^HTTP\/1\.1 200 /);
});

test('a request without a Host is refused', async () => {
  expect(await raw(['GET /plain.txt HTTP/1.0'])).toMatch(/^HTTP\/1\.1 421 /);
});

test('a request with two Hosts is refused', async () => {
  const text = await raw(['GET /plain.txt HTTP/1.1', host(), 'Host: evil.example', 'Connection: close']);
  expect(text).toMatch(/^HTTP\/1\.1 421 /);
});

test('a foreign Origin may not post, and our own may but finds nothing to post to', async () => {
  const post = (origin: string): Promise<Response> =>
    fetch(new URL('/api/status', server.url), { method: 'POST', headers: { Origin: origin }, body: '{}' });
  const foreign = await post('http://evil.example');
  expect(foreign.status).toBe(403);
  expect(await foreign.json()).toMatchObject({ code: 'request-refused' });
  expect((await post('null')).status).toBe(403);
  const own = await post(`http://localhost:${server.port}`);
  expect(own.status).toBe(405);
  expect(own.headers.get('allow')).toBe('GET, HEAD');
});

test('nonsense on the socket is answered 400 and the server lives on', async () => {
  expect(await raw(['\0\0\0 hello'])).toMatch(/^HTTP\/1\.1 400 /);
  expect((await get('/')).status).toBe(200);
});

test('a taken port is one typed error that names it and the way out', async () => {
  await expect(start({ port: server.port })).rejects.toMatchObject({
    code: 'port-unavailable',
    details: { host: '127.0.0.1', port: server.port, system: 'EADDRINUSE' },
    message: expect.stringMatching(/--port/),
  });
});

test('a page that is not built is said, with what to run', async () => {
  await expect(start({ webRoot: join(folder, 'absent') })).rejects.toMatchObject({
    code: 'file-not-found',
    message: expect.stringContaining('npm run build'),
  });
});

test('IPv6 loopback has brackets in its address', async () => {
  const six = await start({ host: '::1' });
  expect(six.url).toBe(`http://[::1]:${six.port}/`);
  expect((await fetch(six.url)).status).toBe(200);
});

test('closing waits for the answer in flight, refuses new connections, and drops idle ones', async () => {
  const idle = connect(server.port, '127.0.0.1');
  await once(idle, 'connect');
  const hungUp = once(idle, 'close');
  const response = await get('/large.bin');
  const reader = response.body!.getReader();
  const chunk = await reader.read();
  let length = chunk.value!.length;
  const closing = scope.close();
  await expect(get('/plain.txt')).rejects.toThrow();
  for (let next = await reader.read(); !next.done; next = await reader.read()) length += next.value.length;
  expect(length).toBe(LARGE.length);
  await closing;
  await hungUp;
});

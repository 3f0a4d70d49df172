import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import type { httpClient } from '../src/client/http.ts';
import type { Request } from '../src/client/request.ts';
import { tcpClient } from '../src/client/tcp.ts';
import { type Running, startSonde } from '../src/testing/sonde-process.ts';

const inTop = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const VOICE = inTop('src/testing/golden/vtserver/voice_16k.wav');

let folder: string;
let agent: Running;
let url: string;
let port: number;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-e2e-client-'));
  await copyFile(VOICE, join(folder, 'voice.wav'));
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  agent = startSonde(['agent', '--port', '0', '--vt-port', '0', '--json'], { cwd: folder });
  const started = JSON.parse(await agent.firstLine);
  url = started.url;
  port = started.vt.port;
});

test.afterAll(async () => {
  agent.child.kill('SIGTERM');
  expect((await agent.finished).status).toBe(0);
  await rm(folder, { recursive: true });
});

/** Everything said, so that neither door has a default to fill. */
const queries: readonly [string, Request][] = [
  ['in full precision', { file: 'voice.wav', stack: [{ module: 'world', f0: '*1.3', vtl: '-2st' }] }],
  [
    'rounded between steps, in the WORLD of 2021',
    {
      file: ['voice.wav', 'voice.wav'],
      stack: [
        { module: 'slice', start: 0.2, end: 1.1 },
        { module: 'world', f0: '~150Hz', duration: '*0.7', outputLength: 'frames' },
        { module: 'ramp', duration: 0.05, shape: 'cosine' },
      ],
      precision: 'pcm16',
      revision: '2021',
    },
  ],
];

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The samples of a mono file of 64-bit floats. */
function samplesOf(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = view.indexOf('data') + 8;
  return view.subarray(start, start + view.readUInt32LE(start - 4));
}

async function renderInPage(page: Page, request: Request): Promise<{ signature: string; samples: string }> {
  const bytes = (await readFile(VOICE)).toString('base64');
  return await page.evaluate(
    async ([base64, text]) => {
      const { engine } = window.__sonde!;
      const file = new Blob([Uint8Array.from(atob(base64!), (character) => character.charCodeAt(0))]);
      const { id } = await engine.load(file, 'voice.wav');
      const query = text!.replaceAll('"voice.wav"', JSON.stringify(id));
      const handlers = { signal: new AbortController().signal, onProgress: () => {} };
      const { signature, clip } = await engine.render(query, handlers);
      const hash = await crypto.subtle.digest('SHA-256', clip!.channels[0]!.buffer as ArrayBuffer);
      const samples = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return { signature, samples };
    },
    [bytes, JSON.stringify(request)],
  );
}

for (const [name, query] of queries) {
  test(`the same query in the page and over TCP gives the same signature and the same samples: ${name}`, async ({
    page,
  }) => {
    const settings = { precision: 'float', revision: '2025', output: { format: 'wav', encoding: 'f64' } } as const;
    const stack = (query.stack as readonly { module: string }[]).map((step) =>
      step.module === 'world' ? { outputLength: 'input', ...step } : step,
    );
    const request = { ...settings, ...query, stack } as Request;
    await page.goto(`${url}?debug`);
    await page.waitForFunction(() => window.__sonde !== undefined);
    const inPage = await renderInPage(page, request);
    const result = await tcpClient({ port }).process(request);
    expect({ signature: result.signature, samples: sha256(samplesOf(await result.read())) }).toEqual(inPage);
  });
}

test('the client runs in a page: it asks the agent for a sound, and has its bytes', async ({ page }) => {
  // As a page of the agent's own would have it.
  await page.route('**/client/*.js', async (route) => {
    const path = inTop(`dist/client/${basename(new URL(route.request().url()).pathname)}`);
    await route.fulfill({ path, contentType: 'text/javascript' });
  });
  await page.goto(url);
  const request: Request = { file: 'voice.wav', stack: [{ module: 'pad', before: 0.25 }], output: { format: 'wav' } };
  const outcome = await page.evaluate(async (asked) => {
    const module: { httpClient: typeof httpClient } = await import(`${location.origin}/client/http.js`);
    const client = module.httpClient('/');
    const { path, signature, read } = await client.process(asked);
    const failure = await client.process({ ...asked, file: 'nope.wav' }).catch((error) => error.code);
    return { path, signature, bytes: [...(await read())], failure };
  }, request);
  expect(outcome.failure).toBe('server-refused');
  expect(Buffer.compare(Buffer.from(outcome.bytes), await readFile(outcome.path))).toBe(0);
  expect(await tcpClient({ port }).hash(request)).toBe(outcome.signature);
});

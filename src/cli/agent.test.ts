import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type InstalledCopy, installCopy } from '../testing/installed-copy.ts';
import { type Finished, type Running, startSonde } from '../testing/sonde-process.ts';

let folder: string;
let copy: InstalledCopy;
const running: Running[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-agent-'));
  copy = await installCopy(folder);
});

afterEach(async () => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

function startAgent(...args: readonly string[]): Running {
  const started = startSonde(['agent', ...args], { command: copy.command });
  running.push(started);
  return started;
}

/** The address that it prints. */
async function addressOf(agent: Running): Promise<string> {
  const address = /http:\S+/.exec(await agent.firstLine)?.[0];
  if (address === undefined) throw new Error(`no address; stderr: ${(await agent.finished).stderr}`);
  return address;
}

test('it prints its address, serves the page, and ends with 0 on SIGTERM', async () => {
  const agent = startAgent('--port', '0');
  const address = await addressOf(agent);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await (await fetch(address)).text()).toContain('<title>Sonde</title>');
  agent.child.kill('SIGTERM');
  expect(await agent.finished).toMatchObject({ status: 0, signal: null, stderr: 'Stopping.\n' });
});

test('SIGINT ends it with 0 as well, also while a browser keeps its connection', async () => {
  const agent = startAgent('--port', '0');
  await fetch(await addressOf(agent), { headers: { Connection: 'keep-alive' } });
  agent.child.kill('SIGINT');
  expect((await agent.finished).status).toBe(0);
});

/** An answer so large that it cannot be on its way completely while nobody reads it. */
async function beginDownload(address: string): Promise<IncomingMessage> {
  await writeFile(join(copy.webRoot, 'large.bin'), new Uint8Array(64 << 20));
  const request = get(`${address}large.bin`);
  const [response] = await once(request, 'response');
  return response.pause();
}

test('an answer in flight is finished before it ends', async () => {
  const agent = startAgent('--port', '0');
  const response = await beginDownload(await addressOf(agent));
  const ended = once(response, 'end');
  agent.child.kill('SIGTERM');
  await once(agent.child.stderr, 'data');
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
  });
  response.resume();
  await ended;
  expect(length).toBe(64 << 20);
  expect((await agent.finished).status).toBe(0);
});

test('a second signal ends it at once, answers in flight or not', async () => {
  const agent = startAgent('--port', '0');
  const response = await beginDownload(await addressOf(agent));
  response.on('error', () => {});
  agent.child.kill('SIGINT');
  await once(agent.child.stderr, 'data');
  // One key press may arrive twice, so signals right after the first are the first; these go on until one is not.
  const again = setInterval(() => agent.child.kill('SIGINT'), 50);
  const { status, signal } = await agent.finished;
  clearInterval(again);
  expect([status, signal]).toEqual([null, 'SIGINT']);
});

test('with --json the address is one JSON object', async () => {
  const agent = startAgent('--port', '0', '--json');
  const { url, port } = JSON.parse(await agent.firstLine);
  expect(url).toBe(`http://127.0.0.1:${port}/`);
  expect(await (await fetch(`${url}api/status`)).json()).toMatchObject({ name: 'sonde', engine: 'sonde/1' });
  agent.child.kill('SIGTERM');
  expect(await agent.finished).toMatchObject({ status: 0, stderr: '' });
});

async function onTakenPort(...args: readonly string[]): Promise<Finished & { readonly port: number }> {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const finished = await startAgent('--port', String(port), ...args).finished;
  other.close();
  return { ...finished, port };
}

test('a taken port is said with its number and the way out, and ends with 75', async () => {
  const { status, stdout, stderr, port } = await onTakenPort();
  expect([status, stdout]).toEqual([75, '']);
  expect(stderr).toContain(`Port ${port} on 127.0.0.1 cannot be opened: it is already in use.`);
  expect(stderr).toContain('--port 0');
});

test('a taken port is a typed error with --json', async () => {
  const { status, stdout, port } = await onTakenPort('--json');
  expect(status).toBe(75);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'unavailable', code: 'port-unavailable', details: { port } });
});

test.each(['0.0.0.0', '192.168.1.2', '::', 'example.org', '127.0.0.2'])(
  '--host %s is refused with 69',
  async (host) => {
    const { status, stderr } = await startAgent('--host', host).finished;
    expect(status).toBe(69);
    expect(stderr).toMatch(/not loopback.*tokens and TLS/);
  },
);

test('a page that is not there ends with 66 and says what to run', async () => {
  await rm(copy.webRoot, { recursive: true });
  const { status, stderr } = await startAgent('--port', '0').finished;
  expect(status).toBe(66);
  expect(stderr).toContain('npm run build');
});

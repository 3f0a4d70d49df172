import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installCopy } from '../testing/installed-copy.ts';
import { type Running, startSonde } from '../testing/sonde-process.ts';
import { ask } from '../testing/vt-client.ts';

const VOICE = fileURLToPath(new URL('../testing/golden/vtserver/voice_16k.wav', import.meta.url));

let folder: string;
let command: string;
const running: Running[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-vt-'));
  ({ command } = await installCopy(join(folder, 'installed')));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'home'));
  await mkdir(join(folder, 'sounds'));
  await copyFile(VOICE, join(folder, 'sounds', 'voice.wav'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

function startAgent(...args: readonly string[]): Running {
  const started = startSonde(['agent', '--port', '0', '--json', ...args], { command, cwd: folder });
  running.push(started);
  return started;
}

async function doorOf(agent: Running): Promise<{ readonly host: string; readonly port: number }> {
  return JSON.parse(await agent.firstLine).vt;
}

/** VTServer's file here, with what a test needs otherwise. */
async function configure(keys: object = {}): Promise<void> {
  const own = { port: 0, cachefolder: 'cache', logfile: 'vt.log', roots: ['sounds'] };
  await writeFile(join(folder, 'vt_server.conf.json'), JSON.stringify({ ...own, ...keys }));
}

const request = { action: 'process', file: 'voice.wav', stack: [{ module: 'world', f0: '*2' }] };

test("it opens the door as VTServer's file says, without being told", async () => {
  await configure({ host: 'localhost', cacheformat: 'wav', lame: '/usr/bin/lame' });
  const agent = startAgent();
  const { host, port } = await doorOf(agent);
  expect(host).toBe('127.0.0.1');
  const { out, details } = await ask(port, { ...request, mode: 'sync' });
  expect([out, details.startsWith(join(folder, 'cache'))]).toEqual(['ok', true]);
  expect((await stat(details)).size).toBeGreaterThan(1000);
  agent.child.kill('SIGTERM');
  expect(await agent.finished).toMatchObject({ status: 0, stderr: '' });
  const lines = (await readFile(join(folder, 'vt.log'), 'utf8')).trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} :: [^\]]+\] \S/);
  expect(lines.filter((line) => line.includes('"f0":"*2"'))).toHaveLength(1);
});

test('a job in flight is finished when it ends, and its result is there for the next one', async () => {
  await configure();
  const first = startAgent();
  expect((await ask((await doorOf(first)).port, request)).out).toBe('wait');
  first.child.kill('SIGTERM');
  expect((await first.finished).status).toBe(0);
  const second = startAgent();
  expect((await ask((await doorOf(second)).port, request)).out).toBe('ok');
});

test('a client that holds its connection has its answer before the agent ends, and nobody new is let in', async () => {
  await configure({ workers: 1 });
  const agent = startAgent();
  const { port } = await doorOf(agent);
  const held = ask(port, { ...request, file: Array(8).fill('voice.wav'), mode: 'sync' });
  await expect.poll(async () => (await ask(port, { action: 'status' })).details).toMatch(/job list: 1\b/);
  agent.child.kill('SIGTERM');
  const { out, details } = await held;
  expect([out, (await stat(details)).size > 1000]).toEqual(['ok', true]);
  expect((await agent.finished).status).toBe(0);
  await expect(ask(port, { action: 'status' })).rejects.toThrow();
});

test('the command line opens the door without a configuration, and chooses its port', async () => {
  const { port } = await doorOf(startAgent('--vt-port', '0'));
  expect(await ask(port, { action: 'status' })).toMatchObject({ out: 'ok' });
  // Without a configuration, sounds are those of the current folder.
  const inner = { ...request, file: 'sounds/voice.wav', mode: 'hash' };
  expect((await ask(port, inner)).out).toBe('ok');
  expect((await ask(port, { ...inner, file: VOICE })).out).toBe('error');
});

test("where the page is, Sonde's own file may say", async () => {
  await writeFile(join(folder, 'sonde.conf.json'), JSON.stringify({ http: { host: 'localhost', port: 0 } }));
  const agent = startSonde(['agent', '--json'], { command, cwd: folder });
  running.push(agent);
  const { url, port } = JSON.parse(await agent.firstLine);
  expect([url, port === 1997]).toEqual([`http://localhost:${port}/`, false]);
  expect((await fetch(`${url}api/status`)).status).toBe(200);
});

test('without any of that there is no door', async () => {
  expect(await doorOf(startAgent())).toBeUndefined();
});

test('a wrong configuration is told with all its problems, and ends with 64', async () => {
  await writeFile(
    join(folder, 'own.json'),
    JSON.stringify({ vtServer: { port: -1, roots: 'sounds', revision: 2020 } }),
  );
  const { status, stdout } = await startAgent('--config', 'own.json').finished;
  const { code, issues } = JSON.parse(stdout);
  expect([status, code, issues.length]).toEqual([64, 'config-invalid', 3]);
});

test('a host beyond loopback is refused with 69', async () => {
  await configure({ host: '0.0.0.0' });
  expect((await startAgent().finished).status).toBe(69);
});

test('a folder of sounds that is not there ends with 66', async () => {
  await configure({ roots: ['sounds', 'absent'] });
  const { status, stdout } = await startAgent().finished;
  expect(status).toBe(66);
  expect(JSON.parse(stdout).message).toContain('absent');
});

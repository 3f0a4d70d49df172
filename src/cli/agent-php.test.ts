import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listen } from '../agent/servers/listen.ts';
import { installCopy } from '../testing/installed-copy.ts';
import { missingPrograms } from '../testing/peers.ts';
import { type Running, startSonde } from '../testing/sonde-process.ts';

const inTop = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

// In CI nothing may be missing.
describe.skipIf(missingPrograms(['php']).length > 0 && !process.env['CI'])("a lab's page in PHP", () => {
  let folder: string;
  let agent: Running;
  let site: ChildProcess;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sonde-php-'));
    for (const name of ['audio', 'cache', 'site']) await mkdir(join(folder, name));
    await copyFile(inTop('src/testing/golden/vtserver/voice_16k.wav'), join(folder, 'audio', 'voice.wav'));
    const { command } = await installCopy(join(folder, 'installed'));
    const keys = { host: '127.0.0.1', port: 0, logfile: 'vt.log', cachefolder: 'cache' };
    await writeFile(join(folder, 'vt_server.conf.json'), JSON.stringify(keys));
    agent = startSonde(['agent', '--port', '0', '--json'], { command, cwd: folder });
    const { port } = JSON.parse(await agent.firstLine).vt;
    const page = await readFile(inTop('src/testing/vt-relay.php'), 'utf8');
    const cache = join(folder, 'cache');
    await writeFile(join(folder, 'site', 'voices.php'), page.replace('PORT', port).replace('CACHE_FOLDER', cache));
    await symlink(cache, join(folder, 'site', 'sounds'));
    address = `127.0.0.1:${await freePort()}`;
    site = spawn('php', ['-S', address, '-t', join(folder, 'site')], { stdio: 'ignore' });
    await vi.waitFor(() => fetch(`http://${address}/voices.php`), { timeout: 20_000 });
  });

  afterAll(async () => {
    site.kill();
    agent.child.kill('SIGKILL');
    await agent.finished;
    await rm(folder, { recursive: true });
  });

  /** As a browser posts a query with jQuery: a form, everything in it text. */
  async function post(fields: Record<string, string>): Promise<{ readonly out: string; readonly details: string }> {
    const response = await fetch(`http://${address}/voices.php`, { method: 'POST', body: new URLSearchParams(fields) });
    return (await response.json()) as { out: string; details: string };
  }

  async function poll(fields: Record<string, string>): ReturnType<typeof post> {
    for (;;) {
      const answer = await post(fields);
      if (answer.out !== 'wait') return answer;
      await delay(100);
    }
  }

  const query = { action: 'process', file: 'audio/voice.wav', 'stack[0][module]': 'world', 'stack[0][f0]': '-12st' };

  it('gets a sound that its browser can fetch', async () => {
    const { out, details } = await poll(query);
    expect([out, details]).toEqual(['ok', expect.stringMatching(/^\/sounds\/[a-z2-7]\/[a-z2-7]{48}\.\w+$/)]);
    const sound = new Uint8Array(await (await fetch(`http://${address}${details}`)).arrayBuffer());
    expect(sound.length).toBeGreaterThan(10_000);
    const onDisk = await readFile(join(folder, 'cache', details.replace('/sounds/', '')));
    expect(Buffer.compare(sound, onDisk)).toBe(0);
  });

  it('may send numbers as text, in arguments and in seeds', async () => {
    const steps = { 'stack[1][module]': 'pad', 'stack[1][before]': '0.25' };
    expect((await poll({ ...query, ...steps })).out).toBe('ok');
  });

  it("gets the server's state and its errors", async () => {
    expect(await post({ action: 'status' })).toMatchObject({ out: 'ok', details: expect.stringMatching(/\d+.*\d+/) });
    const wrong = await post({ ...query, 'stack[0][f0]': 'high' });
    expect(wrong).toEqual({ out: 'error', details: expect.stringMatching(/^\[world\].*f0.*high/) });
    expect((await post({ ...query, file: '../../etc/passwd' })).out).toBe('error');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, { host: '127.0.0.1', port: 0, hint: '' });
  await new Promise((resolve) => server.close(resolve));
  return port;
}

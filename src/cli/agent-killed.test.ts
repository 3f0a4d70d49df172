import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { s16Wav } from '../testing/s16-wav.ts';
import { noiseClip } from '../testing/signals.ts';
import { type Running, startSonde } from '../testing/sonde-process.ts';
import { codesOfFile } from '../testing/sound-file.ts';
import { ask } from '../testing/vt-client.ts';

const REQUESTS = 200;
const ROUNDS = 4;

let folder: string;
let agent: Running;
let port: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-killed-agent-'));
  await writeFile(join(folder, 'noise.wav'), s16Wav(noiseClip(20_000, 16_000)));
  const configuration = { host: '127.0.0.1', port: 0, logfile: 'vt.log', cachefolder: 'kept', cacheformat: 'wav' };
  await writeFile(join(folder, 'vt_server.conf.json'), JSON.stringify(configuration));
});

afterEach(async () => {
  agent.child.kill('SIGKILL');
  await agent.finished;
  await rm(folder, { recursive: true });
});

async function start(): Promise<void> {
  agent = startSonde(['agent', '--port', '0', '--json'], { cwd: folder });
  ({ port } = JSON.parse(await agent.firstLine).vt);
}

const request = (number: number) => ({
  action: 'process',
  file: 'noise.wav',
  stack: [{ module: 'pad', before: number / 1000 }],
  mode: 'async',
});

async function resultOf(number: number): Promise<string> {
  for (;;) {
    const { out, details } = await ask(port, request(number));
    if (out === 'ok') return details;
    expect(out, details).toBe('wait');
    await delay(5);
  }
}

async function sumOf(number: number): Promise<string> {
  const codes = await codesOfFile(await resultOf(number));
  return createHash('sha256').update(codes).digest('hex');
}

test('an agent killed while it writes two hundred results never serves a wrong one afterwards', async () => {
  const numbers = Array.from({ length: REQUESTS }, (_, number) => number);
  for (let round = 0; round < ROUNDS; round++) {
    await start();
    // Clients stay to be cut off: what they are owed is being written when the process dies.
    const answers = numbers.map((number) => ask(port, request(number)).catch(() => undefined));
    await Promise.race(answers.slice(Math.floor(Math.random() * REQUESTS)));
    await delay(Math.random() * 300);
    agent.child.kill('SIGKILL');
    await agent.finished;
    await Promise.all(answers);
  }
  await start();
  const served = await Promise.all(numbers.map(sumOf));
  agent.child.kill('SIGKILL');
  await agent.finished;
  await rm(join(folder, 'kept'), { recursive: true });
  await start();
  expect(await Promise.all(numbers.map(sumOf))).toEqual(served);
  expect(new Set(served).size).toBe(REQUESTS);
});

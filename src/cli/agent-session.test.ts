import { createHash } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import cases from '../testing/golden/vtserver/cases.json' with { type: 'json' };
import { installCopy } from '../testing/installed-copy.ts';
import { type Running, startSonde } from '../testing/sonde-process.ts';
import { codesOfFile } from '../testing/sound-file.ts';

const GOLDEN = fileURLToPath(new URL('../testing/golden/vtserver/', import.meta.url));

/** As VTServer's package has it, but for where a test may write and listen. */
const CONFIGURATION = {
  host: '127.0.0.1',
  port: 0,
  logfile: 'vt_server.log',
  loglevel: 'INFO',
  cachefolder: 'vt_cache',
  cacheformat: 'flac',
  cacheformatoptions: {},
  lame: '/usr/bin/lame',
};

/** Answered requests of the recording: every module, sub-queries, lists. */
const ANSWERED = [
  'copy_wav_to_wav',
  'reverse_mono',
  'patch_2ch',
  'pad_stereo',
  'slice_neg_end',
  'ramp_cosine',
  'mixin_pad_right',
  'world_f0_ratio',
  'world_dur_abs',
  'voc_noise_gw16',
  'gib_shell',
  'sub_simple',
  'list_files_stack',
  'list_sub_only',
  'cache_false',
];

let folder: string;
let agent: Running;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-session-'));
  await cp(GOLDEN, join(folder, 'audio'), { recursive: true });
  await writeFile(join(folder, 'vt_server.conf.json'), JSON.stringify(CONFIGURATION));
  const { command } = await installCopy(join(folder, 'installed'));
  agent = startSonde(['agent', '--port', '0', '--json'], { command, cwd: folder });
  ({ port } = JSON.parse(await agent.firstLine).vt);
});

afterAll(async () => {
  agent.child.kill('SIGKILL');
  await agent.finished;
  await rm(folder, { recursive: true });
});

/** The client of VTServer's documentation: connect, send a line, receive once, at most 1024 bytes. */
function receiveOnce(request: object): Promise<{ readonly out: string; readonly details: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${JSON.stringify(request)}\n`));
    socket.once('readable', () => {
      const received: Buffer = socket.read() ?? Buffer.alloc(0);
      socket.destroy();
      resolve(JSON.parse(received.subarray(0, 1024).toString('ascii')));
    });
    socket.once('error', reject);
  });
}

async function poll(request: object): Promise<{ readonly out: string; readonly details: string }> {
  for (;;) {
    const answer = await receiveOnce(request);
    if (answer.out !== 'wait') return answer;
    await delay(100);
  }
}

async function sumOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await codesOfFile(path))
    .digest('hex');
}

test('a session of twenty requests of a client of the original goes as it went with the original', async () => {
  const { out, details: told } = await poll({ action: 'status' });
  expect([out, told]).toEqual(['ok', expect.stringMatching(/\b0\b.*\b0\b/)]);
  for (const [index, name] of ANSWERED.entries()) {
    const golden = cases.cases.find((one) => one.name === name)!;
    // Every other one as a client asks that has no time to wait.
    const request = index % 2 === 0 ? { ...golden.request, mode: 'async' } : golden.request;
    const answer = await poll(request);
    expect([name, answer.out, isAbsolute(answer.details)]).toEqual([name, 'ok', true]);
    expect([name, await sumOf(answer.details)]).toEqual([name, golden.sha256[2025]]);
  }
  const voice = { action: 'process', file: 'audio/voice_a.wav' };
  const rest = [
    [{ ...voice, mode: 'hash', stack: [{ module: 'time-reverse' }] }, 'ok', /^[a-z2-7]{48}$/],
    [{ ...voice, file: 'audio/nope.wav' }, 'error', /audio\/nope\.wav/],
    [{ ...voice, stack: [{ module: 'world', f0: '120' }] }, 'error', /^\[world\].*f0/],
    [{ action: 'status' }, 'ok', /\b0\b/],
  ] as const;
  for (const [request, out, details] of rest) {
    expect(await poll(request)).toEqual({ out, details: expect.stringMatching(details) });
  }
  expect(1 + ANSWERED.length + rest.length).toBe(20);
});

import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodeHost } from '../agent/host/engine-host.ts';
import { findInstallation } from '../agent/host/installation.ts';
import { readKernels } from '../agent/host/kernels.ts';
import { decodeWav } from '../core/codecs/wav.ts';
import { createEngine } from '../core/engine/create-engine.ts';
import { MODULES } from '../core/modules/registry.ts';
import { parseQuery } from '../core/query/parse.ts';
import { s16Wav } from '../testing/s16-wav.ts';
import { voiceClip } from '../testing/signals.ts';
import { runSonde, startSonde } from '../testing/sonde-process.ts';

const kernels = await readKernels(findInstallation().wasmPath);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-long-'));
});

afterEach(() => rm(folder, { recursive: true }));

const files = async (): Promise<string[]> => (await readdir(folder)).sort();

/** More than a minute: what is read and written piece by piece. */
function longWav(): Uint8Array {
  const voice = voiceClip({ seconds: 5, sampleRate: 8000 }).channels[0] ?? new Float64Array(1);
  const x = new Float64Array(61 * 8000);
  for (let at = 0; at < x.length; at += voice.length) x.set(voice.subarray(0, x.length - at), at);
  return s16Wav({ sampleRate: 8000, channels: [x] });
}

test('a sound of more than a minute has the samples, the signature and the report of one that is held in memory', async () => {
  await writeFile(join(folder, 'long.wav'), longWav());
  const request = { file: 'long.wav', stack: [{ module: 'world', f0: '*1.5', duration: '*0.9' }] };
  const change = ['--world', 'f0=*1.5,duration=*0.9', '-o', 'out.wav', '--json'];
  const run = await runSonde(['transform', 'long.wav', ...change], { cwd: folder });
  expect([run.status, run.stderr]).toEqual([0, '']);
  const parsed = parseQuery(request, MODULES);
  if (!parsed.ok) throw parsed.error;
  const result = await createEngine(createNodeHost(kernels, { folder }), MODULES).run(parsed.value.query);
  const { sources, signature } = result;
  // How loud each step's sound is, is told only of what is held.
  const steps = result.steps.map(({ output: { levels: _, ...output }, ...step }) => ({ ...step, output }));
  const told = JSON.parse(run.stdout);
  expect(told).toMatchObject({ signature, steps, sources, frames: 439_200, query: request });
  const expected = kernels.pcm.decode(kernels.pcm.encode(result.clip.channels, 's16', 'wav'), 's16', 1);
  expect(decodeWav(await readFile(join(folder, 'out.wav')), kernels).clip.channels[0]).toEqual(expected[0]);
  expect(await files()).toEqual(['long.wav', 'out.wav']);
});

/** Files that a process has open in the folder although they have no name any more: what does not fit into memory. */
async function scratchOf({ pid }: { readonly pid?: number | undefined }): Promise<string[]> {
  const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')));
  return links.filter((link) => link.startsWith(folder) && link.endsWith(' (deleted)'));
}

test('a long job that is killed leaves nothing behind', async () => {
  await writeFile(join(folder, 'long.wav'), longWav());
  const { child, finished } = startSonde(['transform', 'long.wav', '--world', 'f0=*2', '-o', 'out.wav'], {
    cwd: folder,
  });
  while ((await scratchOf(child)).length === 0 && child.exitCode === null) await setImmediate();
  child.kill('SIGKILL');
  expect((await finished).signal).toBe('SIGKILL');
  expect(await files()).toEqual(['long.wav']);
});

const isWriting = async (): Promise<boolean> => (await files()).some((name) => name.endsWith('.tmp'));

test.each([
  [
    'working on a long sound',
    ['--world', 'f0=*2', '-o', 'out.wav'],
    async (pid: number) => (await scratchOf({ pid })).length > 0,
  ],
  // Of FLAC, nothing is written before all frames are there.
  ['writing a long sound', ['--pad', 'after=20000', '-o', 'out.flac'], isWriting],
])('a signal while it is %s stops it and leaves nothing behind', async (_, args, isSo) => {
  await writeFile(join(folder, 'long.wav'), longWav());
  const { child, finished } = startSonde(['transform', 'long.wav', ...args, '--json'], { cwd: folder });
  while (child.exitCode === null && !(await isSo(child.pid ?? 0))) await setImmediate();
  child.kill('SIGINT');
  const { status, stdout } = await finished;
  expect(status).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'cancelled', code: 'cancelled' });
  expect(await files()).toEqual(['long.wav']);
});

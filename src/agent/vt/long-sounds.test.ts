import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { concatBytes } from '../../core/base/bytes.ts';
import { createScope } from '../../core/base/scope.ts';
import { createEngine } from '../../core/engine/create-engine.ts';
import { renderFile } from '../../core/engine/render-file.ts';
import { MODULES } from '../../core/modules/registry.ts';
import { VTSERVER_DIALECT } from '../../core/query/defaults.ts';
import { parseQuery } from '../../core/query/parse.ts';
import { s16Wav } from '../../testing/s16-wav.ts';
import { voiceClip } from '../../testing/signals.ts';
import { ask } from '../../testing/vt-client.ts';
import { createNodeHost } from '../host/engine-host.ts';
import { findInstallation } from '../host/installation.ts';
import { readKernels } from '../host/kernels.ts';
import { startVt, type VtDoor } from './start-vt.ts';
import { defaultVtConfig } from './vt-config.ts';

const kernels = await readKernels(findInstallation().wasmPath);
const scope = createScope();
let folder: string;
let door: VtDoor;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-long-door-'));
  await mkdir(join(folder, 'sounds'));
  // More than a minute: what is read and written piece by piece.
  const voice = voiceClip({ seconds: 5, sampleRate: 8000 }).channels[0]!;
  const x = new Float64Array(61 * 8000);
  for (let at = 0; at < x.length; at += voice.length) x.set(voice.subarray(0, x.length - at), at);
  await writeFile(join(folder, 'sounds', 'long.wav'), s16Wav({ sampleRate: 8000, channels: [x] }));
  const places = { roots: [join(folder, 'sounds')], cachefolder: join(folder, 'cache'), port: 0, workers: 1 };
  const config = { ...defaultVtConfig(folder), ...places };
  door = await startVt(config, { installation: findInstallation(), write: () => undefined }, scope);
});

afterAll(async () => {
  await scope.close();
  await rm(folder, { recursive: true });
});

const request = (f0: string) => ({
  file: 'long.wav',
  stack: [
    { module: 'world', f0 },
    { module: 'level', rms: -30 },
  ],
});
const line = (f0: string): string => JSON.stringify({ action: 'process', mode: 'sync', ...request(f0) });

/** Files for what does not fit into memory that are open: they have no name any more. */
async function scratchFiles(): Promise<string[]> {
  const names = await readdir('/proc/self/fd');
  const links = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  return links.filter((link) => link.startsWith(join(folder, 'cache')) && link.endsWith(' (deleted)'));
}

async function until(isSo: (files: readonly string[]) => boolean): Promise<void> {
  while (!isSo(await scratchFiles())) await setImmediate();
}

const isAside = (files: readonly string[]): boolean => files.length > 0;

it('a long sound is streamed by the thread, to the file that it would have in memory', async () => {
  const answer = ask(door.port, JSON.parse(line('*1.5')));
  await until(isAside);
  const { out, details } = await answer;
  expect(out).toBe('ok');
  const parsed = parseQuery({ ...request('*1.5'), output: { format: 'flac' } }, MODULES, VTSERVER_DIALECT);
  if (!parsed.ok) throw parsed.error;
  const host = createNodeHost(kernels, { folder: join(folder, 'sounds') });
  const result = await createEngine(host, MODULES).run(parsed.value.query);
  expect(details).toContain(result.signature);
  const expected = concatBytes([...(await renderFile({ result, query: result.query }, MODULES, host))]);
  expect(Buffer.from(await readFile(details)).equals(expected)).toBe(true);
  expect(await scratchFiles()).toEqual([]);
});

it('a long job whose client has gone stops, and leaves nothing behind', async () => {
  const before = (await readdir(join(folder, 'cache'), { recursive: true })).sort();
  const client = new AbortController();
  const answer = door.overHttp.answer(line('*1.9'), client.signal);
  await until(isAside);
  client.abort();
  expect(await answer).toMatchObject({ out: 'error', details: expect.stringContaining('cancelled') });
  await until((files) => !isAside(files));
  const after = (await readdir(join(folder, 'cache'), { recursive: true })).sort();
  // What WORLD remembers of the sound is whole, and is kept.
  expect(after.filter((name) => name.endsWith('.tmp') || name.endsWith('.flac'))).toEqual(
    before.filter((name) => name.endsWith('.flac')),
  );
});

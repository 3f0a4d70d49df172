import { mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { s16Wav } from '../testing/s16-wav.ts';
import { voiceClip } from '../testing/signals.ts';
import { runSonde } from '../testing/sonde-process.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-cache-command-'));
  await writeFile(join(folder, 'in.wav'), s16Wav(voiceClip({ seconds: 0.3 })));
});

afterEach(() => rm(folder, { recursive: true }));

const sonde = (...args: string[]) => runSonde(args, { cwd: folder });

async function json(...args: string[]) {
  const { status, stdout } = await sonde(...args, '--json');
  return { status, answer: JSON.parse(stdout) };
}

const transform = (f0: string, out: string) =>
  json('transform', 'in.wav', '--world', `f0=${f0}`, '--cache', 'kept', '-o', out);

/** The files of the cache, from its folder on. */
async function files(): Promise<string[]> {
  const names = await readdir(join(folder, 'kept'), { recursive: true });
  return names.filter((name) => name.includes('.value')).sort();
}

async function makeOld(name: string): Promise<void> {
  await utimes(join(folder, 'kept', name), 1, 1);
}

test('what one process has computed, the next one finds, and the bytes are the same', async () => {
  const first = await transform('*2', 'one.wav');
  const second = await transform('*2', 'two.wav');
  expect([first.answer.steps[0].cached, second.answer.steps[0].cached]).toEqual([false, true]);
  expect(second.answer.signature).toBe(first.answer.signature);
  const [one, two] = await Promise.all(['one.wav', 'two.wav'].map((name) => readFile(join(folder, name))));
  expect(Buffer.compare(one!, two!)).toBe(0);
});

test('a damaged value costs a computation, not the result', async () => {
  await transform('*2', 'one.wav');
  for (const name of await files()) {
    if (name.endsWith('.value')) await truncate(join(folder, 'kept', name), 1000);
  }
  const second = await transform('*2', 'two.wav');
  expect([second.status, second.answer.steps[0].cached]).toEqual([0, false]);
  const [one, two] = await Promise.all(['one.wav', 'two.wav'].map((name) => readFile(join(folder, name))));
  expect(Buffer.compare(one!, two!)).toBe(0);
});

test('a query run with --cache keeps the sound after a step under its signature', async () => {
  await writeFile(join(folder, 'q.json'), '{"file": "in.wav", "stack": [{"module": "world", "f0": "*2"}]}');
  const { answer } = await json('run', 'q.json', '--cache', 'kept');
  const { entries } = (await json('cache', 'ls', 'kept')).answer;
  expect(entries.map((entry: { key: string }) => entry.key)).toContain(answer.steps[0].signature);
});

test('ls lists entries and their sum, for people and in --json', async () => {
  await transform('*2', 'one.wav');
  const { status, answer } = await json('cache', 'ls', 'kept');
  expect(status).toBe(0);
  expect(answer.bytes).toBe(answer.entries.reduce((sum: number, { size }: { size: number }) => sum + size, 0));
  expect(answer.entries[0].sources).toEqual([expect.stringMatching(/^[a-z2-7]{48}$/)]);
  const { stdout } = await sonde('cache', 'ls', 'kept');
  for (const { key } of answer.entries) expect(stdout).toContain(key);
  expect(stdout).toMatch(/\n2 entries, [\d.]+ MB in /);
});

test('the folder may come from the environment', async () => {
  await transform('*2', 'one.wav');
  process.env['SONDE_CACHE'] = 'kept';
  try {
    expect((await json('cache', 'ls')).answer.entries).toHaveLength(2);
  } finally {
    delete process.env['SONDE_CACHE'];
  }
  expect((await json('cache', 'ls')).answer.code).toBe('argument-invalid');
});

test('without a name, the folder is that of the configured VTServer door', async () => {
  await transform('*2', 'one.wav');
  await writeFile(join(folder, 'vt_server.conf.json'), '{"cachefolder": "kept"}');
  expect((await json('cache', 'ls')).answer).toMatchObject({ folder: join(folder, 'kept'), entries: [{}, {}] });
  // Where VTServer's own files are, ours lie inside.
  await mkdir(join(folder, 'filled'));
  await rename(join(folder, 'kept'), join(folder, 'filled', 'sonde'));
  await writeFile(join(folder, 'vt_server.conf.json'), '{"cachefolder": "filled"}');
  expect((await json('cache', 'ls')).answer).toMatchObject({ folder: join(folder, 'filled', 'sonde') });
});

test('clean keeps what is in use and deletes what has expired or has lost its sources', async () => {
  await transform('*2', 'one.wav');
  expect(new Set((await json('cache', 'clean', 'kept')).answer.files.map(actionOf))).toEqual(new Set(['keep']));
  const [record] = (await files()).filter((name) => name.endsWith('.json'));
  await makeOld(record!);
  const simulated = await json('cache', 'clean', '--simulate', 'kept');
  expect(await files()).toHaveLength(4);
  const cleaned = await json('cache', 'clean', 'kept');
  expect(cleaned.answer.files.map(actionOf).sort()).toEqual(['delete', 'keep']);
  expect(cleaned.answer.files).toEqual(simulated.answer.files);
  expect(await files()).toHaveLength(2);
  await rm(join(folder, 'in.wav'));
  const { stdout } = await sonde('cache', 'clean', 'kept');
  expect(stdout).toMatch(/^Scanning \[.*kept\]\n\{cache\}.*:\n {3}\[Job\] a source is gone\n {3}\[ \] .*in\.wav\n/);
  expect(stdout).toMatch(/\n {3}\[Deleting\] \{cache\}/);
  expect(await files()).toEqual([]);
});

const actionOf = ({ action }: { action: string }) => action;

test('clean at level 1996 deletes every entry, and a simulation of it none', async () => {
  await transform('*2', 'one.wav');
  const { stdout } = await sonde('cache', 'clean', '-l', '1996', '-s', 'kept');
  expect(stdout).toMatch(/^\*\*\* Simulation/);
  expect(await files()).toHaveLength(4);
  expect((await sonde('cache', 'clean', '--level', '1996', 'kept')).status).toBe(0);
  expect(await files()).toEqual([]);
  expect((await transform('*2', 'two.wav')).status).toBe(0);
});

test('verify finds a damaged value; with --simulate that is a failure, without it is deleted', async () => {
  await transform('*2', 'one.wav');
  expect((await json('cache', 'verify', 'kept')).answer).toMatchObject({ entries: 2, damaged: [] });
  const [value] = (await files()).filter((name) => name.endsWith('.value'));
  const bytes = await readFile(join(folder, 'kept', value!));
  bytes[1000] = bytes[1000]! ^ 1;
  await writeFile(join(folder, 'kept', value!), bytes);
  expect(await json('cache', 'verify', '--simulate', 'kept')).toMatchObject({
    status: 75,
    answer: { code: 'file-unreadable', details: { damaged: 1, entries: 2 } },
  });
  expect(await json('cache', 'verify', 'kept')).toMatchObject({ status: 0, answer: { damaged: [{}] } });
  expect(await json('cache', 'verify', 'kept')).toMatchObject({ answer: { entries: 1, damaged: [] } });
});

test('a folder that is not a cache is refused and left alone', async () => {
  await mkdir(join(folder, 'thesis'));
  await writeFile(join(folder, 'thesis', 'chapter'), 'x');
  const attempts = [
    ['cache', 'ls', 'thesis'],
    ['cache', 'clean', '--level', '1996', 'thesis'],
    ['cache', 'verify', 'thesis'],
    ['transform', 'in.wav', '--world', 'f0=*2', '--cache', 'thesis', '-o', 'out.wav'],
    ['transform', 'in.wav', '--world', 'f0=*2', '--cache', '', '-o', 'out.wav'],
  ];
  for (const args of attempts) {
    expect(await json(...args)).toMatchObject({ status: 64, answer: { code: 'argument-invalid' } });
  }
  expect(await readdir(join(folder, 'thesis'))).toEqual(['chapter']);
  expect((await readdir(folder)).sort()).toEqual(['in.wav', 'thesis']);
});

test('a folder that does not exist is clean; everything else about it is not found', async () => {
  const { status, stdout } = await sonde('cache', 'clean', 'nowhere');
  expect([status, stdout]).toEqual([0, 'Scanning [nowhere]\n']);
  expect((await sonde('cache', 'clean', '--level', '1996', 'nowhere')).status).toBe(66);
  expect((await sonde('cache', 'ls', 'nowhere')).status).toBe(66);
  expect(await readdir(folder)).toEqual(['in.wav']);
});

test.each([
  [[], 'nothing'],
  [['ls '], '"ls "'],
])('what to do with a cache must be said: %j', async (args, got) => {
  const { status, stderr } = await sonde('cache', ...args);
  expect([status, stderr]).toEqual([
    64,
    `sonde: cache: expected ls, clean or verify, got ${got}. See "sonde cache --help".\n`,
  ]);
});

test.each(['-1', '1.5', 'all', ''])('a level of "%s" is refused', async (level) => {
  expect(await json('cache', 'clean', `--level=${level}`, 'kept')).toMatchObject({
    status: 64,
    answer: { code: 'argument-invalid' },
  });
});

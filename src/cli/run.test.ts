import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { s16Wav } from '../testing/s16-wav.ts';
import { voiceClip } from '../testing/signals.ts';
import { runSonde } from '../testing/sonde-process.ts';

const query = { file: 'in.wav', stack: [{ module: 'world', f0: '*1.5' }] };

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-run-'));
  await writeFile(join(folder, 'in.wav'), s16Wav(voiceClip({ seconds: 0.3 })));
  await writeFile(join(folder, 'query.json'), JSON.stringify(query));
});

afterEach(() => rm(folder, { recursive: true }));

/** The report or the error of `--json`, beside the exit status. */
async function json(args: readonly string[], options: { cwd?: string; input?: string } = {}) {
  const { status, stdout, stderr } = await runSonde([...args, '--json'], { cwd: folder, ...options });
  return { status, stderr, answer: JSON.parse(stdout) };
}

test('run, transform and hash give one signature, and run and transform one file', async () => {
  const run = await json(['run', 'query.json', '-o', 'run.wav']);
  const transform = await json(['transform', 'in.wav', '--world', 'f0=*1.5', '-o', 'transform.wav']);
  const hash = await json(['hash', 'query.json']);
  expect([run.status, transform.status, hash.status]).toEqual([0, 0, 0]);
  expect(run.answer.signature).toBe(transform.answer.signature);
  expect(hash.answer).toEqual({ signature: run.answer.signature, warnings: [] });
  const [one, other] = await Promise.all(['run.wav', 'transform.wav'].map((name) => readFile(join(folder, name))));
  expect(Buffer.compare(one!, other!)).toBe(0);
});

test('hash prints the signature and nothing else', async () => {
  const { status, stdout, stderr } = await runSonde(['hash', 'query.json'], { cwd: folder });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^[a-z2-7]{48}\n$/);
});

test('hash knows meaning from spelling, and content from names', async () => {
  const hashOf = async (request: unknown): Promise<string> => {
    const { status, answer } = await json(['hash', '-'], { input: JSON.stringify(request) });
    expect(status).toBe(0);
    return answer.signature;
  };
  await writeFile(join(folder, 'copy.wav'), await readFile(join(folder, 'in.wav')));
  await writeFile(join(folder, 'other.wav'), s16Wav(voiceClip({ seconds: 0.3, seed: 2 })));
  const signature = await hashOf(query);
  const respelt = { precision: 'float', stack: [{ duration: null, f0: '*1.50', module: 'world' }], file: 'copy.wav' };
  expect(await hashOf(respelt)).toBe(signature);
  expect(await hashOf({ ...query, file: 'other.wav' })).not.toBe(signature);
  expect(await hashOf({ ...query, precision: 'pcm16' })).not.toBe(signature);
});

test('a query on stdin has its sounds in the current folder, one in a file has them in its own', async () => {
  await mkdir(join(folder, 'elsewhere'));
  const fromFile = await json(['run', join('..', 'query.json')], { cwd: join(folder, 'elsewhere') });
  const fromStdin = await json(['run', '-'], { input: JSON.stringify(query) });
  expect([fromFile.status, fromStdin.status]).toEqual([0, 0]);
  expect(fromFile.answer.signature).toBe(fromStdin.answer.signature);
  const lost = await json(['run', '-'], { input: JSON.stringify(query), cwd: join(folder, 'elsewhere') });
  expect([lost.status, lost.answer.code]).toEqual([66, 'source-not-found']);
});

test('without -o the result is reported and nothing is written', async () => {
  const { status, stdout } = await runSonde(['run', 'query.json'], { cwd: folder });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^not written: name a file with -o\n/);
  expect((await json(['run', 'query.json'])).answer.path).toBe(null);
  expect((await readdir(folder)).sort()).toEqual(['in.wav', 'query.json']);
});

test('a sound inside a sub-query is a source too: it is never overwritten', async () => {
  await writeFile(join(folder, 'query.json'), JSON.stringify({ file: query, stack: [] }));
  const { status, answer } = await json(['run', 'query.json', '--force', '-o', 'in.wav']);
  expect([status, answer.code]).toEqual([64, 'file-exists']);
});

test('what is accepted but unused is a warning, for people and in --json', async () => {
  await writeFile(join(folder, 'query.json'), JSON.stringify({ ...query, colour: 'blue' }));
  const { stdout } = await runSonde(['run', 'query.json'], { cwd: folder });
  expect(stdout).toMatch(/warning +colour: /);
  expect((await json(['run', 'query.json'])).answer.warnings).toMatchObject([
    { path: 'colour', code: 'unknown-field' },
  ]);
  expect((await json(['hash', 'query.json'])).answer.warnings).toHaveLength(1);
});

test.each([
  ['nothing', '', 'query-invalid'],
  ['no JSON', '{"file": in.wav}', 'query-invalid'],
  ['JSON that is no query', '[1, 2, 3]', 'query-invalid'],
  [
    'a query with two problems',
    '{"file": "in.wav", "stack": [{"module": "world", "f0": "x"}, {"module": "y"}]}',
    'query-invalid',
  ],
])('%s on stdin is a typed error, status 64', async (_name, input, code) => {
  const { status, answer, stderr } = await json(['run', '-', '-o', 'out.wav'], { input });
  expect([status, stderr]).toEqual([64, '']);
  expect(answer).toMatchObject({ kind: 'invalid', code });
  expect((await readdir(folder)).sort()).toEqual(['in.wav', 'query.json']);
});

test('all problems of a query are printed, each with its place', async () => {
  const input = '{"file": "in.wav", "stack": [{"module": "world", "f0": "x", "vtl": "y"}, {"module": "z"}]}';
  const { status, stderr } = await runSonde(['run', '-'], { cwd: folder, input });
  expect(status).toBe(64);
  expect(stderr).toMatch(/^sonde: 3 problems:\n/);
  for (const path of ['stack[0].f0', 'stack[0].vtl', 'stack[1].module'])
    expect(stderr).toContain(`  ${path}: expected`);
});

test('bytes that are no text are no query', async () => {
  await writeFile(join(folder, 'query.json'), new Uint8Array([0xff, 0xfe, 0x00]));
  const { status, answer } = await json(['run', 'query.json']);
  expect([status, answer.code]).toEqual([64, 'query-invalid']);
});

test('a query that is not there ends with 66, a folder in its place with 75', async () => {
  expect(await json(['run', 'absent.json'])).toMatchObject({ status: 66, answer: { code: 'file-not-found' } });
  expect(await json(['hash', '.'])).toMatchObject({ status: 75, answer: { code: 'file-unreadable' } });
});

test('a query beyond the size limit is refused before it is parsed', async () => {
  const input = `{"file": "${'a'.repeat(5 << 20)}"}`;
  await writeFile(join(folder, 'query.json'), input);
  expect(await json(['run', 'query.json'])).toMatchObject({ status: 75, answer: { code: 'size-limit' } });
  expect(await json(['run', '-'], { input })).toMatchObject({ status: 75, answer: { code: 'size-limit' } });
});

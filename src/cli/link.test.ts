import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { s16Wav } from '../testing/s16-wav.ts';
import { voiceClip } from '../testing/signals.ts';
import { runSonde } from '../testing/sonde-process.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-link-'));
  await writeFile(join(folder, 'talker-7.wav'), s16Wav(voiceClip({ seconds: 0.3 })));
  const query = { file: 'talker-7.wav', stack: [{ module: 'world', f0: '-12st', vtl: '+3.8st' }] };
  await writeFile(join(folder, 'query.json'), JSON.stringify(query));
});

afterEach(() => rm(folder, { recursive: true }));

const sonde = (...args: string[]) => runSonde(args, { cwd: folder });
/** The same where everything that is put aside for a time can be seen. */
const aside = (...args: string[]) => runSonde(args, { cwd: folder, env: { TMPDIR: join(folder, 'aside') } });

test('a link rebuilds the sound from the same file under another name', async () => {
  const { stdout: link } = await sonde('link', 'query.json');
  await writeFile(join(folder, 'copy.wav'), await readFile(join(folder, 'talker-7.wav')));
  const { status, stdout } = await sonde('verify', link.trim(), 'copy.wav');
  expect(status).toBe(0);
  expect(stdout).toContain('Identical: the same samples.');
  expect(stdout).toContain('source 1   copy.wav');
});

test('a link names its sources only when that is asked for, and says then which one is missing', async () => {
  const { stdout: plain } = await sonde('link', 'query.json');
  const { stdout: named } = await sonde('link', 'query.json', '--names');
  const { stdout: without } = await sonde('verify', plain.trim());
  expect(without).not.toContain('talker');
  const { status, stdout } = await sonde('verify', named.trim());
  expect(status).toBe(1);
  expect(stdout).toContain('source 1   not among the files given; the link calls it talker-7.wav');
});

test('one changed byte of the source is never identical', async () => {
  const { stdout: link } = await sonde('link', 'query.json');
  const bytes = await readFile(join(folder, 'talker-7.wav'));
  bytes[1000] = bytes[1000]! ^ 1;
  await writeFile(join(folder, 'talker-7.wav'), bytes);
  const { status, stdout } = await sonde('verify', link.trim(), 'talker-7.wav', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: { kind: 'source-differs', missing: [1] } });
});

test('a sound of more than a minute is linked, rebuilt and told as a short one, and nothing of it is left', async () => {
  const voice = voiceClip({ seconds: 5, sampleRate: 8000 }).channels[0] ?? new Float64Array(1);
  const x = new Float64Array(62 * 8000);
  for (let at = 0; at < x.length; at += voice.length) x.set(voice.subarray(0, x.length - at), at);
  await writeFile(join(folder, 'long.wav'), s16Wav({ sampleRate: 8000, channels: [x] }));
  const query = { file: 'long.wav', stack: [{ module: 'world', f0: '-2st' }] };
  await writeFile(join(folder, 'long.json'), JSON.stringify(query));
  await mkdir(join(folder, 'aside'));
  const { stdout: link, stderr } = await aside('link', 'long.json');
  expect(stderr).toBe('');
  const { status, stdout } = await aside('verify', link.trim(), 'talker-7.wav', 'long.wav');
  expect([status, stdout.split('\n')[0]]).toEqual([0, 'Identical: the same samples.']);
  const { stdout: run } = await aside('run', 'long.json', '-o', 'out.wav', '--json');
  const { stdout: told } = await aside('methods', 'out.wav');
  expect(told).toContain(JSON.parse(run).signature.slice(0, 12));
  const { stdout: hash } = await aside('hash', 'long.json');
  expect(hash.trim()).toBe(JSON.parse(run).signature);
  expect(await aside('methods', 'long.json')).toMatchObject({ stdout: expect.stringContaining('8000 Hz') });
  expect(await readdir(join(folder, 'aside'))).toEqual([]);
  const left = (await readdir(folder)).sort();
  expect(left).toEqual(['aside', 'long.json', 'long.wav', 'out.wav', 'query.json', 'talker-7.wav']);
});

test('more sounds than a process may have files are linked, found, told and signed', async () => {
  const bytes = s16Wav(voiceClip({ seconds: 0.02 }));
  const file = Array.from({ length: 200 }, (_, index) => `${index}.wav`);
  for (const [index, name] of file.entries()) {
    // Another sample each, in its lowest bits.
    bytes[60] = index;
    await writeFile(join(folder, name), bytes);
  }
  await writeFile(join(folder, 'many.json'), JSON.stringify({ file, stack: [] }));
  const few = (...args: string[]) => runSonde(args, { cwd: folder, mostFiles: 150 });
  const { stdout: link, stderr } = await few('link', 'many.json');
  expect(stderr).toBe('');
  for (const name of file) {
    const other = await readFile(join(folder, name));
    // What nobody reads, so that samples decide.
    await writeFile(join(folder, name), Buffer.concat([other, Buffer.from('junk\0\0\0\0')]));
  }
  const { stdout: verdict } = await few('verify', link.trim(), ...file);
  expect(verdict.split('\n').slice(0, 2)).toEqual([
    'Identical: the same samples.',
    '  source 1   0.wav, another file with the same samples',
  ]);
  expect(await few('methods', 'many.json')).toMatchObject({ status: 0, stderr: '' });
  expect(await few('hash', 'many.json')).toMatchObject({ status: 0, stderr: '' });
});

test('a signature asks what files contain, not how they sound', async () => {
  await writeFile(join(folder, 'talker-7.wav'), 'no sound at all');
  const { status, stdout } = await sonde('hash', 'query.json');
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^\S+\n$/)]);
});

test('methods tells what a sound that Sonde made was made of', async () => {
  await sonde('run', 'query.json', '-o', 'out.wav');
  const { status, stdout } = await sonde('methods', 'out.wav');
  expect(status).toBe(0);
  expect(stdout).toContain('The f0 was lowered by 12 st;');
  const { stdout: bibtex } = await sonde('methods', 'query.json', '--format', 'bibtex');
  expect(bibtex).toContain('@article{morise2016world,');
  const { stdout: checklist } = await sonde('methods', 'query.json', '--format', 'checklist');
  expect(checklist).toContain('No vocoder');
});

test('methods says why it cannot tell of a sound from elsewhere', async () => {
  const { status, stderr } = await sonde('methods', 'talker-7.wav');
  expect(status).toBe(64);
  expect(stderr).toContain('talker-7.wav has no recipe inside');
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { s16Wav } from '../testing/s16-wav.ts';
import { voiceClip } from '../testing/signals.ts';
import { runSonde } from '../testing/sonde-process.ts';

const manifest = {
  name: 'grid',
  recipe: { file: 'a.wav', stack: [{ module: 'world' }] },
  factors: [{ name: 'f0', path: 'stack[0].f0', values: { from: -12, to: 0, step: 6, as: 'st' } }],
  naming: 'voice_{f0}',
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-set-'));
  await writeFile(join(folder, 'a.wav'), s16Wav(voiceClip({ seconds: 0.2 })));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
});

afterEach(() => rm(folder, { recursive: true }));

const sonde = (...args: string[]) => runSonde(args, { cwd: folder });

test('a set becomes a zip, and the second run of it is served from the cache and equal', async () => {
  const first = await sonde('set', 'manifest.json', '-o', 'one.zip', '--cache', 'kept');
  const second = await sonde('set', 'manifest.json', '-o', 'two.zip', '--cache', 'kept', '--json');
  expect([first.status, second.status]).toEqual([0, 0]);
  expect(first.stdout).toContain('rendered   3 of 3, 0 from the cache');
  expect(JSON.parse(second.stdout)).toMatchObject({ rendered: 3, cached: 3, failed: [], files: ['two.zip'] });
  const [one, two] = [await readFile(join(folder, 'one.zip')), await readFile(join(folder, 'two.zip'))];
  expect(Buffer.compare(one, two)).toBe(0);
  expect(Object.keys(unzipSync(one))).toContain('grid/sounds/voice_-12st.wav');
});

test('without an output the rows are listed, and nothing is written', async () => {
  const { status, stdout } = await sonde('set', 'manifest.json');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^[a-z2-7]{12} {2}voice_-12st$/m);
  expect(stdout).toContain('3 sounds; nothing is written without -o');
  expect((await readdir(folder)).sort()).toEqual(['a.wav', 'manifest.json']);
});

test('the manifest in a zip makes the same zip, and says when its rows are others than they were', async () => {
  await sonde('set', 'manifest.json', '-o', 'one.zip');
  const one = await readFile(join(folder, 'one.zip'));
  const written = unzipSync(one)['grid/manifest.json']!;
  await writeFile(join(folder, 'written.json'), written);
  const again = await sonde('set', 'written.json', '-o', 'two.zip');
  expect(again.stdout).toContain('manifest   the same rows as when it was written');
  expect(Buffer.compare(one, await readFile(join(folder, 'two.zip')))).toBe(0);
  const [source] = JSON.parse(Buffer.from(written).toString()).sources;
  expect(source).toMatchObject({ name: 'a.wav', channels: 1, samples: expect.stringMatching(/^[a-z2-7]{48}$/) });
  await writeFile(join(folder, 'a.wav'), s16Wav(voiceClip({ seconds: 0.2, seed: 5 })));
  const other = await sonde('set', 'written.json', '--json');
  expect(JSON.parse(other.stdout).changes).toEqual(['a.wav is another sound than it was']);
});

test.each([
  ['a set with a mistake', { ...manifest, naming: '{vtl}' }, /expected tokens among .* got \{vtl\}/],
  ['a set with a source that is not there', { ...manifest, recipe: { ...manifest.recipe, file: 'b.wav' } }, /b\.wav/],
  ['a set of another release', { ...manifest, format: 'sonde-set/9' }, /format: /],
])('%s says what is wrong, and writes nothing', async (_what, given, message) => {
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(given));
  const { status, stderr } = await sonde('set', 'manifest.json', '-o', 'out.zip');
  expect(status).not.toBe(0);
  expect(stderr).toMatch(message);
  expect((await readdir(folder)).sort()).toEqual(['a.wav', 'manifest.json']);
});

test('a set at the mean of its levels says that level, and the second run of it is served from the cache', async () => {
  const stack = [{ module: 'level', rms: -30 }];
  const factors = [{ name: 'rms', path: 'stack[0].rms', values: { list: [-40, -25] } }];
  const given = { ...manifest, levels: 'mean', recipe: { file: 'a.wav', stack }, factors, naming: '{rms}' };
  await writeFile(join(folder, 'mean.json'), JSON.stringify(given));
  const first = await sonde('set', 'mean.json', '-o', 'one.zip', '--cache', 'kept');
  expect(first.stdout).toContain('level      -32.50 dB RMS, the mean of the set, before clipping control;');
  const second = await sonde('set', 'mean.json', '-o', 'two.zip', '--cache', 'kept', '--json');
  expect(JSON.parse(second.stdout)).toMatchObject({ rendered: 2, cached: 2, level: -32.5 });
  const [one, two] = [await readFile(join(folder, 'one.zip')), await readFile(join(folder, 'two.zip'))];
  expect(Buffer.compare(one, two)).toBe(0);
});

test('a set that is no zip is refused before any work', async () => {
  const { status, stderr } = await sonde('set', 'manifest.json', '-o', 'out.tar');
  expect(status).toBe(64);
  expect(stderr).toContain('a set is a zip, so name it .zip');
});

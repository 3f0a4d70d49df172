import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { findInstallation } from '../agent/host/installation.ts';
import { readKernels } from '../agent/host/kernels.ts';
import { decodeWav } from '../core/codecs/wav.ts';
import { f0Csv } from '../core/features/f0-csv.ts';
import { readFeatures } from '../core/features/feature-file.ts';
import { complete } from '../core/kernels/sliced.ts';
import { s16Wav } from '../testing/s16-wav.ts';
import { voiceClip } from '../testing/signals.ts';
import { type Finished, runSonde } from '../testing/sonde-process.ts';

const kernels = await readKernels(findInstallation().wasmPath);
const wav = s16Wav(voiceClip({ seconds: 0.4 }));
const { clip } = await decodeWav(wav, kernels);
const x = clip.channels[0]!;

/** A Python that has NumPy; CI has one, and counts it as a failure when not. */
const python = ['python3', '/usr/bin/python3'].find((each) => spawnSync(each, ['-c', 'import numpy']).status === 0);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-features-'));
  await writeFile(join(folder, 'in.wav'), wav);
});

afterEach(() => rm(folder, { recursive: true }));

const sonde = (...args: readonly string[]): Promise<Finished> => runSonde(args, { cwd: folder });
const read = (name: string) => readFile(join(folder, name));

async function done(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await sonde(...args, '--json');
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

function numpy(script: string): string {
  return execFileSync(python!, ['-c', `import numpy as np\n${script}`], { cwd: folder, encoding: 'utf8' }).trim();
}

test('the archive has the analysis that the kernels give, and the sound made of it is theirs', async () => {
  const options = { f0Method: 'harvest', f0Floor: 60, framePeriodMs: 2.5 } as const;
  const expected = complete(kernels.world.analyze(x, 16_000, options));
  const flags = ['--f0-method', 'harvest', '--f0-floor', '60', '--frame-period', '2.5', '--compress'];
  const report = await done('analyse', 'in.wav', ...flags, '-o', 'features.npz');
  const voiced = expected.f0.filter((hz) => hz > 0).length;
  expect(report).toEqual({ path: 'features.npz', frames: 161, voiced, sampleRate: 16_000, framePeriodMs: 2.5 });
  expect(readFeatures(await read('features.npz'))).toEqual(expected);

  expect(await done('synthesise', 'features.npz', '-o', 'out.wav', '--encoding', 'f64')).toMatchObject({ gain: 1 });
  const out = await decodeWav(await read('out.wav'), kernels);
  expect(out.clip.channels[0]).toEqual(complete(kernels.world.synthesize(expected, 161 * 40)));
});

test('f0 goes out as a table, and comes back edited', async () => {
  const f0 = complete(kernels.world.trackF0(x, 16_000));
  await done('analyze', 'in.wav', '-o', 'f0.csv');
  expect(await readFile(join(folder, 'f0.csv'), 'utf8')).toBe(f0Csv({ f0, framePeriodMs: 5 }));

  await done('analyse', 'in.wav', '-o', 'features.npz');
  await writeFile(join(folder, 'edited.csv'), f0Csv({ f0: f0.map((hz) => 1.5 * hz), framePeriodMs: 5 }));
  await done('synthesise', 'features.npz', '--f0', 'edited.csv', '-o', 'out.wav', '--encoding', 'f64');
  const analysis = complete(kernels.world.analyze(x, 16_000));
  const edited = { ...analysis, f0: f0.map((hz) => 1.5 * hz) };
  const out = await decodeWav(await read('out.wav'), kernels);
  expect(out.clip.channels[0]).toEqual(complete(kernels.world.synthesize(edited, f0.length * 80)));
});

test('coded features are smaller, and make a sound', async () => {
  await done('analyse', 'in.wav', '-o', 'features.npz');
  await done('analyse', 'in.wav', '--coded', '30', '-o', 'coded.npz');
  expect((await read('coded.npz')).length).toBeLessThan((await read('features.npz')).length / 10);
  expect(await done('synthesise', 'coded.npz', '-o', 'out.aiff')).toMatchObject({ frames: 6480, sampleRate: 16_000 });
});

describe.skipIf(python === undefined && !process.env['CI'])('NumPy', () => {
  it('reads the archive by the names that its users know', async () => {
    for (const pack of [[], ['--compress']]) {
      await done('analyse', 'in.wav', ...pack, '-f', '-o', 'features.npz');
      const facts = `
d = np.load('features.npz')
print(d['f0'].shape, d['sp'].shape, d['ap'].shape, d['t'].shape, d['sp'].dtype, d['sp'].flags['C_CONTIGUOUS'])
print(int(d['fs']), float(d['frame_period']), int(d['fft_size']), repr(float(d['f0'].max())), repr(float(d['sp'].sum())))`;
      const { f0, spectralEnvelope } = complete(kernels.world.analyze(x, 16_000));
      const [shapes, numbers = ''] = numpy(facts).split('\n');
      expect(shapes).toBe('(81,) (81, 513) (81, 513) (81,) float64 True');
      const [fs, period, size, highest, sum] = numbers.split(' ').map(Number);
      expect([fs, period, size, highest]).toEqual([16_000, 5, 1024, Math.max(...f0)]);
      expect(sum! / spectralEnvelope.reduce((all, value) => all + value, 0)).toBeCloseTo(1, 9);
    }
  });

  it.each([
    ['savez', ''],
    ['savez_compressed', ''],
    ['savez', ".astype('<f4')"],
    ['savez', '[:, ::-1][:, ::-1].copy(order="F")'],
  ])('edits features, and %s(%s) brings them back', async (save, change) => {
    await done('analyse', 'in.wav', '-o', 'features.npz');
    numpy(`
d = np.load('features.npz')
np.${save}('edited.npz', f0=d['f0'] * 2, sp=d['sp']${change}, ap=d['ap']${change}, fs=16000, note=np.array('mine'))`);
    await done('synthesise', 'edited.npz', '-o', 'out.wav', '--encoding', 'f64');
    const analysis = complete(kernels.world.analyze(x, 16_000));
    const rounded = (values: Float64Array) => (change.includes('f4') ? values.map(Math.fround) : values);
    const { f0, spectralEnvelope, aperiodicity } = analysis;
    const edited = {
      ...analysis,
      f0: f0.map((hz) => 2 * hz),
      spectralEnvelope: rounded(spectralEnvelope),
      aperiodicity: rounded(aperiodicity),
    };
    const out = await decodeWav(await read('out.wav'), kernels);
    expect(out.clip.channels[0]).toEqual(complete(kernels.world.synthesize(edited, 6480)));
  });

  it('may leave the sampling rate to the command line', async () => {
    numpy("np.savez('bare.npz', f0=np.full(40, 150.0), sp=np.full((40, 513), 1e-4), ap=np.full((40, 513), 0.1))");
    const refused = await sonde('synthesise', 'bare.npz', '-o', 'out.wav');
    expect([refused.status, refused.stderr]).toEqual([64, expect.stringContaining('it has no fs')]);
    expect(await done('synthesise', 'bare.npz', '--fs', '16000', '-o', 'out.wav')).toMatchObject({ frames: 3200 });
  });
});

describe('refuses, and writes nothing:', () => {
  it.each([
    ['another extension', ['analyse', 'in.wav', '-o', 'f0.txt'], 'name it .npz, or .csv'],
    ['a table of more than f0', ['analyse', 'in.wav', '--coded', '9', '-o', 'f0.csv'], 'are for archives (.npz)'],
    ['too many coefficients', ['analyse', 'in.wav', '--coded', '9999', '-o', 'a.npz'], '1 to 257'],
    ['an unknown method', ['analyse', 'in.wav', '--f0-method', 'yin', '-o', 'a.npz'], '--f0-method'],
    ['a ceiling below the floor', ['analyse', 'in.wav', '--f0-ceiling', '50', '-o', 'a.npz'], '--f0-ceiling: at least'],
    ['a channel that is not there', ['analyse', 'in.wav', '--channel', '2', '-o', 'a.npz'], '--channel'],
    ['to overwrite the sound', ['analyse', 'in.wav', '-f', '-o', 'in.wav'], 'name it .npz'],
    ['a sound as features', ['synthesise', 'in.wav', '-o', 'out.wav'], 'not a NumPy archive (.npz)'],
    ['a format that it cannot write', ['synthesise', 'in.wav', '-o', 'out.xyz'], 'can be written'],
    ['a rate that is none', ['synthesise', 'in.wav', '--fs', 'high', '-o', 'out.wav'], '--fs: expected a number'],
  ])('%s', async (_, args, message) => {
    const { status, stderr } = await sonde(...args);
    expect([status === 0, stderr]).toEqual([false, expect.stringContaining(message)]);
    expect(await readdir(folder)).toEqual(['in.wav']);
  });

  it('an output that exists', async () => {
    await writeFile(join(folder, 'a.npz'), 'kept');
    const { status, stderr } = await sonde('analyse', 'in.wav', '-o', 'a.npz');
    expect([status, stderr]).toEqual([64, expect.stringContaining('add --force')]);
    expect(await readFile(join(folder, 'a.npz'), 'utf8')).toBe('kept');
  });
});

import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CODEC_LIBRARIES } from '../agent/host/codec-libraries.ts';
import { createNodeHost } from '../agent/host/engine-host.ts';
import { findInstallation } from '../agent/host/installation.ts';
import { readKernels } from '../agent/host/kernels.ts';
import { decodeAiff } from '../core/codecs/aiff.ts';
import { decodeSound } from '../core/codecs/registry.ts';
import { decodeWav } from '../core/codecs/wav.ts';
import { createEngine } from '../core/engine/create-engine.ts';
import { MODULES } from '../core/modules/registry.ts';
import { parseQuery } from '../core/query/parse.ts';
import { installCopy } from '../testing/installed-copy.ts';
import { s16Wav } from '../testing/s16-wav.ts';
import { noiseClip, voiceClip } from '../testing/signals.ts';
import { type Finished, runSonde, startSonde } from '../testing/sonde-process.ts';

const execute = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const kernels = await readKernels(findInstallation().wasmPath);
const mono = s16Wav(voiceClip({ seconds: 0.4 }));

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-transform-'));
  await writeFile(join(folder, 'in.wav'), mono);
});

afterEach(() => rm(folder, { recursive: true }));

const transform = (...args: readonly string[]): Promise<Finished> => runSonde(['transform', ...args], { cwd: folder });
const octave = ['in.wav', '--world', 'f0=*2', '-o', 'out.wav'] as const;
const files = async (): Promise<string[]> => (await readdir(folder)).sort();
const readOutput = async (name = 'out.wav') => decodeWav(await readFile(join(folder, name)), kernels);

test('the file and the report have the samples and the signature of the engine itself', async () => {
  const { status, stdout, stderr } = await transform(...octave, '--encoding', 'f64', '--json');
  expect([status, stderr]).toEqual([0, '']);
  const report = JSON.parse(stdout);

  const request = { file: 'in.wav', stack: [{ module: 'world', f0: '*2' }], output: { encoding: 'f64' } };
  const parsed = parseQuery(request, MODULES);
  if (!parsed.ok) throw parsed.error;
  const result = await createEngine(createNodeHost(kernels, { folder }), MODULES).run(parsed.value.query);
  expect(report).toMatchObject({
    path: 'out.wav',
    signature: result.signature,
    sampleRate: 16_000,
    channels: 1,
    frames: 6400,
    duration: 0.4,
    query: request,
    warnings: [],
  });
  expect(report.rmsDbfs).toBeLessThan(report.peakDbfs);
  const written = await readOutput();
  expect(written.clip).toEqual(result.clip);
  expect(await files()).toEqual(['in.wav', 'out.wav']);
});

test('the file carries its recipe: the query with sources by content, the signature, the engine', async () => {
  const report = JSON.parse((await transform(...octave, '--json')).stdout);
  const { recipe } = await readOutput();
  expect(recipe).toEqual({
    query: { file: report.sources[0].id, stack: [{ module: 'world', f0: '*2' }] },
    signature: report.signature,
    engine: 'sonde/1',
  });
});

test('the report for people names file, signature, sound, level and time', async () => {
  const { status, stdout, stderr } = await transform(...octave);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^out\.wav\n {2}signature {2}[a-z2-7]{48}\n {2}sound +0\.400 s, 16000 Hz, 1 channel\n/);
  expect(stdout).toMatch(/level +peak -\d+\.\d dBFS, RMS -\d+\.\d dBFS\n {2}time +\d+\.\d\d s \(/);
});

test('a machine that runs it twice gets the same bytes twice', async () => {
  await transform(...octave);
  await transform('in.wav', '--world', 'f0=*2', '-o', 'again.wav');
  expect(Buffer.compare(await readFile(join(folder, 'out.wav')), await readFile(join(folder, 'again.wav')))).toBe(0);
});

test.each(['s16', 's24', 's32', 'f32', 'f64'])('--encoding %s is what the file has', async (encoding) => {
  await transform(...octave, '--encoding', encoding);
  expect((await readOutput()).encoding).toBe(encoding);
});

test('steps are applied in the order in which they are written, by either spelling', async () => {
  const { stdout } = await transform(
    ...['in.wav', '--step', 'world:duration=*0.5', '--world', 'f0=+2st', '--step', 'world', '-o', 'out.wav', '--json'],
    ...['--precision', 'pcm16', '--revision', '2021'],
  );
  expect(JSON.parse(stdout)).toMatchObject({
    frames: 3200,
    query: {
      stack: [{ module: 'world', duration: '*0.5' }, { module: 'world', f0: '+2st' }, { module: 'world' }],
      precision: 'pcm16',
      revision: '2021',
    },
  });
});

test('stereo stays stereo, and each channel is what it would be alone', async () => {
  const [left] = voiceClip({ seconds: 0.3, seed: 1 }).channels;
  const [right] = voiceClip({ seconds: 0.3, f0: 200, seed: 2 }).channels;
  if (!left || !right) throw new Error('no channels');
  await writeFile(join(folder, 'stereo.wav'), s16Wav({ sampleRate: 16_000, channels: [left, right] }));
  await writeFile(join(folder, 'right.wav'), s16Wav({ sampleRate: 16_000, channels: [right] }));
  const { stdout } = await transform('stereo.wav', '--world', 'vtl=+2st', '-o', 'out.wav', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ channels: 2, frames: 4800 });
  await transform('right.wav', '--world', 'vtl=+2st', '-o', 'alone.wav');
  expect((await readOutput()).clip.channels[1]).toEqual((await readOutput('alone.wav')).clip.channels[0]);
});

test('everything that is wrong with options and query is said at once, as it was typed', async () => {
  const args = [
    'in.wav',
    '--world',
    'f0=**2,pitch=3',
    '--step',
    'choir:size=2',
    '--precision',
    'high',
    '--encoding',
    'mp3',
  ];
  const { status, stdout, stderr } = await transform(...args, '-o', 'out.wav');
  expect([status, stdout]).toEqual([64, '']);
  const lines = stderr.trimEnd().split('\n');
  expect(lines[0]).toBe('sonde: 5 problems:');
  const paths = lines.slice(1).map((line) => line.trim().split(':')[0]);
  expect(paths.sort()).toEqual(
    ['--encoding', '--precision', '--step choir module', '--world f0', '--world pitch'].sort(),
  );
  expect(await files()).toEqual(['in.wav']);
});

test('with --json the problems are data, with code, place and position', async () => {
  const { status, stdout, stderr } = await transform('in.wav', '--world', 'f0=+2zz', '-o', 'out.wav', '--json');
  expect([status, stderr]).toEqual([64, '']);
  const error = JSON.parse(stdout);
  expect(error).toMatchObject({ kind: 'invalid', code: 'query-invalid', issues: [{ path: '--world f0' }] });
  expect(error.issues[0].position).toBeGreaterThan(0);
});

/** Sounds that cannot be transformed, and what is said of each. */
const broken: readonly (readonly [name: string, bytes: Uint8Array | string, code: string, says: RegExp])[] = [
  ['an empty file', '', 'audio-empty', /empty/],
  ['a text file named .wav', 'This is not a sound, whatever its name is.\n', 'audio-invalid', /Not a WAV file/],
  ['a WAV cut in its header', mono.subarray(0, 30), 'audio-invalid', /./],
  [
    'a WAV without samples',
    mono.subarray(0, 44).map((byte, index) => (index >= 40 ? 0 : byte)),
    'audio-empty',
    /no samples|./,
  ],
];

test.each(broken)('%s is one typed error, and nothing is written', async (_name, bytes, code, says) => {
  await writeFile(join(folder, 'in.wav'), bytes);
  const { status, stdout } = await transform(...octave, '--json');
  expect(status).toBe(64);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'invalid', code, message: expect.stringMatching(says) });
  expect(await files()).toEqual(['in.wav']);
});

test('a truncated WAV is transformed as far as it goes, with a warning', async () => {
  await writeFile(join(folder, 'in.wav'), mono.subarray(0, 44 + 2 * 4000));
  const { status, stdout } = await transform(...octave);
  expect(status).toBe(0);
  expect(stdout).toContain('0.250 s');
  expect(stdout).toMatch(/warning +in\.wav: The file is cut short/);
});

test('a WAV that claims 4 GB is what it has, with a warning, and no memory is asked for on its word', async () => {
  const bytes = Buffer.from(mono);
  bytes.writeUInt32LE(0xffff_fff0, 40);
  await writeFile(join(folder, 'in.wav'), bytes);
  const { status, stdout } = await transform(...octave, '--json');
  expect(status).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.frames).toBe(6400);
  expect(report.sources[0].warnings).toHaveLength(1);
});

test('a sound that is not there ends with 66', async () => {
  const { status, stdout } = await transform('absent.wav', '--world', 'f0=*2', '-o', 'out.wav', '--json');
  expect(status).toBe(66);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'not-found',
    code: 'source-not-found',
    details: { source: 'absent.wav' },
  });
});

test('a folder in place of a sound ends with 75', async () => {
  const { status, stderr } = await transform('.', '--world', 'f0=*2', '-o', 'out.wav');
  expect(status).toBe(75);
  expect(stderr).toContain('it is a folder');
});

test('an existing output is kept, and only --force replaces it', async () => {
  await writeFile(join(folder, 'out.wav'), 'precious');
  const refused = await transform(...octave, '--json');
  expect(refused.status).toBe(64);
  expect(JSON.parse(refused.stdout)).toMatchObject({
    code: 'file-exists',
    message: expect.stringContaining('--force'),
  });
  expect(await readFile(join(folder, 'out.wav'), 'utf8')).toBe('precious');
  expect((await transform(...octave, '--force')).status).toBe(0);
  expect((await readOutput()).clip.sampleRate).toBe(16_000);
});

test('the input is never overwritten, under no name and with no option', async () => {
  await execute('ln', ['-s', 'in.wav', join(folder, 'link.wav')]);
  for (const output of ['in.wav', './in.wav', 'link.wav']) {
    const { status, stderr } = await transform('in.wav', '--world', 'f0=*2', '--force', '-o', output);
    expect([output, status]).toEqual([output, 64]);
    expect(stderr).toContain('sources are never overwritten');
  }
  expect(Buffer.compare(await readFile(join(folder, 'in.wav')), mono)).toBe(0);
});

test('the name of the output says its format, and AIFF is read as it is written', async () => {
  const written = await transform('in.wav', '--world', 'f0=*2', '-o', 'out.aif', '--encoding', 's24', '--json');
  expect([written.status, written.stderr]).toEqual([0, '']);
  const { query, signature } = JSON.parse(written.stdout);
  expect(query.output).toEqual({ format: 'aiff', encoding: 's24' });
  const { clip, recipe } = decodeAiff(await readFile(join(folder, 'out.aif')), kernels);
  expect(recipe?.signature).toBe(signature);

  expect((await transform('out.aif', '--encoding', 's24', '-o', 'back.wav')).status).toBe(0);
  expect((await readOutput('back.wav')).clip).toEqual(clip);
});

test('FLAC is written with its recipe, and read as it is written', async () => {
  const written = await transform('in.wav', '--world', 'f0=*2', '-o', 'out.flac', '--encoding', 's24', '--json');
  expect([written.status, written.stderr]).toEqual([0, '']);
  const tools = { kernels, libraries: CODEC_LIBRARIES };
  const { clip, recipe } = await decodeSound(await readFile(join(folder, 'out.flac')), 'out.flac', tools);
  expect(recipe?.signature).toBe(JSON.parse(written.stdout).signature);

  expect((await transform('out.flac', '--encoding', 's24', '-o', 'back.wav')).status).toBe(0);
  expect((await readOutput('back.wav')).clip).toEqual(clip);
});

test('an encoding that the format does not hold is refused before any work', async () => {
  const { status, stderr } = await transform('absent.wav', '--world', 'f0=*2', '--encoding', 'f32', '-o', 'out.flac');
  expect(status).toBe(64);
  expect(stderr).toContain('--encoding: expected s16 or s24 in flac, got f32');
});

test('MP3 and Ogg are written as loud and long as they are, at the bitrate asked for, and open as sources', async () => {
  const written = await transform('in.wav', '--world', 'f0=*2', '-o', 'out.mp3', '--bitrate', '64', '--json');
  expect([written.status, written.stderr]).toEqual([0, '']);
  const { query, signature } = JSON.parse(written.stdout);
  expect(query.output).toEqual({ format: 'mp3', bitrate: 64 });
  expect((await readFile(join(folder, 'out.mp3'))).toString('latin1')).toContain(signature);
  const { clip } = await readOutput('in.wav');
  for (const [from, to] of [
    ['out.mp3', 'out.ogg'],
    ['out.ogg', 'back.wav'],
  ] as const) {
    expect(await transform(from, '-o', to)).toMatchObject({ status: 0, stderr: '' });
  }
  expect((await readOutput('back.wav')).clip.channels[0]).toHaveLength(clip.channels[0]!.length);
});

test('a bitrate that an MP3 cannot have is refused with what it can', async () => {
  const { status, stderr } = await transform('in.wav', '-o', 'out.mp3', '--bitrate', '100');
  expect(status).toBe(64);
  expect(stderr).toMatch(/--bitrate: expected 8, 16, .* 256 or 320 \(kb\/s\)/);
  const wav = await transform('in.wav', '-o', 'out.wav', '--bitrate', '128');
  expect(wav.stderr).toContain('none in wav: only mp3 has one');
});

test('a format that cannot be written is refused before any work', async () => {
  const { status, stderr } = await transform('in.wav', '--world', 'f0=*2', '-o', 'out.wma');
  expect(status).toBe(69);
  expect(stderr).toContain('only WAV, AIFF, FLAC, MP3, Ogg or raw PCM');
});

test('"-" is no output: a file of that name needs its folder', async () => {
  const { status, stderr } = await transform('in.wav', '--world', 'f0=*2', '-o', '-');
  expect(status).toBe(64);
  expect(stderr).toContain('./-');
  expect((await transform('in.wav', '--world', 'f0=*2', '-o', './-')).status).toBe(0);
  expect(await files()).toEqual(['-', 'in.wav']);
});

test('a folder that does not exist ends with 66, a folder as the output with 75', async () => {
  expect((await transform('in.wav', '--world', 'f0=*2', '-o', 'absent/out.wav')).status).toBe(66);
  expect((await transform('in.wav', '--world', 'f0=*2', '--force', '-o', '.')).status).toBe(75);
  expect(await files()).toEqual(['in.wav']);
});

test('a full device ends with 75 and says that the disk is full', async () => {
  const { status, stdout } = await transform('in.wav', '--world', 'f0=*2', '-o', '/dev/full', '--json');
  expect(status).toBe(75);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'unavailable', code: 'disk-full' });
});

async function withDisk(options: string, body: (disk: string) => Promise<void>): Promise<void> {
  const disk = join(folder, 'disk');
  await mkdir(disk);
  await execute('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
  try {
    await body(disk);
  } finally {
    await execute('umount', [disk]);
  }
}

test.skipIf(!isRoot)('a full disk ends with 75 and has nothing left on it (needs root: mounts a tmpfs)', async () => {
  await withDisk('size=8k', async (disk) => {
    const { status, stderr } = await transform('in.wav', '--world', 'f0=*2', '-o', 'disk/out.wav');
    expect(status).toBe(75);
    expect(stderr).toContain('the disk is full');
    expect(await readdir(disk)).toEqual([]);
  });
});

test('a folder that may not be written ends with 75, before any work', async () => {
  const refused = async (): Promise<void> => {
    const { status, stdout } = await transform('absent.wav', '--world', 'f0=*2', '-o', 'disk/out.wav', '--json');
    expect(status).toBe(75);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'unavailable', code: 'file-unwritable' });
  };
  // Root may write whatever the permissions are, but not on a disk that is read-only.
  if (isRoot) return withDisk('ro', refused);
  await mkdir(join(folder, 'disk'), { mode: 0o555 });
  await refused();
  await chmod(join(folder, 'disk'), 0o755);
});

test('an interrupt in the middle ends with 130 and leaves nothing', async () => {
  await execute('mkfifo', [join(folder, 'pipe.wav')]);
  const { child, finished } = startSonde(['transform', 'pipe.wav', '--world', 'f0=*2', '-o', 'out.wav', '--json'], {
    cwd: folder,
  });
  // The last byte goes into the pipe only when the command has read nearly all: what follows is seconds of work.
  await writeFile(join(folder, 'pipe.wav'), s16Wav(noiseClip(90 * 48_000, 48_000)));
  child.kill('SIGINT');
  const { status, stdout } = await finished;
  expect(status).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'cancelled', code: 'cancelled' });
  expect(await files()).toEqual(['in.wav', 'pipe.wav']);
});

test('a second interrupt ends it at once, also while it waits for a silent pipe', async () => {
  await execute('mkfifo', [join(folder, 'pipe.wav')]);
  const { child, finished } = startSonde(['transform', 'pipe.wav', '--world', 'f0=*2', '-o', 'out.wav'], {
    cwd: folder,
  });
  // Opens once the command reads the pipe; nothing is ever written.
  const pipe = await open(join(folder, 'pipe.wav'), 'w');
  // Signals right after the first count as one key press; these go on until one is a second.
  const again = setInterval(() => child.kill('SIGINT'), 50);
  const { status, signal } = await finished;
  clearInterval(again);
  await pipe.close();
  expect([status, signal]).toEqual([null, 'SIGINT']);
  expect(await files()).toEqual(['in.wav', 'pipe.wav']);
});

test('a defect of ours ends with 70 and asks for a report', async () => {
  const { command, wasmPath } = await installCopy(join(folder, 'copy'));
  // A valid module that exports nothing.
  await writeFile(wasmPath, new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  const { status, stderr } = await runSonde(['transform', ...octave], { cwd: folder, command });
  expect(status).toBe(70);
  expect(stderr).toContain('defect of Sonde');
  expect(stderr).toMatch(/\n +at /);
});

test('kernels that this Node cannot run end with 69', async () => {
  const { command, wasmPath } = await installCopy(join(folder, 'copy'));
  await writeFile(wasmPath, 'no module at all');
  const { status, stderr } = await runSonde(['transform', ...octave], { cwd: folder, command });
  expect(status).toBe(69);
  expect(stderr).toContain('WebAssembly SIMD');
});

import { type ExecFileOptions, execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findInstallation } from '../agent/host/installation.ts';
import { readKernels } from '../agent/host/kernels.ts';
import { decodeWav } from '../core/codecs/wav.ts';
import { missingPrograms } from '../testing/peers.ts';
import { s16Wav } from '../testing/s16-wav.ts';
import { voiceClip } from '../testing/signals.ts';
import { runSonde } from '../testing/sonde-process.ts';

const execute = promisify(execFile);
const kernels = await readKernels(findInstallation().wasmPath);
/** Where other people work; in CI nothing may be missing. */
const lacks = (...programs: string[]): boolean => missingPrograms(programs).length > 0 && !process.env['CI'];
const LARGE: ExecFileOptions = { maxBuffer: 1 << 26 };

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-peers-'));
  const [left] = voiceClip({ seconds: 0.1, seed: 1 }).channels;
  const [right] = voiceClip({ seconds: 0.1, f0: 210, seed: 2 }).channels;
  await writeFile(join(folder, 'in.wav'), s16Wav({ sampleRate: 16_000, channels: [left!, right!] }));
});

afterEach(() => rm(folder, { recursive: true }));

/** A file as the command line writes it, with a recipe chunk after the samples. */
async function write(encoding: string): Promise<string> {
  const args = ['transform', 'in.wav', '--world', 'f0=*2', '--encoding', encoding, '-o', `${encoding}.wav`];
  const { status, stderr } = await runSonde(args, { cwd: folder });
  expect([status, stderr]).toEqual([0, '']);
  return join(folder, `${encoding}.wav`);
}

/** Interleaved samples as SoX reads them: 32-bit integers in units of 2^-31, whatever the file has. */
async function readBySox(path: string): Promise<Int32Array> {
  const args = [path, '-t', 'raw', '-e', 'signed', '-b', '32', '-'];
  const { stdout } = await execute('sox', args, { ...LARGE, encoding: 'buffer' });
  const bytes = new Uint8Array(stdout as Buffer);
  return new Int32Array(bytes.buffer, 0, bytes.length / 4);
}

/** The same of what we read. */
async function readByUs(path: string): Promise<Int32Array> {
  const { channels } = decodeWav(await readFile(path), kernels).clip;
  const frames = channels[0]?.length ?? 0;
  return Int32Array.from({ length: frames * channels.length }, (_, index) => {
    return (channels[index % channels.length]?.[Math.floor(index / channels.length)] ?? Number.NaN) * 2 ** 31;
  });
}

describe.skipIf(lacks('sox'))('SoX (skipped where it is not installed)', () => {
  test.each(['s16', 's24', 's32'])('reads our %s to the same samples', async (encoding) => {
    const path = await write(encoding);
    const [theirs, ours] = await Promise.all([readBySox(path), readByUs(path)]);
    expect(theirs.length).toBe(2 * 1600);
    expect(theirs).toEqual(ours);
  });

  test.each([
    ['8-bit', ['-e', 'unsigned', '-b', '8']],
    ['16-bit', ['-b', '16']],
    ['24-bit', ['-b', '24']],
    ['32-bit', ['-b', '32']],
    ['32-bit float', ['-e', 'float', '-b', '32']],
  ])('writes %s that we read to the same samples', async (_name, format) => {
    const path = join(folder, 'sox.wav');
    await execute('sox', ['-D', join(folder, 'in.wav'), ...format, path]);
    const [theirs, ours] = await Promise.all([readBySox(path), readByUs(path)]);
    expect(ours.length).toBe(2 * 1600);
    expect(ours).toEqual(theirs);
  });
});

describe.skipIf(lacks('ffmpeg', 'ffprobe'))('FFmpeg (skipped where it is not installed)', () => {
  test.each([
    ['s16', 'pcm_s16le'],
    ['s24', 'pcm_s24le'],
    ['s32', 'pcm_s32le'],
    ['f32', 'pcm_f32le'],
    ['f64', 'pcm_f64le'],
  ])('knows our %s as %s, complete', async (encoding, codec) => {
    const probe = ['-v', 'error', '-show_streams', '-of', 'json', await write(encoding)];
    const { stdout, stderr } = await execute('ffprobe', probe);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).streams).toMatchObject([
      { codec_name: codec, sample_rate: '16000', channels: 2, duration_ts: 1600 },
    ]);
  });

  test('writes RF64 that we read to the samples of the plain file', async () => {
    const path = join(folder, 'rf64.wav');
    await execute('ffmpeg', ['-v', 'error', '-i', join(folder, 'in.wav'), '-rf64', 'always', path]);
    expect((await readFile(path)).subarray(0, 4).toString()).toBe('RF64');
    expect(await readByUs(path)).toEqual(await readByUs(join(folder, 'in.wav')));
  });
});

describe.skipIf(lacks('sndfile-info'))('libsndfile (skipped where it is not installed)', () => {
  test.each(['s16', 's24', 's32', 'f32', 'f64'])('reads our %s, complete and without complaint', async (encoding) => {
    const { stdout } = await execute('sndfile-info', [await write(encoding)]);
    expect(stdout).toMatch(/^Frames +: 1600$/m);
    expect(stdout).toMatch(/^Channels +: 2$/m);
    expect(stdout).not.toMatch(/error|should be|bad/i);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clip } from '../core/audio/clip.ts';
import { decodeWav, encodeWav, type WavOptions } from '../core/codecs/wav.ts';
import type { Kernels } from '../core/kernels/kernels.ts';
import { loadKernels } from '../core/kernels/load.ts';
import { CODES, clipOf, codesByFfmpeg, codesBySox, interleaved, missingPrograms, run } from './peers.ts';

const TOOLS = ['sox', 'ffmpeg', 'ffprobe', 'sndfile-info', 'sndfile-convert'];
const missing = missingPrograms(TOOLS);

let folder = '';
let kernels: Kernels;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wav-peers-'));
  const binary = readFileSync(new URL('../../public/wasm/sonde.wasm', import.meta.url));
  kernels = loadKernels(new WebAssembly.Module(binary));
});

afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, clip: Clip, options: WavOptions): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([...encodeWav(clip, options, kernels)]));
  return path;
}

it('finds the programs to compare with, on a machine that is meant to have them', () => {
  if (process.env['CI'] !== undefined) expect(missing).toEqual([]);
});

describe.skipIf(missing.length > 0 && !process.env['CI'])('files written here', () => {
  const encodings = ['s16', 's24', 's32', 'f32', 'f64'] as const;
  const cases = encodings.flatMap((encoding) => [1, 2, 3, 8].map((channelCount) => [encoding, channelCount] as const));
  const recipe = { query: { file: 'a' }, signature: 'abc', engine: 'test' };

  it.each(cases)('as %s in %i channels are read alike by sox, ffmpeg and libsndfile', (encoding, channelCount) => {
    const clip = clipOf(channelCount);
    const path = save(`${encoding}-${channelCount}.wav`, clip, { encoding, recipe });
    expect(codesBySox(path)).toEqual(interleaved(clip));
    expect(codesByFfmpeg(path)).toEqual(interleaved(clip));
    const info = run('sndfile-info', path).toString();
    expect(info).toMatch(/Sample Rate\s*: 22050/);
    expect(info).toMatch(new RegExp(`Frames\\s*: ${CODES.length}\\b`));
    expect(info).toMatch(new RegExp(`Channels\\s*: ${channelCount}\\b`));
    expect(info).not.toMatch(/should be \d|error/i);
  });

  it('as RF64 are read alike by ffmpeg and libsndfile', () => {
    const clip = clipOf(2);
    const path = save('long.wav', clip, { encoding: 's24', container: 'RF64', recipe });
    expect(codesByFfmpeg(path)).toEqual(interleaved(clip));
    const info = run('sndfile-info', path).toString();
    expect(info).toMatch(new RegExp(`Frames\\s*: ${CODES.length}\\b`));
    const short = join(folder, 'short.wav');
    run('sndfile-convert', '-pcm16', path, short);
    expect(codesBySox(short)).toEqual(interleaved(clip));
  });
});

describe.skipIf(missing.length > 0 && !process.env['CI'])('files written by others', () => {
  function expectSame(path: string, clip: Clip): void {
    const decoded = decodeWav(readFileSync(path), kernels);
    expect(decoded.warnings).toEqual([]);
    expect(decoded.clip.sampleRate).toBe(clip.sampleRate);
    expect(interleaved(decoded.clip)).toEqual(interleaved(clip));
  }

  it.each([
    ['16 bits', ['-b', '16']],
    ['24 bits', ['-b', '24']],
    ['32 bits', ['-b', '32']],
    ['32-bit float', ['-e', 'floating-point', '-b', '32']],
    ['64-bit float', ['-e', 'floating-point', '-b', '64']],
  ])('by sox in %s are read here', (_, args) => {
    for (const channelCount of [1, 2, 5]) {
      const clip = clipOf(channelCount);
      const path = join(folder, 'sox.wav');
      run('sox', '-D', save('in.wav', clip, { encoding: 's16' }), ...args, path);
      expectSame(path, clip);
    }
  });

  it('by sox in 8 bits are read here', () => {
    const clip: Clip = { sampleRate: 8000, channels: [Float64Array.of(0, 0.5, -1, -0.0078125, 0.9921875)] };
    const path = join(folder, 'u8.wav');
    run('sox', '-D', save('in.wav', clip, { encoding: 's16' }), '-b', '8', path);
    const decoded = decodeWav(readFileSync(path), kernels);
    expect(decoded).toMatchObject({ clip, encoding: 'u8', warnings: [] });
  });

  it.each(['-pcm16', '-pcm24', '-pcm32', '-float32'])('by libsndfile as %s are read here', (kind) => {
    const clip = clipOf(2);
    const path = join(folder, 'sndfile.wav');
    run('sndfile-convert', kind, save('in.wav', clip, { encoding: 's32' }), path);
    expectSame(path, clip);
  });

  it('by ffmpeg as RF64 are read here', () => {
    const clip = clipOf(2);
    const path = join(folder, 'rf64.wav');
    const input = save('in.wav', clip, { encoding: 's16' });
    run('ffmpeg', '-v', 'error', '-y', '-i', input, '-rf64', 'always', '-c:a', 'pcm_s24le', path);
    expect(readFileSync(path).subarray(0, 4).toString()).toBe('RF64');
    expectSame(path, clip);
  });

  it('by ffmpeg into a pipe are read here, and known to be unfinished', () => {
    const clip = clipOf(1);
    const piped = run('ffmpeg', '-v', 'error', '-i', save('in.wav', clip, { encoding: 's16' }), '-f', 'wav', '-');
    const decoded = decodeWav(piped, kernels);
    expect(decoded.warnings.map((warning) => warning.code)).toEqual(['unfinished']);
    expect(interleaved(decoded.clip)).toEqual(interleaved(clip));
  });

  it.each([
    ['mu-law', ['-e', 'mu-law']],
    ['IMA ADPCM', ['-e', 'ima-adpcm']],
    ['Microsoft ADPCM', ['-e', 'ms-adpcm']],
    ['GSM 6.10', ['-e', 'gsm-full-rate']],
  ])('by sox in %s are refused by name', (name, args) => {
    const path = join(folder, 'compressed.wav');
    run('sox', save('in.wav', clipOf(1), { encoding: 's16' }), ...args, path);
    expect(() => decodeWav(readFileSync(path), kernels)).toThrow(`${name} (format tag `);
  });
});

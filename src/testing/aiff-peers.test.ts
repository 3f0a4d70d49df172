import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clip } from '../core/audio/clip.ts';
import { decodeAiff, encodeAiff } from '../core/codecs/aiff.ts';
import type { EncodeOptions } from '../core/codecs/codec.ts';
import type { Kernels } from '../core/kernels/kernels.ts';
import { loadKernels } from '../core/kernels/load.ts';
import { CODES, clipOf, codesByFfmpeg, codesBySox, interleaved, missingPrograms, run } from './peers.ts';

const TOOLS = ['sox', 'ffmpeg', 'sndfile-info', 'sndfile-convert'];
const missing = missingPrograms(TOOLS);

let folder = '';
let kernels: Kernels;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aiff-peers-'));
  const binary = readFileSync(new URL('../../public/wasm/sonde.wasm', import.meta.url));
  kernels = loadKernels(new WebAssembly.Module(binary));
});

afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, clip: Clip, options: EncodeOptions): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([...encodeAiff(clip, options, kernels)]));
  return path;
}

describe.skipIf(missing.length > 0 && !process.env['CI'])('AIFF files', () => {
  const encodings = ['s16', 's24', 's32', 'f32', 'f64'] as const;
  const cases = encodings.flatMap((encoding) => [1, 2, 3].map((channelCount) => [encoding, channelCount] as const));
  const recipe = { query: { file: 'a' }, signature: 'abc', engine: 'test' };

  it.each(cases)('written as %s in %i channels are read alike by sox, ffmpeg and libsndfile', (encoding, count) => {
    const clip = clipOf(count);
    const path = save(`${encoding}-${count}.aiff`, clip, { encoding, recipe });
    expect(codesBySox(path)).toEqual(interleaved(clip));
    expect(codesByFfmpeg(path)).toEqual(interleaved(clip));
    const info = run('sndfile-info', path).toString();
    expect(info).toMatch(/Sample Rate\s*: 22050/);
    expect(info).toMatch(new RegExp(`Frames\\s*: ${CODES.length}\\b`));
    expect(info).not.toMatch(/should be \d|error/i);
  });

  function expectSame(path: string, clip: Clip): void {
    const decoded = decodeAiff(readFileSync(path), kernels);
    expect(decoded.warnings).toEqual([]);
    expect(decoded.clip.sampleRate).toBe(clip.sampleRate);
    expect(interleaved(decoded.clip)).toEqual(interleaved(clip));
  }

  it.each([
    ['16 bits', 'aiff', '16', 'signed'],
    ['24 bits', 'aiff', '24', 'signed'],
    ['32 bits', 'aiff', '32', 'signed'],
    ['AIFF-C', 'aifc', '16', 'signed'],
  ])('by sox in %s are read here', (_, type, bits, kind) => {
    const clip = clipOf(2);
    const path = join(folder, 'sox.aiff');
    run('sox', '-D', save('in.aiff', clip, { encoding: 's16' }), '-e', kind, '-b', bits, '-t', type, path);
    expectSame(path, clip);
  });

  it.each(['-pcm16', '-pcm24', '-pcm32', '-float32'])('by libsndfile as %s are read here', (kind) => {
    const clip = clipOf(2);
    const path = join(folder, 'sndfile.aiff');
    run('sndfile-convert', kind, save('in.aiff', clip, { encoding: 's32' }), path);
    expectSame(path, clip);
  });

  it.each(['pcm_s16le', 'pcm_s16be', 'pcm_s24be', 'pcm_f32be', 'pcm_f64be'])(
    'by ffmpeg as %s are read here',
    (kind) => {
      const clip = clipOf(2);
      const path = join(folder, 'ffmpeg.aiff');
      run('ffmpeg', '-v', 'error', '-y', '-i', save('in.aiff', clip, { encoding: 's16' }), '-c:a', kind, path);
      expectSame(path, clip);
    },
  );
});

it('finds the programs to compare with, on a machine that is meant to have them', () => {
  if (process.env['CI'] !== undefined) expect(missing).toEqual([]);
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CODEC_LIBRARIES } from '../agent/host/codec-libraries.ts';
import type { Clip } from '../core/audio/clip.ts';
import { concatBytes } from '../core/base/bytes.ts';
import type { EncodeOptions } from '../core/codecs/codec.ts';
import { decodeFlac, encodeFlac } from '../core/codecs/flac.ts';
import type { FlacLibrary } from '../core/codecs/flac-library.ts';
import { libraryFor } from '../core/codecs/libraries.ts';
import { encodeWav } from '../core/codecs/wav.ts';
import type { Kernels } from '../core/kernels/kernels.ts';
import { loadKernels } from '../core/kernels/load.ts';
import { CODES, clipOf, codesByFfmpeg, codesBySox, interleaved, missingPrograms, run } from './peers.ts';

const TOOLS = ['flac', 'metaflac', 'sox', 'ffmpeg', 'sndfile-info', 'sndfile-convert'];
const missing = missingPrograms(TOOLS);

let folder = '';
let kernels: Kernels;
let library: FlacLibrary;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flac-peers-'));
  const binary = readFileSync(new URL('../../public/wasm/sonde.wasm', import.meta.url));
  kernels = loadKernels(new WebAssembly.Module(binary));
  library = await libraryFor('flac', 'FLAC', { libraries: CODEC_LIBRARIES });
});

afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, clip: Clip, options: EncodeOptions): string {
  const path = join(folder, name);
  writeFileSync(path, concatBytes([...encodeFlac(clip, options, { kernels }, library)]));
  return path;
}

function saveWav(clip: Clip): string {
  const path = join(folder, 'in.wav');
  writeFileSync(path, concatBytes([...encodeWav(clip, { encoding: 's16' }, kernels)]));
  return path;
}

it('finds the programs to compare with, on a machine that is meant to have them', () => {
  if (process.env['CI'] !== undefined) expect(missing).toEqual([]);
});

describe.skipIf(missing.length > 0 && !process.env['CI'])('FLAC files written here', () => {
  const encodings = ['s16', 's24'] as const;
  const cases = encodings.flatMap((encoding) => [1, 2, 3, 8].map((channelCount) => [encoding, channelCount] as const));
  const recipe = { query: { file: 'ä' }, signature: 'abc', engine: 'test' };

  it.each(cases)(
    'as %s in %i channels are read alike by flac, sox, ffmpeg and libsndfile',
    (encoding, channelCount) => {
      const clip = clipOf(channelCount);
      const path = save(`${encoding}-${channelCount}.flac`, clip, { encoding, recipe });
      // Warnings, such as one about a missing MD5 sum, fail it, too.
      run('flac', '--test', '--warnings-as-errors', '--silent', path);
      expect(codesBySox(path)).toEqual(interleaved(clip));
      expect(codesByFfmpeg(path)).toEqual(interleaved(clip));
      const info = run('sndfile-info', path).toString();
      expect(info).toMatch(/Sample Rate\s*: 22050/);
      expect(info).toMatch(new RegExp(`Frames\\s*: ${CODES.length}\\b`));
      expect(info).toMatch(new RegExp(`Channels\\s*: ${channelCount}\\b`));
    },
  );

  it('show their recipe to any program that shows comments', () => {
    const path = save('recipe.flac', clipOf(1), { encoding: 's16', recipe });
    expect(run('metaflac', '--show-tag=SONDE_RECIPE', '--no-utf8-convert', path).toString().trim()).toBe(
      'SONDE_RECIPE={"engine":"test","query":{"file":"ä"},"signature":"abc"}',
    );
  });

  it('keep their recipe when another program adds a comment', () => {
    const path = save('tagged.flac', clipOf(1), { encoding: 's16', recipe });
    run('metaflac', '--set-tag=ARTIST=nobody', path);
    expect(decodeFlac(readFileSync(path), { kernels }, library)).toMatchObject({
      clip: clipOf(1),
      recipe,
      warnings: [],
    });
  });
});

describe.skipIf(missing.length > 0 && !process.env['CI'])('FLAC files written by others', () => {
  function expectSame(path: string, clip: Clip): void {
    const decoded = decodeFlac(readFileSync(path), { kernels }, library);
    expect(decoded.warnings).toEqual([]);
    expect(decoded.clip.sampleRate).toBe(clip.sampleRate);
    expect(interleaved(decoded.clip)).toEqual(interleaved(clip));
  }

  it.each(['--fast', '--best'])('by flac with %s are read here', (level) => {
    for (const channelCount of [1, 2, 5]) {
      const clip = clipOf(channelCount);
      const path = join(folder, 'flac.flac');
      run('flac', '--silent', '--force', '--channel-map=none', level, '-o', path, saveWav(clip));
      expectSame(path, clip);
    }
  });

  it.each(['16', '24'])('by sox in %s bits are read here', (bits) => {
    const clip = clipOf(2);
    const path = join(folder, 'sox.flac');
    run('sox', '-D', saveWav(clip), '-b', bits, path);
    expectSame(path, clip);
  });

  it('in 8 bits are read here', () => {
    const clip = { sampleRate: 8000, channels: [Float64Array.of(0, 1 / 128, -1, 127 / 128, -1 / 128, 0.5, 0, 0)] };
    const path = join(folder, 'eight.flac');
    run('sox', '-D', saveWav(clip), '-b', '8', path);
    expect(decodeFlac(readFileSync(path), { kernels }, library)).toMatchObject({ clip, encoding: 'u8' });
  });

  it.each(['-pcm16', '-pcm24'])('by libsndfile as %s are read here', (kind) => {
    const clip = clipOf(2);
    const path = join(folder, 'sndfile.flac');
    run('sndfile-convert', kind, saveWav(clip), path);
    expectSame(path, clip);
  });

  it.each(['s16', 's32'])('by ffmpeg as %s are read here', (kind) => {
    const clip = clipOf(2);
    const path = join(folder, 'ffmpeg.flac');
    run('ffmpeg', '-v', 'error', '-y', '-i', saveWav(clip), '-sample_fmt', kind, path);
    expectSame(path, clip);
  });

  it('into a pipe, so that their head was never finished, are read to their end', () => {
    const clip = clipOf(2);
    const bytes = run('ffmpeg', '-v', 'error', '-i', saveWav(clip), '-f', 'flac', '-');
    const { clip: got, warnings } = decodeFlac(bytes, { kernels }, library);
    expect(interleaved(got)).toEqual(interleaved(clip));
    expect(warnings).toMatchObject([{ code: 'unfinished' }]);
  });
});

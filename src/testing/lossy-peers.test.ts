import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CODEC_LIBRARIES } from '../agent/host/codec-libraries.ts';
import type { Clip } from '../core/audio/clip.ts';
import type { CodecTools, EncodeOptions } from '../core/codecs/codec.ts';
import { CODECS, decodeSound } from '../core/codecs/registry.ts';
import { loadKernels } from '../core/kernels/load.ts';
import { snrDb, voiceIn } from './lossy-sounds.ts';
import { missingPrograms, run } from './peers.ts';

const TOOLS = ['sox', 'ffmpeg', 'ffprobe'];
const missing = missingPrograms(TOOLS);
const recipe = { query: { file: 'a' }, signature: 'abc', engine: 'test' };

let folder = '';
let tools: CodecTools;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lossy-peers-'));
  const binary = readFileSync(new URL('../../public/wasm/sonde.wasm', import.meta.url));
  tools = { kernels: loadKernels(new WebAssembly.Module(binary)), libraries: CODEC_LIBRARIES };
});

afterAll(() => rmSync(folder, { recursive: true }));

async function save(
  name: string,
  format: 'wav' | 'mp3' | 'ogg',
  clip: Clip,
  options: Partial<EncodeOptions> = {},
): Promise<string> {
  const path = join(folder, name);
  const pieces = await CODECS[format].encode(clip, { encoding: 's24', ...options }, tools);
  writeFileSync(path, Buffer.concat([...pieces]));
  return path;
}

const read = async (path: string) => await decodeSound(readFileSync(path), path, tools);

/** The first channel as another program decodes it. */
function decodedBy(tool: 'ffmpeg' | 'sox', path: string, channelCount: number): Float32Array {
  const raw =
    tool === 'ffmpeg'
      ? run('ffmpeg', '-v', 'error', '-i', path, '-f', 'f32le', '-')
      : run('sox', '-D', path, '-t', 'raw', '-e', 'float', '-b', '32', '-');
  return new Float32Array(new Uint8Array(raw).buffer).filter((_, index) => index % channelCount === 0);
}

function streamOf(path: string): Record<string, string> {
  const fields = 'stream=codec_name,sample_rate,channels,bit_rate,duration';
  const lines = run('ffprobe', '-v', 'error', '-show_entries', fields, '-of', 'default=nw=1', path).toString();
  return Object.fromEntries(
    lines
      .trim()
      .split('\n')
      .map((line) => line.split('=') as [string, string]),
  );
}

describe.skipIf(missing.length > 0 && !process.env['CI'])('files of lossy formats', () => {
  const cases = [44100, 16000, 8000].flatMap((rate) => [1, 2].map((channels) => [rate, channels] as const));

  it.each(cases)('MP3 of %i Hz in %i channels is read alike by ffmpeg', async (rate, count) => {
    const clip = voiceIn(count, rate);
    const path = await save(`${rate}-${count}.mp3`, 'mp3', clip, { bitrate: 64, recipe });
    expect(streamOf(path)).toMatchObject({
      codec_name: 'mp3',
      sample_rate: `${rate}`,
      channels: `${count}`,
      bit_rate: '64000',
    });
    const own = (await read(path)).clip.channels[0]!;
    const theirs = decodedBy('ffmpeg', path, count);
    expect(theirs.length).toBe(own.length);
    expect(snrDb(own, theirs)).toBeGreaterThan(80);
  });

  it.each(cases)('Ogg of %i Hz in %i channels is read alike by ffmpeg and sox', async (rate, count) => {
    // Long enough for several pages: of one alone, sox reads what is behind the end.
    const clip = voiceIn(count, rate, 2.501);
    const path = await save(`${rate}-${count}.ogg`, 'ogg', clip, { recipe });
    expect(streamOf(path)).toMatchObject({ codec_name: 'vorbis', sample_rate: `${rate}`, channels: `${count}` });
    const own = (await read(path)).clip.channels[0]!;
    for (const tool of ['ffmpeg', 'sox'] as const) {
      const theirs = decodedBy(tool, path, count);
      expect(theirs.length).toBe(own.length);
      expect(snrDb(own, theirs)).toBeGreaterThan(60);
    }
  });

  it('keep their recipe when ffmpeg writes them anew', async () => {
    for (const format of ['mp3', 'ogg'] as const) {
      const path = await save(`tagged.${format}`, format, voiceIn(1, 16000), { recipe });
      for (const version of ['3', '4']) {
        const copy = join(folder, `copy-${version}.${format}`);
        const tags = format === 'mp3' ? ['-id3v2_version', version] : [];
        run('ffmpeg', '-v', 'error', '-y', '-i', path, '-c', 'copy', ...tags, copy);
        expect((await read(copy)).recipe).toEqual(recipe);
      }
    }
  });

  it.each([
    ['MP3 of constant bitrate', 'cbr.mp3', 1, ['-c:a', 'libmp3lame', '-b:a', '96k']],
    ['MP3 of variable bitrate', 'vbr.mp3', 2, ['-c:a', 'libmp3lame', '-q:a', '4']],
    ['Ogg Vorbis', 'a.ogg', 2, ['-c:a', 'libvorbis']],
    ['Ogg Vorbis of six channels', 'six.ogg', 6, ['-c:a', 'libvorbis']],
    ['Opus', 'a.opus', 2, ['-c:a', 'libopus']],
    ['Opus of six channels', 'six.opus', 6, ['-c:a', 'libopus', '-mapping_family', '1']],
  ])('that ffmpeg wrote as %s are read here as it reads them', async (_, name, count, options) => {
    const clip = voiceIn(count, 48000, 0.9);
    const source = await save('in.wav', 'wav', clip);
    const path = join(folder, name);
    run(
      'ffmpeg',
      '-v',
      'error',
      '-y',
      '-guess_layout_max',
      '0',
      '-i',
      source,
      ...(count === 6 ? ['-channel_layout', '5.1'] : []),
      ...options,
      path,
    );
    const decoded = await read(path);
    expect(decoded.warnings).toEqual([]);
    expect(decoded.clip.channels.map(({ length }) => length)).toEqual(clip.channels.map(({ length }) => length));
    const raw = run('ffmpeg', '-v', 'error', '-i', path, '-f', 'f32le', '-');
    const theirs = new Float32Array(new Uint8Array(raw).buffer);
    for (const [c, own] of decoded.clip.channels.entries()) {
      expect(
        snrDb(
          own,
          theirs.filter((_sample, index) => index % count === c),
        ),
      ).toBeGreaterThan(50);
    }
  });

  it.each([['mp2', 'MPEG layer II']])('that ffmpeg wrote as %s (%s) are read here whole', async (extension) => {
    const clip = voiceIn(1, 44100);
    const path = join(folder, `a.${extension}`);
    run('ffmpeg', '-v', 'error', '-y', '-i', await save('in.wav', 'wav', clip), '-c:a', 'mp2', path);
    const { clip: own, warnings } = await read(path);
    expect(warnings.map(({ code }) => code)).toEqual(['delay-unknown']);
    expect(snrDb(own.channels[0]!, decodedBy('ffmpeg', path, 1))).toBeGreaterThan(60);
  });
});

it('finds the programs to compare with, on a machine that is meant to have them', () => {
  if (process.env['CI'] !== undefined) expect(missing).toEqual([]);
});

import { beforeAll, describe, expect, it } from 'vitest';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { CodecTools } from './codec.ts';
import { CODECS, decodeSound, formatOfName } from './registry.ts';

const clip = { sampleRate: 16000, channels: [Float64Array.of(0, 0.5, -0.25)] };

let kernels: Kernels;
let tools: CodecTools;
beforeAll(async () => {
  kernels = await kernelsForTest();
  tools = { kernels, libraries: librariesForTest() };
});

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

async function failure(bytes: Uint8Array, name: string): Promise<AppError> {
  try {
    await decodeSound(bytes, name, { kernels });
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('Expected an error.');
}

describe('decodeSound', () => {
  it('reads only what it has a library for', async () => {
    await expect(decodeSound(latin1('fLaC'), 'a.flac', { kernels })).rejects.toMatchObject({
      code: 'audio-unsupported',
    });
  });

  it.each(['wav', 'aiff', 'flac'] as const)(
    'reads %s by its first bytes, whatever the file is called',
    async (format) => {
      const bytes = concatBytes([...(await CODECS[format].encode(clip, { encoding: 's24' }, tools))]);
      for (const name of ['a.wav', 'a.aiff', 'a.mp3', 'a', '']) {
        expect(await decodeSound(bytes, name, tools)).toMatchObject({ clip, encoding: 's24' });
      }
    },
  );

  it.each([
    ['OggS', 'Not an Ogg file: there is no whole page with a right checksum at byte 0.'],
    [
      'ID3\x04\0\0\0\0\0\0',
      'Not an MP3 file that can be read here: no two frames follow each other in the 0 bytes from byte 10.',
    ],
    [
      '\xff\xfb\x90\x64',
      'Not an MP3 file that can be read here: no two frames follow each other in the 4 bytes from byte 0.',
    ],
  ])('knows %j for the beginning of a format, whatever the file is called', async (head, message) => {
    expect(await failure(latin1(head), 'a.wav')).toMatchObject({ code: 'audio-invalid', message });
  });

  it.each([
    ['RIFX', 'RIFX....WAVE', 'A big-endian WAV file'],
    ['MP4', '\0\0\0\x20ftypM4A ', 'An MP4 file'],
    ['WebM', '\x1aE\xdf\xa3', 'A Matroska or WebM file'],
    ['Wave64', 'riff\x2e\x91\xcf\x11', 'A Wave64 file'],
    ['CAF', 'caff\0\x01', 'A CAF file'],
    ['AU', '.snd\0\0', 'An AU file'],
    ['SPHERE', 'NIST_1A\n', 'A NIST SPHERE file'],
    ['WavPack', 'wvpk....', 'A WavPack file'],
  ])('names %s, even where it is called .wav, and the formats that it reads', async (_, head, name) => {
    const error = await failure(latin1(head), 'a.wav');
    expect(error.code).toBe('audio-unsupported');
    expect(error.message).toBe(`${name} cannot be read here, only WAV, AIFF, FLAC, MP3 or Ogg.`);
  });

  it.each([
    ['a.wav', 'Not a WAV file: expected RIFF, RF64 or BW64 at byte 0, got `Hell`.'],
    ['a.AIF', 'Not an AIFF file: expected FORM at byte 0, got `Hell`.'],
    ['a.txt', 'Not a sound file that can be read here: expected WAV, AIFF, FLAC, MP3 or Ogg at byte 0, got `Hell`.'],
    ['wav', 'Not a sound file that can be read here: expected WAV, AIFF, FLAC, MP3 or Ogg at byte 0, got `Hell`.'],
  ])('says of a text called %s what was expected by that name', async (name, message) => {
    const error = await failure(latin1('Hello, this is text.'), name);
    expect([error.code, error.message]).toEqual(['audio-invalid', message]);
  });

  it('says that an empty file is empty', async () => {
    expect(await failure(new Uint8Array(0), 'a.flac')).toMatchObject({
      code: 'audio-empty',
      message: 'The file is empty: it has 0 bytes.',
    });
  });
});

describe('raw PCM', () => {
  it('is samples alone, interleaved and little-endian', async () => {
    const stereo = { sampleRate: 8000, channels: [Float64Array.of(0.5, 0), Float64Array.of(-1, 2 ** -15)] };
    const recipe = { query: {}, signature: 's', engine: 'e' };
    const bytes = concatBytes([...(await CODECS.raw.encode(stereo, { encoding: 's16', recipe }, { kernels }))]);
    expect([...bytes]).toEqual([0x00, 0x40, 0x00, 0x80, 0x00, 0x00, 0x01, 0x00]);
  });

  it('is refused as a source, with the reason', async () => {
    const error = await failure(Uint8Array.of(1, 2, 3, 4), 'a.raw');
    expect(error.code).toBe('audio-unsupported');
    expect(error.message).toContain('does not say its rate and channels');
  });

  it('of nothing is refused', async () => {
    const nothing = { sampleRate: 8000, channels: [new Float64Array(0)] };
    await expect(CODECS.raw.encode(nothing, { encoding: 's16' }, { kernels })).rejects.toMatchObject({
      code: 'audio-empty',
    });
  });
});

describe('formatOfName', () => {
  it.each([
    ['a.wav', 'wav'],
    ['folder.aiff/a.WAV', 'wav'],
    ['a.b.AIF', 'aiff'],
    ['a.Flac', 'flac'],
    ['a.raw', 'raw'],
    ['a.mp3', 'mp3'],
    ['a.OGA', 'ogg'],
    ['a.wma', undefined],
    ['folder.aiff/a', undefined],
    ['wav', undefined],
  ])('reads %s as %s', (name, format) => {
    expect(formatOfName(name)).toBe(format);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { snrDb, voiceIn } from '../../testing/lossy-sounds.ts';
import { noiseClip } from '../../testing/signals.ts';
import type { Clip } from '../audio/clip.ts';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import { hashBytes } from '../base/hash.ts';
import type { EncodeOptions } from './codec.ts';
import { decodeMp3, encodeMp3 } from './mp3.ts';
import { readMp3Facts } from './mp3-read.ts';

const tools = { kernels: await kernelsForTest(), libraries: librariesForTest() };
const recipe = { query: { file: 'mañana.wav' }, signature: 'abc', engine: 'test' };

async function encode(clip: Clip, options: Partial<EncodeOptions> = {}): Promise<Uint8Array<ArrayBuffer>> {
  return concatBytes([...(await encodeMp3(clip, { encoding: 's16', ...options }, tools))]);
}

describe('an MP3 that was written here', () => {
  const rates = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000];

  it.each(rates.flatMap((rate) => [1, 2].map((channels) => [rate, channels] as const)))(
    'comes back in its length and place at %i Hz in %i channels',
    async (rate, channelCount) => {
      const clip = voiceIn(channelCount, rate);
      const decoded = await decodeMp3(await encode(clip), tools);
      expect(decoded.warnings).toEqual([]);
      expect(decoded.clip.sampleRate).toBe(rate);
      expect(decoded.clip.channels.map(({ length }) => length)).toEqual(clip.channels.map(({ length }) => length));
      for (const [index, x] of clip.channels.entries()) {
        expect(snrDb(x, decoded.clip.channels[index] ?? [])).toBeGreaterThan(15);
      }
    },
  );

  it.each([1, 2, 575, 576, 577, 1151, 1152, 1153, 2000])('comes back whole, of %i samples', async (length) => {
    const clip = noiseClip(length, 44100);
    const { clip: decoded } = await decodeMp3(await encode(clip), tools);
    expect(decoded.channels.map((channel) => channel.length)).toEqual([length]);
  });

  it('has the bitrate that was asked for, and is the larger for it', async () => {
    const clip = voiceIn(1, 44100);
    const sizes = await Promise.all([64, 160, 320].map(async (bitrate) => (await encode(clip, { bitrate })).length));
    for (const [index, bitrate] of [64, 160, 320].entries()) {
      expect((sizes[index]! * 8) / 1000 / 1.001 / bitrate).toBeCloseTo(1.06, 1);
    }
  });

  it('takes its recipe along', async () => {
    const decoded = await decodeMp3(await encode(voiceIn(1, 16000), { recipe }), tools);
    expect(decoded.recipe).toEqual(recipe);
    expect(decoded.warnings).toEqual([]);
  });

  it('is the same file on every machine', async () => {
    const bytes = await encode(voiceClipExact(), { recipe, bitrate: 64 });
    expect(hashBytes(bytes)).toBe('mirgrw6fags2zpjrt63odtgu2gd5x7xndi2jcilacivqxpsu');
    const { clip } = await decodeMp3(bytes, tools);
    expect(hashBytes(new Uint8Array(clip.channels[0]!.buffer))).toBe(
      'j4soxptnn3fgswrs2sefgtzph7i4uuyfqzdfw56fwowi4vbx',
    );
  });

  it('is clipped at full scale, as a file of integers is', async () => {
    const loud = noiseClip(20000, 16000, 3);
    const limited = {
      ...loud,
      channels: loud.channels.map((channel) => channel.map((x) => Math.max(-1, Math.min(1, x)))),
    };
    expect(await encode(loud)).toEqual(await encode(limited));
  });

  it('comes in pieces between which a host can breathe', async () => {
    const pieces = [...(await encodeMp3(noiseClip(700_000, 8000), { encoding: 's16', bitrate: 8 }, tools))];
    expect(pieces.length).toBeGreaterThan(4);
  });
});

/** Of integers, so that it is the same sound wherever it is made. */
function voiceClipExact(): Clip {
  return noiseClip(20_000, 16_000);
}

describe('what an MP3 cannot hold', () => {
  it.each([
    [
      44100,
      144,
      'An MP3 cannot have a bitrate of 144 kb/s at 44100 Hz, only 32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 kb/s.',
    ],
    [
      16000,
      192,
      'An MP3 cannot have a bitrate of 192 kb/s at 16000 Hz, only 8, 16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160 kb/s.',
    ],
    [8000, 128, 'An MP3 cannot have a bitrate of 128 kb/s at 8000 Hz, only 8, 16, 24, 32, 40, 48, 64 kb/s.'],
    [
      96000,
      320,
      'An MP3 cannot have a sampling rate of 96000 Hz, only 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000 Hz.',
    ],
  ])('is refused at %i Hz and %i kb/s, with what it can', async (rate, bitrate, message) => {
    await expect(encode(noiseClip(100, rate), { bitrate })).rejects.toMatchObject({
      code: 'audio-unsupported',
      message,
    });
  });

  it('is more than two channels', async () => {
    await expect(encode(voiceIn(3, 8000))).rejects.toMatchObject({
      code: 'audio-unsupported',
      message: 'MP3 is written with 1 or 2 channels, got 3; WAV holds them.',
    });
  });

  it('is nothing, or what is not finite', async () => {
    await expect(encode(noiseClip(0, 8000))).rejects.toMatchObject({ code: 'audio-empty' });
    await expect(encode({ sampleRate: 8000, channels: [Float64Array.of(0, Number.NaN)] })).rejects.toMatchObject({
      code: 'audio-not-finite',
    });
  });

  it('is the default bitrate at a low sampling rate, where the highest takes its place', async () => {
    const clip = noiseClip(8000, 8000);
    expect(await encode(clip)).toEqual(await encode(clip, { bitrate: 64 }));
  });
});

describe('a damaged MP3', () => {
  const whole = encode(voiceIn(1, 16000), { recipe, bitrate: 64 });
  const decodeAll = async (bytes: Uint8Array) => await decodeMp3(bytes, tools);

  it('that is cut short is read as far as it goes, with a warning', async () => {
    const bytes = await whole;
    const { clip, warnings, recipe: kept } = await decodeAll(bytes.subarray(0, Math.floor(bytes.length / 2)));
    expect(warnings.map(({ code }) => code)).toEqual(['truncated']);
    expect(warnings[0]?.message).toMatch(/^The file is cut short\. What is there was read \(0\.\d+ s of 1\.\d+ s\)\.$/);
    expect(kept).toEqual(recipe);
    const x = voiceIn(1, 16000).channels[0]!.subarray(0, clip.channels[0]!.length - 600);
    expect(snrDb(x, clip.channels[0]!)).toBeGreaterThan(15);
  });

  it('with bytes that are no frame keeps the rest, and tells where', async () => {
    const bytes = await whole;
    const at = readMp3Facts(bytes).frames[10]!;
    const junk = Uint8Array.from({ length: 50 }, (_, index) => index);
    const { warnings } = await decodeAll(concatBytes([bytes.subarray(0, at), junk, bytes.subarray(at)]));
    expect(warnings).toEqual([
      { code: 'damaged', message: `50 bytes at byte ${at} are no MP3 frames and were left out.` },
    ]);
  });

  it('without a tag of its encoder tells that its place in time is unknown', async () => {
    const bytes = await whole;
    const { clip, warnings } = await decodeAll(bytes.subarray(readMp3Facts(bytes).frames[0]));
    expect(warnings.map(({ code }) => code)).toEqual(['delay-unknown']);
    const x = voiceIn(1, 16000).channels[0]!;
    expect(snrDb(x, clip.channels[0]!.subarray(1105))).toBeGreaterThan(15);
  });

  it('with tags before and after it is read as without', async () => {
    const bytes = await whole;
    const id3v1 = concatBytes([new TextEncoder().encode('TAG'), new Uint8Array(125).fill(0xff)]);
    const { warnings, clip } = await decodeAll(concatBytes([bytes, id3v1]));
    expect(warnings).toEqual([]);
    expect(clip).toEqual((await decodeAll(bytes)).clip);
  });

  it.each([
    ['nothing', new Uint8Array(0), 'audio-empty'],
    ['zeros', new Uint8Array(5000), 'audio-invalid'],
    ['only sync words', new Uint8Array(5000).fill(0xff), 'audio-invalid'],
    [
      'a tag that claims 256 MB',
      Uint8Array.from([0x49, 0x44, 0x33, 4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f, 1, 2]),
      'audio-invalid',
    ],
  ])('of %s is refused', async (_, bytes, code) => {
    await expect(decodeAll(bytes)).rejects.toMatchObject({ code });
  });

  it('of any kind is read or refused in words', async () => {
    const bytes = await whole;
    const change = fc.record({ at: fc.nat({ max: bytes.length - 1 }), byte: fc.nat({ max: 255 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 60 }),
        fc.nat({ max: bytes.length }),
        async (changes, length) => {
          const damaged = bytes.slice(0, length);
          for (const { at, byte } of changes) if (at < length) damaged[at] = byte;
          try {
            const { clip } = await decodeAll(damaged);
            expect(clip.channels[0]!.length).toBeLessThanOrEqual(40 * 576 * 2);
          } catch (failure) {
            expect(failure).toBeInstanceOf(AppError);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('an MP3 that is longer than may be opened', () => {
  it('is refused before it is decoded, saying how long it may be', async () => {
    const bytes = await encode(voiceIn(2, 44100));
    const refused = decodeMp3(bytes, { ...tools, sampleLimit: 2 * 22_050, libraries: {} });
    await expect(refused).rejects.toMatchObject({
      code: 'memory-limit',
      message: expect.stringContaining('of 2 channels at 44100 Hz, at most 0.0 minutes (44100 samples)'),
    });
  });
});

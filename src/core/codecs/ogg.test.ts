import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { librariesForTest } from '../../testing/codec-libraries.ts';
import { readFixture } from '../../testing/fixture.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { snrDb, voiceIn } from '../../testing/lossy-sounds.ts';
import { noiseClip } from '../../testing/signals.ts';
import type { Clip } from '../audio/clip.ts';
import { concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import { hashBytes } from '../base/hash.ts';
import type { EncodeOptions } from './codec.ts';
import { encodeOgg } from './ogg.ts';
import { decodeOgg } from './ogg-decode.ts';
import { type OggPage, readOggPages, writeOggPage } from './ogg-page.ts';

const tools = { kernels: await kernelsForTest(), libraries: librariesForTest() };
const recipe = { query: { file: 'mañana.wav' }, signature: 'abc', engine: 'test' };

async function encode(clip: Clip, options: Partial<EncodeOptions> = {}): Promise<Uint8Array<ArrayBuffer>> {
  return concatBytes([...(await encodeOgg(clip, { encoding: 's16', ...options }, tools))]);
}

function pagesOf(bytes: Uint8Array): OggPage[] {
  const refuse = () => {
    throw new Error('expected whole pages only');
  };
  return [...readOggPages(bytes, refuse)];
}

describe('an Ogg Vorbis file that was written here', () => {
  it.each(
    [8000, 16000, 22050, 44100, 48000, 96000].flatMap((rate) => [1, 2].map((channels) => [rate, channels] as const)),
  )('comes back in its length and place at %i Hz in %i channels', async (rate, channelCount) => {
    const clip = voiceIn(channelCount, rate);
    const decoded = await decodeOgg(await encode(clip, { quality: 8 }), tools);
    expect(decoded.warnings).toEqual([]);
    expect(decoded.clip.sampleRate).toBe(rate);
    expect(decoded.clip.channels.map(({ length }) => length)).toEqual(clip.channels.map(({ length }) => length));
    for (const [index, x] of clip.channels.entries()) {
      expect(snrDb(x, decoded.clip.channels[index] ?? [])).toBeGreaterThan(15);
    }
  });

  it.each([1, 2, 127, 128, 1023, 1024, 1025, 2000])('comes back whole, of %i samples', async (length) => {
    const { clip } = await decodeOgg(await encode(noiseClip(length, 44100)), tools);
    expect(clip.channels.map((channel) => channel.length)).toEqual([length]);
  });

  it('is larger and better for a higher quality, of which 4 is the default', async () => {
    const clip = voiceIn(1, 44100);
    const [low, middle, usual, high] = await Promise.all([
      encode(clip, { quality: -1 }),
      encode(clip, { quality: 4 }),
      encode(clip),
      encode(clip, { quality: 10 }),
    ]);
    expect(usual).toEqual(middle);
    expect(low!.length).toBeLessThan(middle!.length);
    expect(middle!.length).toBeLessThan(high!.length);
  });

  it.each([1, 100_000])('takes its recipe along, of %i characters and more', async (length) => {
    const long = { ...recipe, query: { file: 'ä'.repeat(length) } };
    const bytes = await encode(voiceIn(1, 16000), { recipe: long });
    const decoded = await decodeOgg(bytes, tools);
    expect(decoded.recipe).toEqual(long);
    expect(decoded.warnings).toEqual([]);
    const plain = await decodeOgg(await encode(voiceIn(1, 16000)), tools);
    expect(decoded.clip).toEqual(plain.clip);
    expect(pagesOf(bytes).map(({ sequence }) => sequence)).toEqual(pagesOf(bytes).map((_, index) => index));
  });

  it('is the same file on every machine', async () => {
    const bytes = await encode(noiseClip(20_000, 16_000), { recipe });
    expect(hashBytes(bytes)).toBe('coexzfzmrlyug2jfmvvvtm24io3yi3s3ohq5pqoz3am73e5n');
    const { clip } = await decodeOgg(bytes, tools);
    expect(hashBytes(new Uint8Array(clip.channels[0]!.buffer))).toBe(
      'kyh4in7lmm3svl6drgtu66lagq56gv6zzzo7o72537qgb56p',
    );
  });
});

describe('what an Ogg Vorbis file cannot hold', () => {
  it('is refused, with what it can', async () => {
    await expect(encode(noiseClip(100, 400_000))).rejects.toMatchObject({
      code: 'audio-unsupported',
      message: 'An Ogg Vorbis file cannot have a sampling rate of 400000 Hz, only whole Hz up to 200000.',
    });
    await expect(encode(voiceIn(3, 8000))).rejects.toMatchObject({
      message: 'Ogg Vorbis is written with 1 or 2 channels, got 3; WAV holds them.',
    });
    await expect(encode(noiseClip(0, 8000))).rejects.toMatchObject({ code: 'audio-empty' });
  });
});

describe('an Opus file', () => {
  const file = readFixture('src/testing/golden/opus/voice.opus');

  it('is read in its length and place', async () => {
    const { clip, warnings } = await decodeOgg(await file, tools);
    const [x] = voiceIn(1, 48000, 0.25).channels;
    expect(warnings).toEqual([]);
    expect(clip.sampleRate).toBe(48000);
    expect(clip.channels.map(({ length }) => length)).toEqual([x!.length]);
    expect(snrDb(x!, clip.channels[0]!)).toBeGreaterThan(10);
  });

  it('is the same samples on every machine', async () => {
    const { clip } = await decodeOgg(await file, tools);
    expect(hashBytes(new Uint8Array(clip.channels[0]!.buffer))).toBe(
      'h4ld7az2ynvwoiblwzgvisivrrjodjzupsku5bdlhnmepll5',
    );
  });

  it('is as loud as its header says', async () => {
    const pages = pagesOf(await file);
    const [first] = pages;
    const body = first!.body.slice();
    // In steps of 1/256 dB.
    new DataView(body.buffer).setInt16(16, -1541, true);
    const quieter = concatBytes([writeOggPage({ ...first!, body }), ...pages.slice(1).map(writeOggPage)]);
    const { clip } = await decodeOgg(quieter, tools);
    const { clip: usual } = await decodeOgg(await file, tools);
    const { level } = tools.kernels;
    expect(level.rms(clip.channels) / level.rms(usual.channels)).toBeCloseTo(10 ** (-1541 / 256 / 20), 9);
  });

  it('with a packet that is none keeps what follows in its place', async () => {
    const pages = pagesOf(await file);
    const last = pages.at(-1)!;
    const body = last.body.slice();
    // The second packet claims one frame and more padding than it has bytes.
    const second = last.lacing[0]!;
    body.fill(0xff, second + 2, second + last.lacing[1]!);
    body.set([body[second]! | 3, 0xc1], second);
    const damaged = concatBytes([...pages.slice(0, -1).map(writeOggPage), writeOggPage({ ...last, body })]);
    const { clip, warnings } = await decodeOgg(damaged, tools);
    const { clip: usual } = await decodeOgg(await file, tools);
    const message = 'The file is damaged: 1 packets could not be decoded, and 0 samples are missing.';
    expect(warnings).toEqual([{ code: 'damaged', message }]);
    expect(clip.channels[0]!.length).toBe(usual.channels[0]!.length);
    expect(snrDb(usual.channels[0]!.subarray(8000), clip.channels[0]!.subarray(8000))).toBeGreaterThan(6);
  });
});

describe('a damaged Ogg file', () => {
  const whole = encode(voiceIn(1, 44100, 3), { recipe });

  it('that is cut short is read as far as it goes, with a warning', async () => {
    const bytes = await whole;
    const { clip, warnings, recipe: kept } = await decodeOgg(bytes.subarray(0, Math.floor(bytes.length * 0.7)), tools);
    expect(warnings.map(({ code }) => code)).toEqual(['truncated']);
    expect(kept).toEqual(recipe);
    const x = voiceIn(1, 44100, 3).channels[0]!.subarray(0, clip.channels[0]!.length);
    expect(x.length).toBeGreaterThan(44100);
    expect(snrDb(x, clip.channels[0]!)).toBeGreaterThan(8);
  });

  it('with a page whose checksum is wrong leaves it out, and tells where', async () => {
    const bytes = (await whole).slice();
    const pages = pagesOf(bytes);
    const page = pages[3]!;
    bytes[page.end - 1]! ^= 1;
    const { warnings } = await decodeOgg(bytes, tools);
    expect(warnings.map(({ code }) => code)).toEqual(['damaged']);
    expect(warnings[0]?.message).toContain(
      `${page.end - page.start} bytes are in no sound page, the first at byte ${page.start}`,
    );
  });

  it('that holds two sounds gives the first, and tells', async () => {
    const bytes = await whole;
    const { clip, warnings } = await decodeOgg(concatBytes([bytes, bytes]), tools);
    expect(warnings.map(({ code }) => code)).toEqual(['chained']);
    expect(clip).toEqual((await decodeOgg(bytes, tools)).clip);
  });

  const firstPage = (text: string) => {
    const body = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const kind = { isContinued: false, isFirst: true, isLast: false, granule: 0, serial: 1, sequence: 0 };
    return writeOggPage({ ...kind, lacing: Uint8Array.of(body.length), body });
  };

  it.each([
    ['nothing', new Uint8Array(0), 'audio-empty', 'The file is empty: it has 0 bytes.'],
    [
      'text',
      new TextEncoder().encode('OggS is no page'),
      'audio-invalid',
      'Not an Ogg file: there is no whole page with a right checksum at byte 0.',
    ],
    [
      'Speex',
      firstPage('Speex   1.2'),
      'audio-unsupported',
      'Speex in an Ogg file cannot be read here, only Vorbis and Opus.',
    ],
    [
      'headers alone',
      firstPage(`OpusHead\x01\x02${'\0'.repeat(9)}`),
      'audio-empty',
      'The sound has no samples: the Ogg file ends inside its headers.',
    ],
    [
      'Opus of many channels',
      firstPage(`OpusHead\x01\x09${'\0'.repeat(8)}\x01\x09\0\0\x01\x02\x03\x04\x05\x06\x07\x08`),
      'audio-unsupported',
      'Opus of 9 channels cannot be read here, only of 1 to 8.',
    ],
    [
      'Vorbis of no rate',
      firstPage(`\x01vorbis\0\0\0\0\x01${'\0'.repeat(18)}`),
      'audio-invalid',
      'The Vorbis header on the page at byte 0 is damaged: it says 1 channels of 0 Hz.',
    ],
  ])('of %s is refused in words', async (_, bytes, code, message) => {
    await expect(decodeOgg(bytes, tools)).rejects.toMatchObject({ code, message });
  });

  it.each(['Vorbis', 'Opus'])(
    'of %s, whatever is wrong inside its pages, is read or refused in words',
    async (codec) => {
      const pages = pagesOf(
        codec === 'Opus'
          ? await readFixture('src/testing/golden/opus/voice.opus')
          : await encode(noiseClip(20_000, 8000)),
      );
      const change = fc.record({
        page: fc.nat({ max: pages.length - 1 }),
        at: fc.double({ min: 0, max: 0.999, noNaN: true }),
        byte: fc.nat({ max: 255 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
          const bodies = pages.map(({ body }) => body.slice());
          for (const { page, at, byte } of changes) bodies[page]![Math.floor(at * bodies[page]!.length)] = byte;
          const damaged = concatBytes(pages.map((page, index) => writeOggPage({ ...page, body: bodies[index]! })));
          try {
            expect((await decodeOgg(damaged, tools)).clip.channels[0]!.length).toBeLessThan(1_000_000);
          } catch (failure) {
            expect(failure).toBeInstanceOf(AppError);
          }
        }),
        { numRuns: 30 },
      );
    },
  );
});

describe('an Ogg file that is longer than may be opened', () => {
  it('is refused as soon as too much was decoded', async () => {
    const bytes = await encode(voiceIn(1, 44100, 3));
    const length = (await decodeOgg(bytes, { ...tools, sampleLimit: 3 * 44_100 + 4096 })).clip.channels[0]?.length;
    expect(length).toBe(3 * 44_100);
    await expect(decodeOgg(bytes, { ...tools, sampleLimit: 44_100 })).rejects.toMatchObject({ code: 'memory-limit' });
  });
});

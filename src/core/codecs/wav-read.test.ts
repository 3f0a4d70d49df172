import { describe, expect, it } from 'vitest';
import { chunk, fmtBody, riff, s16 } from '../../testing/riff-bytes.ts';
import { ByteWriter, concatBytes } from '../base/bytes.ts';
import { AppError } from '../base/errors.ts';
import { SUBFORMAT_TAIL } from './wav-format.ts';
import { readWavFacts } from './wav-read.ts';

const FMT = chunk('fmt ', fmtBody());
const DATA = chunk('data', s16(1, -2, 3));

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

function failure(bytes: Uint8Array): AppError {
  try {
    readWavFacts(bytes);
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('the file was read');
}

function ds64(riffSize: number, dataSize: number, frames: number, table: Uint8Array = new Uint8Array(0)): Uint8Array {
  const fixed = new ByteWriter(28)
    .u64(riffSize)
    .u64(dataSize)
    .u64(frames)
    .u32(table.length / 12)
    .finish();
  return chunk('ds64', concatBytes([fixed, table]));
}

describe('the structure of a WAV file', () => {
  it('is found in the plainest file', () => {
    expect(readWavFacts(riff([FMT, DATA]))).toEqual({
      container: 'RIFF',
      encoding: 's16',
      channelCount: 1,
      sampleRate: 44100,
      frameBytes: 2,
      dataStart: 44,
      dataLength: 6,
      frames: 3,
      recipe: undefined,
      warnings: [],
    });
  });

  it.each([
    [1, 8, 'u8'],
    [1, 16, 's16'],
    [1, 24, 's24'],
    [1, 32, 's32'],
    [3, 32, 'f32'],
    [3, 64, 'f64'],
  ])('knows format tag %i with %i bits as %s, plain and extensible', (tag, bits, encoding) => {
    const plain = fmtBody({ tag, bits, channels: 3 });
    const wide = concatBytes([fmtBody({ tag: 0xfffe, bits, channels: 3 }), extension(bits, tag)]);
    for (const body of [plain, wide]) {
      const bytes = riff([chunk('fmt ', body), chunk('data', new Uint8Array((3 * bits) / 8))]);
      expect(readWavFacts(bytes)).toMatchObject({ encoding, channelCount: 3, frames: 1, warnings: [] });
    }
  });

  it('passes over other chunks, before, between and after, of odd size too', () => {
    const others = [chunk('LIST', text('INFO?')), chunk('bext', new Uint8Array(602)), chunk('abcd', new Uint8Array(0))];
    const bytes = riff([...others, FMT, ...others, DATA, ...others]);
    expect(readWavFacts(bytes)).toMatchObject({ frames: 3, warnings: [] });
  });

  it('forgives a forgotten pad byte before a chunk it knows', () => {
    const unpadded = chunk('LIST', text('INFO?')).subarray(0, 13);
    expect(readWavFacts(riff([unpadded, FMT, unpadded, DATA]))).toMatchObject({ frames: 3, warnings: [] });
  });

  it('takes the first data chunk and the first fmt chunk', () => {
    const second = [chunk('fmt ', fmtBody({ bits: 8 })), chunk('data', s16(9))];
    expect(readWavFacts(riff([FMT, DATA, ...second]))).toMatchObject({ dataStart: 44, frames: 3, encoding: 's16' });
  });

  it('is found wherever the bytes lie in their buffer', () => {
    const bytes = riff([FMT, DATA]);
    const shifted = concatBytes([new Uint8Array(3), bytes]).subarray(3);
    expect(readWavFacts(shifted)).toEqual(readWavFacts(bytes));
  });

  it.each(['RF64', 'BW64'])('of %s has its sizes in 64 bits', (container) => {
    const bytes = riff([ds64(0, 6, 3), FMT, chunk('data', s16(1, -2, 3), 0xffffffff)], 0xffffffff, container);
    expect(readWavFacts(bytes)).toMatchObject({ container, dataStart: 80, dataLength: 6, frames: 3, warnings: [] });
  });

  it('of RF64 finds the recipe after data whose size is in 64 bits', () => {
    const recipe = chunk('sonD', text('{"query":{},"signature":"s","engine":"e"}'));
    const bytes = riff([ds64(0, 6, 3), FMT, chunk('data', s16(1, 2, 3), 0xffffffff), recipe], 0xffffffff, 'RF64');
    expect(readWavFacts(bytes).recipe).toEqual({ query: {}, signature: 's', engine: 'e' });
  });

  it('of RF64 uses the table for other long chunks', () => {
    const table = new ByteWriter(12).text('long').u64(4).finish();
    const long = chunk('long', new Uint8Array(4), 0xffffffff);
    const bytes = riff([ds64(0, 6, 3, table), long, FMT, chunk('data', s16(1, 2, 3), 0xffffffff)], 0xffffffff, 'RF64');
    expect(readWavFacts(bytes)).toMatchObject({ frames: 3, warnings: [] });
  });
});

function extension(bits: number, tag: number): Uint8Array {
  return new ByteWriter(24).u16(22).u16(bits).u32(0).u16(tag).raw(SUBFORMAT_TAIL).finish();
}

describe('a damaged WAV file', () => {
  it('that is cut short is read to its last whole frame, and the missing bytes are named', () => {
    const { warnings, ...facts } = readWavFacts(riff([FMT, chunk('data', s16(1, 2, 3), 88200)]).subarray(0, 49));
    expect(facts).toMatchObject({ frames: 2, dataLength: 4 });
    expect(warnings).toEqual([
      {
        code: 'truncated',
        message:
          'The file is cut short: 88195 of 88200 bytes of sound are missing. What is there was read (0.000 s of 1.000 s).',
      },
    ]);
  });

  it('that claims 4 GB is a file that is cut short', () => {
    const facts = readWavFacts(riff([FMT, chunk('data', s16(1, 2, 3), 0xfffffff0)]));
    expect(facts.frames).toBe(3);
    expect(facts.warnings[0]?.message).toContain('4294967274 of 4294967280 bytes of sound are missing');
  });

  it('that claims petabytes in its long sizes is a file that is cut short', () => {
    const bytes = riff(
      [ds64(2 ** 50, 2 ** 50, 2 ** 49), FMT, chunk('data', s16(1, 2), 0xffffffff)],
      0xffffffff,
      'RF64',
    );
    expect(readWavFacts(bytes)).toMatchObject({ frames: 2, warnings: [{ code: 'truncated' }] });
  });

  it.each([
    ['a stream of unknown length', 0xffffffff, 0xffffffff],
    ['zeros', 0, 0],
    ['a RIFF size that ends at the data', 36, 0],
    ['a RIFF size of unknown length', 0xffffffff, 0],
  ])('whose header was left as %s is read to the end of the file', (_, riffSize, dataSize) => {
    const facts = readWavFacts(riff([FMT, chunk('data', s16(1, 2, 3), dataSize)], riffSize));
    expect(facts).toMatchObject({ frames: 3, warnings: [{ code: 'unfinished' }] });
  });

  it('whose long sizes were never written is read to the end of the file', () => {
    const bytes = riff([ds64(0, 0, 0), FMT, chunk('data', s16(1, 2, 3), 0xffffffff)], 0xffffffff, 'RF64');
    expect(readWavFacts(bytes)).toMatchObject({ frames: 3, warnings: [{ code: 'unfinished' }] });
  });

  it('without its long sizes is read to the end of the file', () => {
    const bytes = riff([FMT, chunk('data', s16(1, 2, 3), 0xffffffff)], 0xffffffff, 'RF64');
    expect(readWavFacts(bytes)).toMatchObject({ frames: 3, warnings: [{ code: 'unfinished' }] });
  });

  it('with an incomplete last frame leaves that out and says so', () => {
    const stereo = chunk('fmt ', fmtBody({ channels: 2 }));
    const facts = readWavFacts(riff([stereo, chunk('data', s16(1, 2, 3))]));
    expect(facts).toMatchObject({ frames: 1, dataLength: 4, warnings: [{ code: 'partial-frame' }] });
  });

  it('with rubbish after its data is read without a word', () => {
    const rubbish = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    expect(readWavFacts(riff([FMT, DATA, rubbish]))).toMatchObject({ frames: 3, warnings: [] });
  });

  it.each([
    ['no JSON', '{"query'],
    ['without a signature', '{"query":{},"engine":"e"}'],
    ['of another kind', '[1]'],
    ['null', 'null'],
  ])('keeps its sound when its recipe is %s', (_, content) => {
    const facts = readWavFacts(riff([FMT, DATA, chunk('sonD', text(content))]));
    expect(facts).toMatchObject({ frames: 3, recipe: undefined, warnings: [{ code: 'recipe-unreadable' }] });
  });

  it('keeps its sound when its recipe is cut short', () => {
    const recipe = text('{"query":{},"signature":"s","engine":"e"}');
    const facts = readWavFacts(riff([FMT, DATA, chunk('sonD', recipe.subarray(0, 20), recipe.length)]));
    expect(facts.warnings).toMatchObject([{ code: 'recipe-unreadable' }]);
  });
});

describe('what is no readable WAV file', () => {
  it.each([
    [
      'a text file',
      text('Hello, this is text.'),
      'Not a WAV file: expected RIFF, RF64 or BW64 at byte 0, got `Hell`.',
      0,
    ],
    ['one byte', Uint8Array.of(0x52), 'Not a WAV file: expected RIFF, RF64 or BW64 at byte 0, got `R`.', 0],
    ['zeros', new Uint8Array(99), 'Not a WAV file: expected RIFF, RF64 or BW64 at byte 0, got bytes 00 00 00 00.', 0],
    ['half a header', text('RIFF....'), 'The file ends after 8 bytes, inside its RIFF header.', 8],
    ['a video', text('RIFF....AVI ....'), 'Not a WAV file: expected WAVE at byte 8, got `AVI `.', 8],
    ['only a header', riff([]), 'Expected a fmt and a data chunk, got nothing at byte 12.', 12],
    ['no data chunk', riff([FMT]), 'Expected a data chunk, got nothing at byte 36.', 36],
    [
      'rubbish for chunks',
      riff([FMT, new Uint8Array(20)]),
      'Expected a data chunk, got bytes 00 00 00 00 at byte 36.',
      36,
    ],
    [
      'a chunk that swallows the rest',
      riff([FMT, chunk('LIST', s16(1, 2), 4e9)]),
      'Expected a data chunk, but the file ends inside chunk `LIST` at byte 36, which claims 4000000000 bytes and has 4.',
      36,
    ],
    ['data before fmt', riff([DATA, FMT]), 'Expected a fmt chunk before the data chunk at byte 12, got none.', 12],
    [
      'a short fmt',
      riff([chunk('fmt ', new Uint8Array(14)), DATA]),
      'Expected at least 16 bytes of fmt chunk at byte 20, got 14.',
      20,
    ],
    [
      'no channels',
      riff([chunk('fmt ', fmtBody({ channels: 0 })), DATA]),
      'Expected at least 1 channel at byte 22, got 0.',
      22,
    ],
    [
      'no rate',
      riff([chunk('fmt ', fmtBody({ rate: 0 })), DATA]),
      'Expected a sample rate of 1 to 10000000 Hz at byte 24, got 0.',
      24,
    ],
    [
      'an absurd rate',
      riff([chunk('fmt ', fmtBody({ rate: 4e9 })), DATA]),
      'Expected a sample rate of 1 to 10000000 Hz at byte 24, got 4000000000.',
      24,
    ],
    [
      'frames that do not add up',
      riff([chunk('fmt ', fmtBody({ channels: 2, blockAlign: 3 })), DATA]),
      'Expected 4 bytes per frame (2 channels of 16 bits) at byte 32, got 3.',
      32,
    ],
    [
      'a short extensible fmt',
      riff([chunk('fmt ', fmtBody({ tag: 0xfffe })), DATA]),
      'Expected 40 bytes of extensible fmt chunk at byte 20, got 16.',
      20,
    ],
  ])('%s is invalid', (_, bytes, message, offset) => {
    const error = failure(bytes);
    expect(error.message).toBe(message);
    expect([error.code, error.details]).toEqual(['audio-invalid', { offset }]);
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'The file is empty: it has 0 bytes.'],
    [
      'an empty data chunk',
      riff([FMT, chunk('data', new Uint8Array(0))]),
      'The sound has no samples: its data chunk at byte 36 holds nothing.',
    ],
    [
      'an empty data chunk with another after it',
      riff([FMT, chunk('data', new Uint8Array(0)), chunk('LIST', text('INFO'))]),
      'The sound has no samples: its data chunk at byte 36 holds nothing.',
    ],
    [
      'a header alone',
      riff([FMT, chunk('data', new Uint8Array(0), 88200)]),
      'The sound has no samples: its data chunk at byte 36 holds nothing; the header promises 88200 bytes.',
    ],
    [
      'less than a frame',
      riff([chunk('fmt ', fmtBody({ channels: 2 })), chunk('data', s16(1))]),
      'The sound has no samples: its data chunk at byte 36 holds 2 bytes, less than one frame of 4.',
    ],
  ])('%s has no samples', (_, bytes, message) => {
    const error = failure(bytes);
    expect(error.message).toBe(message);
    expect(error.code).toBe('audio-empty');
  });

  it.each([
    [
      '12 bits',
      { bits: 12 },
      'PCM of 12 bits instead of 8, 16, 24 or 32 at byte 34 cannot be read here, only PCM and IEEE float.',
    ],
    [
      '16-bit float',
      { tag: 3 },
      'float of 16 bits instead of 32 or 64 at byte 34 cannot be read here, only PCM and IEEE float.',
    ],
    [
      'mu-law',
      { tag: 7, bits: 8 },
      'mu-law (format tag 0x0007) at byte 20 cannot be read here, only PCM and IEEE float.',
    ],
    [
      'ADPCM',
      { tag: 2, bits: 4 },
      'Microsoft ADPCM (format tag 0x0002) at byte 20 cannot be read here, only PCM and IEEE float.',
    ],
    ['MP3', { tag: 0x55, bits: 0 }, 'MP3 (format tag 0x0055) at byte 20 cannot be read here, only PCM and IEEE float.'],
    [
      'a tag nobody knows',
      { tag: 0x4242 },
      'An unknown format tag 0x4242 at byte 20 cannot be read here, only PCM and IEEE float.',
    ],
  ])('%s is not supported', (_, fields, message) => {
    const error = failure(riff([chunk('fmt ', fmtBody(fields)), DATA]));
    expect(error.message).toBe(message);
    expect(error.code).toBe('audio-unsupported');
  });

  it('a foreign sub-format is not supported', () => {
    const foreign = extension(16, 1);
    foreign[23] = 0;
    const fmt = chunk('fmt ', concatBytes([fmtBody({ tag: 0xfffe }), foreign]));
    expect(failure(riff([fmt, DATA])).message).toContain('A sub-format that is no WAVE format tag at byte 44');
  });
});

import { describe, expect, it } from 'vitest';
import { SOUND_FORMATS } from '../../core/codecs/codec.ts';
import { readKeptOutput, usualOutput, waysToWrite } from './output-choices.ts';

describe('the ways to write a format', () => {
  it.each(SOUND_FORMATS)('have the usual one among them, in %s', (format) => {
    expect(waysToWrite(usualOutput(format), 44100)).toContainEqual(usualOutput(format));
  });

  it('are the encodings that it holds', () => {
    const encodings = (format: 'wav' | 'flac') =>
      waysToWrite(usualOutput(format), 44100).map(({ encoding }) => encoding);
    expect(encodings('wav')).toEqual(['s16', 's24', 's32', 'f32', 'f64']);
    expect(encodings('flac')).toEqual(['s16', 's24']);
  });

  it('are bitrates that an MP3 of this rate can have, and the one that is chosen', () => {
    const bitrates = (sampleRate: number) => waysToWrite(usualOutput('mp3'), sampleRate).map(({ bitrate }) => bitrate);
    expect(bitrates(44100)).toEqual([32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]);
    expect(bitrates(8000)).toEqual([8, 16, 24, 32, 40, 48, 64, 160]);
  });

  it('are whole qualities of Vorbis, and the one that is chosen', () => {
    const ways = waysToWrite({ ...usualOutput('ogg'), quality: 4.5 }, 44100);
    expect(ways.map(({ quality }) => quality)).toEqual([-1, 0, 1, 2, 3, 4, 4.5, 5, 6, 7, 8, 9, 10]);
  });
});

describe('a choice that was kept', () => {
  it('comes back', () => {
    const output = { ...usualOutput('mp3'), bitrate: 320 } as const;
    expect(readKeptOutput(JSON.stringify(output))).toEqual(output);
  });

  it.each([undefined, '', '{', '7', '{"format": "au"}', '{"format": "flac", "encoding": "f32"}'])(
    'and is none any more is forgotten: %s',
    (text) => expect(readKeptOutput(text)).toBeUndefined(),
  );
});

import { describe, expect, it } from 'vitest';
import { ByteReader } from '../base/bytes.ts';
import { layOutWav, type WavShape } from './wav-layout.ts';

const SHAPE: WavShape = {
  encoding: 's16',
  channelCount: 2,
  sampleRate: 48000,
  frames: 1,
  recipe: undefined,
  container: 'auto',
};

/** Most frames of 4 bytes that RIFF's 32 bits can count: 36 bytes of header count too. */
const LAST_SHORT = Math.floor((0xffffffff - 36) / 4);

describe('layOutWav', () => {
  it('stays with RIFF up to the last byte that 32 bits can count', () => {
    const head = new ByteReader(layOutWav({ ...SHAPE, frames: LAST_SHORT }).head);
    expect(head.text(0, 4)).toBe('RIFF');
    expect(head.u32(4)).toBe(LAST_SHORT * 4 + 36);
    expect(head.u32(40)).toBe(LAST_SHORT * 4);
  });

  it('goes over to RF64 one frame later', () => {
    const frames = LAST_SHORT + 1;
    const head = new ByteReader(layOutWav({ ...SHAPE, frames }).head);
    expect([head.text(0, 4), head.u32(4), head.text(12, 4)]).toEqual(['RF64', 0xffffffff, 'ds64']);
    expect([head.u64(20), head.u64(28), head.u64(36)]).toEqual([frames * 4 + 72, frames * 4, frames]);
    expect([head.text(72, 4), head.u32(76), head.length]).toEqual(['data', 0xffffffff, 80]);
  });

  it('counts the recipe towards the limit', () => {
    const { head } = layOutWav({ ...SHAPE, frames: LAST_SHORT, recipe: new Uint8Array(10) });
    expect(new ByteReader(head).text(0, 4)).toBe('RF64');
  });

  it('gives a day of eight channels its true sizes', () => {
    const frames = 86_400 * 96_000;
    const head = new ByteReader(layOutWav({ ...SHAPE, encoding: 'f32', channelCount: 8, frames }).head);
    expect(head.u64(28)).toBe(frames * 32);
    const fact = 48 + 48;
    expect([head.text(fact, 4), head.u32(fact + 8)]).toEqual(['fact', 0xffffffff]);
  });

  it('keeps one length of head for a file that grows, also where it becomes RF64', () => {
    const growing = { ...SHAPE, container: 'growing' } as const;
    const short = new ByteReader(layOutWav(growing).head);
    expect([short.text(0, 4), short.u32(4), short.text(12, 4)]).toEqual(['RIFF', 76, 'JUNK']);
    const long = new ByteReader(layOutWav({ ...growing, frames: LAST_SHORT }).head);
    expect([long.text(0, 4), long.u32(4), long.text(12, 4)]).toEqual(['RF64', 0xffffffff, 'ds64']);
    expect(long.u64(20)).toBe(LAST_SHORT * 4 + 72);
    expect(long.length).toBe(short.length);
  });
});

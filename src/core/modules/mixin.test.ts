import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runModule } from '../../testing/run-module.ts';
import { noiseClip } from '../../testing/signals.ts';
import { type Clip, frameLength } from '../audio/clip.ts';
import { mixin } from './mixin.ts';
import { describeModule } from './module.contract.ts';

const file = { source: 0 };
const added = noiseClip(800, 4000);
const longer = (input: Clip, seconds: number) =>
  Math.max(frameLength(input), Math.trunc(added.channels[0]!.length * (input.sampleRate / 4000))) +
  Math.trunc(seconds * input.sampleRate);

describeModule(
  mixin,
  [
    { params: { file }, length: (input) => longer(input, 0) },
    { params: { file, levels: [-3, 6], pad: [0.1, 0, 0.1, 0], align: 'right' }, length: (input) => longer(input, 0.1) },
  ],
  kernelsForTest,
  { sources: [added] },
);

const clip = (sampleRate: number, ...channels: number[][]): Clip => ({
  sampleRate,
  channels: channels.map((channel) => Float64Array.from(channel)),
});

async function mix(input: Clip, other: Clip, params: object = {}) {
  const kernels = await kernelsForTest();
  const run = await runModule(mixin, input, { file, ...params }, { kernels, sources: [other] });
  return { ...run, samples: run.clip.channels.map((channel) => [...channel]) };
}

const long = clip(1000, [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
const short = clip(1000, [0.5, 0.25, 0.125]);

describe('mixin', () => {
  it.each([
    ['left', [0.6, 0.35, 0.225, 0.1, 0.1, 0.1]],
    ['center', [0.1, 0.6, 0.35, 0.225, 0.1, 0.1]],
    ['right', [0.1, 0.1, 0.1, 0.6, 0.35, 0.225]],
  ])('puts the shorter sound to the %s', async (align, expected) => {
    expect((await mix(long, short, { align })).samples).toEqual([expected]);
    expect((await mix(short, long, { align })).samples).toEqual([expected]);
  });

  it('pads each sound by itself, and aligns what comes out', async () => {
    const pad = [0.002, 0, 0.0019, 0.003];
    expect((await mix(short, short, { pad })).samples).toEqual([[0, 0.5, 0.75, 0.375, 0.125, 0, 0]]);
    expect((await mix(short, short, { pad, align: 'right' })).samples).toEqual([
      [0, 0.5, 0.25, 0.125, 0.5, 0.25, 0.125],
    ]);
  });

  it('takes levels in dB', async () => {
    const { samples } = await mix(clip(1000, [0.1]), clip(1000, [0.5]), { levels: [20 * Math.log10(2), -200] });
    expect(samples[0]![0]).toBeCloseTo(0.2, 9);
  });

  it('repeats channels in turn, of whichever sound has fewer', async () => {
    const two = clip(1000, [0.1], [0.2]);
    const three = clip(1000, [0], [0], [0.5]);
    for (const [a, b] of [
      [two, three],
      [three, two],
    ] as const) {
      expect((await mix(a, b)).samples).toEqual([[0.1], [0.2], [0.6]]);
    }
  });

  it('gives the higher of the two rates', async () => {
    const tone = (rate: number) =>
      clip(
        rate,
        Array.from({ length: rate / 10 }, (_, n) => 0.3 * Math.sin((2 * Math.PI * 500 * n) / rate)),
      );
    for (const [a, b] of [
      [tone(8000), tone(44_100)],
      [tone(44_100), tone(8000)],
    ] as const) {
      const { clip: got, samples } = await mix(a, b);
      expect(got.sampleRate).toBe(44_100);
      expect(frameLength(got)).toBe(4410);
      for (const n of [1500, 2205, 3000]) expect(samples[0]![n]).toBeCloseTo(2 * tone(44_100).channels[0]![n]!, 6);
    }
  });

  it('turns a result that would clip down to 0.98, and says so', async () => {
    const { samples, notes } = await mix(clip(1000, [0.9, 0.1], [0, 0]), clip(1000, [0.9, 0.3]));
    expect(samples[0]![0]).toBeCloseTo(0.98, 12);
    expect(samples[1]![1]).toBeCloseTo((0.3 * 0.98) / 1.8, 12);
    expect(notes).toEqual(['reduced 5.3 dB to prevent clipping']);
  });

  it.each([
    [{}],
    [{ file, levels: [0] }],
    [{ file, levels: 3 }],
    [{ file, levels: [0, 201] }],
    [{ file, pad: [0, 0, 0] }],
    [{ file, pad: [0, 0, 0, -1] }],
    [{ file, align: 'middle' }],
  ])('refuses %j', (params) => {
    expect(mixin.params.safeParse(params).success).toBe(false);
  });

  it('refuses silence that no memory holds', async () => {
    await expect(mix(short, short, { pad: [1e9, 0, 0, 0] })).rejects.toMatchObject({ code: 'memory-limit' });
  });
});

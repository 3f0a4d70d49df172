import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runModule } from '../../testing/run-module.ts';
import { noiseClip, silentClip } from '../../testing/signals.ts';
import { frameLength } from '../audio/clip.ts';
import { level } from './level.ts';
import { describeModule } from './module.contract.ts';

describeModule(
  level,
  [
    { params: {}, length: frameLength },
    { params: { rms: -30 }, length: frameLength },
    { params: { gain: -6 }, length: frameLength },
  ],
  kernelsForTest,
  { sliced: false },
);

const run = async (input: ReturnType<typeof noiseClip>, params: object) =>
  runModule(level, input, params, { kernels: await kernelsForTest() });

const decibels = async (channels: readonly Float64Array[]) =>
  20 * Math.log10((await kernelsForTest()).level.rms(channels));

describe('level', () => {
  it('sets the RMS, whatever it was', async () => {
    for (const amplitude of [0.001, 0.5]) {
      const { clip } = await run(noiseClip(5000, 16_000, amplitude), { rms: -26 });
      expect(await decibels(clip.channels)).toBeCloseTo(-26, 9);
    }
  });

  it('keeps the difference between ears', async () => {
    const [left] = noiseClip(4000, 16_000, 0.1).channels;
    const [right] = noiseClip(4000, 16_000, 0.01).channels;
    const input = { sampleRate: 16_000, channels: [left!, right!] };
    const { clip } = await run(input, { rms: -30, gain: 3 });
    const before = (await decibels([left!])) - (await decibels([right!]));
    const after = (await decibels([clip.channels[0]!])) - (await decibels([clip.channels[1]!]));
    expect(after).toBeCloseTo(before, 9);
    expect(await decibels(clip.channels)).toBeCloseTo(-27, 9);
  });

  it('adds a gain to the level as it is', async () => {
    const input = noiseClip(1000, 16_000, 0.1);
    const { clip } = await run(input, { gain: -6 });
    expect((await decibels(clip.channels)) - (await decibels(input.channels))).toBeCloseTo(-6, 9);
  });

  it('changes no sample when nothing is asked for', async () => {
    const input = noiseClip(100, 16_000, 0.5);
    expect((await run(input, {})).clip).toEqual(input);
  });

  it('leaves silence silent, and says so', async () => {
    const { clip, notes } = await run(silentClip(100, 16_000), { rms: -20 });
    expect(clip.channels[0]).toEqual(new Float64Array(100));
    expect(notes).toEqual(['silence: there is no level to set']);
  });

  it('says by how much a level that would clip was turned down', async () => {
    const { notes } = await run(noiseClip(1000, 16_000, 0.5), { gain: 20 });
    expect(notes).toEqual([expect.stringMatching(/^reduced \d+\.\d dB to prevent clipping$/)]);
  });

  it.each([{ rms: 1 }, { rms: '-20' }, { gain: 121 }])('refuses %j', (params) => {
    expect(level.params.safeParse(params).success).toBe(false);
  });
});

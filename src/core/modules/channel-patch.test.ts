import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runModule } from '../../testing/run-module.ts';
import { noiseClip } from '../../testing/signals.ts';
import { frameLength } from '../audio/clip.ts';
import { channelPatch } from './channel-patch.ts';
import { describeModule } from './module.contract.ts';

describeModule(
  channelPatch,
  [
    { params: { coefs: [0.5] }, length: frameLength },
    { params: { coefs: [1, 0, -2.5] }, length: frameLength, channels: () => 3 },
  ],
  kernelsForTest,
  { sliced: false, takes: ({ channels }) => channels.length === 1 },
);

const patch = async (input = noiseClip(100, 8000), coefs: unknown = [1]) =>
  runModule(channelPatch, input, { coefs }, { kernels: await kernelsForTest() });

describe('channel-patch', () => {
  it('gives each channel its factor, beyond full scale too', async () => {
    const input = { sampleRate: 8000, channels: [Float64Array.of(0.5, -1)] };
    const { clip, notes } = await patch(input, [1, 0.5, -3]);
    expect(clip.channels.map((channel) => [...channel])).toEqual([
      [0.5, -1],
      [0.25, -0.5],
      [-1.5, 3],
    ]);
    expect(notes).toEqual([]);
  });

  it('takes mono only, and says so', async () => {
    const { channels } = noiseClip(100, 8000);
    const stereo = { sampleRate: 8000, channels: [...channels, ...channels] };
    await expect(patch(stereo)).rejects.toMatchObject({
      code: 'query-invalid',
      message: 'coefs: expected a mono sound as input, got 2 channels',
    });
  });

  it.each([[[]], [1], [['1']], [[Number.NaN]], [undefined], [Array(65).fill(1)]])('refuses %j', (coefs) => {
    expect(channelPatch.params.safeParse({ coefs }).success).toBe(false);
  });
});

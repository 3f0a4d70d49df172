import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runModule } from '../../testing/run-module.ts';
import { frameLength } from '../audio/clip.ts';
import { describeModule } from './module.contract.ts';
import { ramp } from './ramp.ts';

describeModule(
  ramp,
  [
    { params: { duration: 0.01 }, length: frameLength },
    { params: { duration: [0, 0.02], shape: 'cosine' }, length: frameLength },
    { params: { duration: 0 }, length: frameLength },
  ],
  kernelsForTest,
  { sliced: false, takes: (input) => frameLength(input) > 1000 },
);

/** The weights over eight samples at 1 kHz; duration in ms. */
const weights = async (duration: number | number[], shape?: string) => {
  const input = { sampleRate: 1000, channels: [new Float64Array(8).fill(1), new Float64Array(8).fill(-1)] };
  const inSeconds = Array.isArray(duration) ? duration.map((each) => each / 1000) : duration / 1000;
  const params = shape === undefined ? { duration: inSeconds } : { duration: inSeconds, shape };
  const { clip } = await runModule(ramp, input, params, { kernels: await kernelsForTest() });
  const [left, right] = clip.channels.map((channel) => [...channel]);
  expect(right).toEqual(left!.map((each) => -each));
  return left;
};

describe('ramp', () => {
  it.each([
    ['is linear by default, on both ends', 3, undefined, [0, 0.5, 1, 1, 1, 1, 0.5, 0]],
    ['has an onset and an offset of their own', [2.9, 5], 'linear', [0, 1, 1, 1, 0.75, 0.5, 0.25, 0]],
    ['can be a raised cosine', [3, 0], 'cosine', [0, 0.5, 1, 1, 1, 1, 1, 1]],
    ['may be as long as the sound', [0, 8], 'linear', [7, 6, 5, 4, 3, 2, 1, 0].map((n) => n / 7)],
    ['is none when no sample fits', 0.001, 'cosine', Array(8).fill(1)],
  ] as const)('%s', async (_, duration, shape, expected) => {
    const got = await weights(typeof duration === 'number' ? duration : [...duration], shape);
    for (const [i, weight] of expected.entries()) expect(got![i]).toBeCloseTo(weight, 14);
  });

  it('multiplies the weights of ramps that overlap', async () => {
    const [onset, offset, both] = [await weights([6, 0]), await weights([0, 6]), await weights(6)];
    expect(both).toEqual(onset!.map((weight, i) => weight * offset![i]!));
  });

  it('refuses a ramp longer than the sound', async () => {
    await expect(weights([0, 9])).rejects.toMatchObject({
      code: 'query-invalid',
      message: 'duration: expected an offset ramp no longer than the sound (8 samples), got 0.009 s (9 samples)',
    });
  });

  it('has one form for one duration and for two', () => {
    expect(ramp.params.parse({ duration: 0.1 })).toEqual({ duration: [0.1, 0.1], shape: 'linear' });
    expect(ramp.params.parse({ duration: 0.1 })).toEqual(ramp.params.parse({ duration: [0.1, 0.1], shape: 'linear' }));
  });

  it.each([
    [{}],
    [{ duration: true }],
    [{ duration: 'long' }],
    [{ duration: -0.1 }],
    [{ duration: [0.1] }],
    [{ duration: [0.1, 0.1, 0.1] }],
    [{ duration: 0.1, shape: 'round' }],
  ])('refuses %j', (params) => {
    expect(ramp.params.safeParse(params).success).toBe(false);
  });
});

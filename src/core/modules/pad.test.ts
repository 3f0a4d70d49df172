import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runModule } from '../../testing/run-module.ts';
import { type Clip, frameLength } from '../audio/clip.ts';
import { describeModule } from './module.contract.ts';
import { pad } from './pad.ts';

const frames = (seconds: number) => (input: Clip) => frameLength(input) + Math.trunc(seconds * input.sampleRate);

describeModule(
  pad,
  [
    { params: {}, length: frameLength },
    { params: { before: 0.1 }, length: frames(0.1) },
    { params: { after: '0.25', before: false }, length: frames(0.25) },
  ],
  kernelsForTest,
  { sliced: false },
);

const padThree = async (params: object) => {
  const input = { sampleRate: 1000, channels: [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)] };
  const { clip } = await runModule(pad, input, params, { kernels: await kernelsForTest() });
  return clip.channels.map((channel) => [...channel]);
};

describe('pad', () => {
  it('puts whole frames of zeroes around every channel', async () => {
    expect(await padThree({ before: 0.0029, after: 0.001 })).toEqual([
      [0, 0, 1, 2, 3, 0],
      [0, 0, 4, 5, 6, 0],
    ]);
  });

  it('takes true for a second, as the original did', () => {
    expect(pad.params.parse({ before: true })).toEqual({ before: 1, after: 0 });
  });

  it.each([{ before: -0.1 }, { after: 'abc' }, { before: null }, { after: 'inf' }])('refuses %j', (params) => {
    expect(pad.params.safeParse(params).success).toBe(false);
  });

  it('refuses silence that no memory holds', async () => {
    await expect(padThree({ before: 1e9 })).rejects.toMatchObject({ code: 'memory-limit' });
  });
});

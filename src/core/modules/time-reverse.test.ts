import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runModule } from '../../testing/run-module.ts';
import { frameLength } from '../audio/clip.ts';
import { describeModule } from './module.contract.ts';
import { timeReverse } from './time-reverse.ts';

describeModule(timeReverse, [{ params: {}, length: frameLength }], kernelsForTest, { sliced: false });

describe('time-reverse', () => {
  it('puts the last frame first in every channel', async () => {
    const input = { sampleRate: 8000, channels: [Float64Array.of(1, 2, 3), Float64Array.of(-1, 0, 0.5)] };
    const { clip } = await runModule(timeReverse, input, {}, { kernels: await kernelsForTest() });
    expect(clip.channels.map((channel) => [...channel])).toEqual([
      [3, 2, 1],
      [0.5, 0, -1],
    ]);
  });
});

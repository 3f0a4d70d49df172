import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runModule } from '../../testing/run-module.ts';
import { frameLength } from '../audio/clip.ts';
import { describeModule } from './module.contract.ts';
import { slice } from './slice.ts';

describeModule(
  slice,
  [
    { params: {}, length: frameLength },
    { params: { start: '0', end: 0.25 }, length: ({ sampleRate }) => sampleRate / 4 + 1 },
    {
      params: { start: -0.0001 },
      length: (input) => Math.min(frameLength(input), Math.round(input.sampleRate * 0.0001)),
    },
  ],
  kernelsForTest,
  // At 8 kHz, 0.1 ms is the nearest to one frame; at 22.05 and 44.1 kHz, 0.25 s is a half.
  { sliced: false, takes: ({ sampleRate }) => sampleRate === 8000 || sampleRate === 16_000 },
);

/** Slices the ten samples 0..9 at 1 kHz; times in ms. */
const sliceTen = async (start: number, end: number) => {
  const input = { sampleRate: 1000, channels: [Float64Array.from({ length: 10 }, (_, index) => index)] };
  const params = { start: start / 1000, end: end / 1000 };
  const { clip } = await runModule(slice, input, params, { kernels: await kernelsForTest() });
  return [...clip.channels[0]!];
};

describe('slice', () => {
  it.each([
    ['includes the end sample', 2, 4, [2, 3, 4]],
    ['goes to the end without one', 7, 0, [7, 8, 9]],
    ['counts a negative end from the end, and includes it', 6, -2, [6, 7, 8]],
    ['counts a negative start from the end', -3, 0, [7, 8, 9]],
    ['counts both from the end', -4, -3, [6, 7]],
    ['rounds halves to the even sample', 2.5, 3.5, [2, 3, 4]],
    ['appends a zero where the end is the duration', 8, 10, [8, 9, 0]],
    ['appends zeroes beyond the end', 8, 12, [8, 9, 0, 0, 0]],
    ['gives zeroes alone behind the sound', 11, 12, [0, 0]],
    ['begins with the sound at the earliest', -20, 1, [0, 1]],
    ['gives one sample', 3, 3, [3]],
  ])('%s', async (_, start, end, samples) => {
    expect(await sliceTen(start, end)).toEqual(samples);
  });

  it.each([
    ['begins behind the end of the sound', 30, 0],
    ['ends before it begins', 5, 4],
    ['ends one sample before the sound does, which is index 0', 5, -1],
    ['begins behind a negative end', 8, -5],
    ['ends before the sound begins', 0, -20],
  ])('refuses a slice that %s', async (_, start, end) => {
    await expect(sliceTen(start, end)).rejects.toMatchObject({
      code: 'query-invalid',
      message: expect.stringMatching(/start .* s \(sample .*end.* \(sample /),
    });
  });

  it('refuses an end that no memory holds', async () => {
    await expect(sliceTen(0, 1e12)).rejects.toMatchObject({ code: 'memory-limit' });
  });
});

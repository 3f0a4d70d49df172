import { expect, test } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { noiseClip } from '../../testing/signals.ts';
import type { PictureSound } from './picture-sound.ts';
import { levelsOfStretch } from './stretch-levels.ts';
import { PyramidBuilder, WavePyramid } from './wave-pyramid.ts';

const FRAMES = 3 * 2 ** 20;

async function sounds() {
  const kernels = await kernelsForTest();
  const [x = new Float64Array()] = noiseClip(FRAMES, 44_100).channels;
  x[2 ** 20] = -0.75;
  const builder = new PyramidBuilder(FRAMES, kernels);
  builder.add(x);
  const pyramid = new WavePyramid(builder.finish());
  const read = (_: number, start: number, count: number) => x.subarray(start, start + count);
  const shape = { sampleRate: 44_100, channelCount: 1, frames: FRAMES };
  const held: PictureSound = { ...shape, isLong: false, read, pyramid: () => undefined };
  const long: PictureSound = {
    ...shape,
    isLong: true,
    read: (channel, start, count) => {
      if (count > 2 ** 20) throw new Error(`${count} samples at once`);
      return read(channel, start, count);
    },
    pyramid: () => pyramid,
  };
  return { kernels, held, long };
}

test('the level of a stretch is that of its samples', async () => {
  const { kernels, held } = await sounds();
  // Uniform noise of 0.1: a third of the square of its peak.
  const { rmsDbfs, peakDbfs } = await levelsOfStretch(held, 0, { first: 100, count: 50_000 }, kernels);
  expect(rmsDbfs).toBeCloseTo(20 * Math.log10(0.1 / Math.sqrt(3)), 1);
  expect(peakDbfs).toBeCloseTo(-20, 1);
});

test('a stretch of a long sound that is too long to be read has the same level within a hundredth of a decibel', async () => {
  const { kernels, held, long } = await sounds();
  const stretch = { first: 777, count: 2.5 * 2 ** 20 };
  const exact = await levelsOfStretch(held, 0, stretch, kernels);
  const outlined = await levelsOfStretch(long, 0, stretch, kernels);
  expect(outlined.rmsDbfs).toBeCloseTo(exact.rmsDbfs, 2);
  expect(outlined.peakDbfs).toBeCloseTo(exact.peakDbfs, 5);
});

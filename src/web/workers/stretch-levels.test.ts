import { expect, test } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { noiseClip } from '../../testing/signals.ts';
import type { PictureSound } from './picture-sound.ts';
import { extremesBetween, levelsOfStretch } from './stretch-levels.ts';
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

test('the extremes between two sounds are those of their samples less each other', async () => {
  const kernels = await kernelsForTest();
  const soundOf = (x: Float64Array): PictureSound => ({
    ...{ sampleRate: 8000, channelCount: 1, frames: x.length, isLong: false, pyramid: () => undefined },
    read: (_, start, count) => x.subarray(start, start + count),
  });
  const [a, b] = [soundOf(Float64Array.of(1, 0.5, -1, 0)), soundOf(Float64Array.of(0.5, 0.75, 0, 0))];
  const span = { samplesPerCell: 2, first: 0, count: 2 };
  expect([...(await extremesBetween([a, b], 0, span, kernels))]).toEqual([-0.25, 0.5, -1, 0]);
});

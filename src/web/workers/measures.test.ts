import { expect, test } from 'vitest';
import { decodeWav } from '../../core/codecs/wav.ts';
import { readFixture } from '../../testing/fixture.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { geometricMean, measureLevels, trackF0 } from './measures.ts';

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

test('the f0 of a sound is the one that its analysis has', async () => {
  const kernels = await kernelsForTest();
  const { clip } = decodeWav(await readFixture('src/testing/golden/world/speech_female_16000/input.wav'), kernels);
  const fractions: number[] = [];
  const track = await trackF0(clip, kernels, {
    signal: new AbortController().signal,
    breathe,
    onProgress: ({ fraction }) => fractions.push(fraction),
  });
  const analysis = kernels.world.analyze(clip.channels[0]!, clip.sampleRate);
  let step = analysis.next();
  while (!step.done) step = analysis.next();
  expect(track.f0).toEqual(step.value.f0);
  expect(track.mean).toBeGreaterThan(100);
  expect(fractions.length).toBeGreaterThan(1);
});

test('a search that is cancelled stops at its next slice', async () => {
  const kernels = await kernelsForTest();
  const controller = new AbortController();
  let breaths = 0;
  const clip = { sampleRate: 44100, channels: [new Float64Array(441000)] };
  const search = trackF0(clip, kernels, {
    signal: controller.signal,
    breathe: () => {
      breaths++;
      controller.abort();
      return breathe();
    },
    onProgress: () => undefined,
  });
  await expect(search).rejects.toMatchObject({ code: 'cancelled' });
  expect(breaths).toBe(1);
});

test('a full-scale sine has a peak of 0 and an RMS of -3 dB', async () => {
  const sine = new Float64Array(48000).map((_, index) => Math.sin((2 * Math.PI * index) / 48));
  const levels = measureLevels({ sampleRate: 48000, channels: [sine] }, await kernelsForTest());
  expect(levels.peakDbfs).toBeCloseTo(0, 9);
  expect(levels.rmsDbfs).toBeCloseTo(-3.0103, 4);
});

test('silence is minus infinity', async () => {
  const levels = measureLevels({ sampleRate: 48000, channels: [new Float64Array(10)] }, await kernelsForTest());
  expect(levels).toEqual({ peakDbfs: -Infinity, rmsDbfs: -Infinity });
});

test('the mean f0 is geometric and leaves unvoiced frames out', () => {
  expect(geometricMean(Float64Array.of(0, 100, 0, 400))).toBeCloseTo(200, 9);
});

test('a sound without voice has no mean f0', () => {
  expect(geometricMean(new Float64Array(5))).toBeUndefined();
});

import { expect, test } from 'vitest';
import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { ViewService } from './view-service.ts';

const clip: Clip = { sampleRate: 8000, channels: [Float64Array.of(0, 0.5, -0.25, 1), Float64Array.of(1, 1, 1, 1)] };

test('a sound is fetched once, whatever is drawn of it', async () => {
  const asked: string[] = [];
  const views = new ViewService(await kernelsForTest(), async (id) => {
    asked.push(id);
    return clip;
  });
  const [first, second] = await Promise.all([views.minMax('a', 0, 2), views.minMax('a', 1, 4)]);
  expect([...first]).toEqual([0, 0.5, -0.25, 1]);
  expect([...second]).toEqual([1, 1]);
  expect(asked).toEqual(['a']);
});

test('a released sound is fetched again', async () => {
  let fetched = 0;
  const views = new ViewService(await kernelsForTest(), async () => {
    fetched++;
    return clip;
  });
  await views.minMax('a', 0, 2);
  views.release('a');
  await views.minMax('a', 0, 2);
  expect(fetched).toBe(2);
});

test('a sound that could not be fetched is asked for again the next time', async () => {
  let there = false;
  const views = new ViewService(await kernelsForTest(), async () => {
    if (!there) throw new AppError('source-not-found', 'gone');
    return clip;
  });
  await expect(views.minMax('a', 0, 2)).rejects.toMatchObject({ code: 'source-not-found' });
  there = true;
  expect((await views.minMax('a', 0, 2)).length).toBe(4);
});

test('a spectrogram has the columns and the range that were asked for', async () => {
  const views = new ViewService(await kernelsForTest(), async () => clip);
  const options = { windowLength: 0.005, hop: 2, start: 0, columns: 3, maxFrequency: 4000, preEmphasis: 6 };
  const picture = await views.spectrogram('a', 0, options);
  expect(picture.columns).toBe(3);
  expect(picture.levelDb.length).toBe(3 * picture.bins);
  expect((picture.bins - 1) * picture.binWidth).toBeCloseTo(4000, 0);
});

import { expect, test } from 'vitest';
import { type Clip, frameLength } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';
import type { CacheValue } from '../../core/cache/cache.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { shapeOf } from './measures.ts';
import type { OpenedSound, SampleSource } from './samples-protocol.ts';
import { ViewService } from './view-service.ts';
import { PyramidBuilder } from './wave-pyramid.ts';

const clip: Clip = { sampleRate: 8000, channels: [Float64Array.of(0, 0.5, -0.25, 1), Float64Array.of(1, 1, 1, 1)] };

/** Loud and soft stretches of noise, and one click. */
function minutes(frames: number, sampleRate: number): Clip {
  let state = 1;
  const x = Float64Array.from({ length: frames }, (_, index) => {
    state = (state * 48_271) % 2_147_483_647;
    return (state / 2_147_483_647 - 0.5) * (Math.floor(index / 20_000) % 2 === 0 ? 0.5 : 0.01);
  });
  x[Math.floor(frames / 3)] = 1;
  return { sampleRate, channels: [x] };
}

interface Given extends SampleSource {
  readonly asked: string[];
  readonly kept: Map<string, CacheValue>;
}

function source(open: (id: string) => Promise<OpenedSound>, read?: SampleSource['read']): Given {
  const asked: string[] = [];
  const kept = new Map<string, CacheValue>();
  return {
    asked,
    kept,
    open(id) {
      asked.push(id);
      return open(id);
    },
    read: read ?? (() => Promise.reject(new AppError('internal', 'This sound is held.'))),
    recall: (_id, what) => kept.get(what),
    remember: (_id, what, value) => void kept.set(what, value),
  };
}

const held = (sound: Clip) => source(async () => ({ kind: 'clip', clip: sound }));

/** The same sound, as one that is not held: whoever asks for much of it at once is told off. */
async function long(sound: Clip): Promise<Given> {
  const kernels = await kernelsForTest();
  const pyramids = sound.channels.map((channel) => {
    const builder = new PyramidBuilder(frameLength(sound), kernels);
    builder.add(channel);
    return builder.finish();
  });
  return source(
    async () => ({ kind: 'long', shape: shapeOf(sound), pyramids }),
    (_id, channel, start, count) => {
      if (count > 1.1 * 2 ** 20) throw new AppError('internal', `${count} samples at once.`);
      return sound.channels[channel]!.slice(start, start + count);
    },
  );
}

const views = async (of: SampleSource) => new ViewService(await kernelsForTest(), of, () => Promise.resolve());

test('a sound is fetched once, whatever is drawn of it', async () => {
  const given = held(clip);
  const service = await views(given);
  const [first, second] = await Promise.all([service.peaks('a', 0, 2, 0, 9), service.peaks('a', 1, 4, 0, 9)]);
  expect([...first.extremes]).toEqual([0, 0.5, -0.25, 1]);
  expect([...second.extremes]).toEqual([1, 1]);
  expect(given.asked).toEqual(['a']);
});

test('a released sound is fetched again', async () => {
  const given = held(clip);
  const service = await views(given);
  await service.peaks('a', 0, 2, 0, 9);
  service.release('a');
  await service.peaks('a', 0, 2, 0, 9);
  expect(given.asked).toEqual(['a', 'a']);
});

test('a sound that could not be fetched is asked for again the next time', async () => {
  let there = false;
  const service = await views(
    source(async () => {
      if (!there) throw new AppError('source-not-found', 'gone');
      return { kind: 'clip', clip };
    }),
  );
  await expect(service.peaks('a', 0, 2, 0, 9)).rejects.toMatchObject({ code: 'source-not-found' });
  there = true;
  expect((await service.peaks('a', 0, 2, 0, 9)).extremes.length).toBe(4);
});

test('a spectrogram has the columns and the range that were asked for', async () => {
  const service = await views(held(clip));
  const options = { windowLength: 0.005, hop: 2, start: 0, columns: 3, maxFrequency: 4000, preEmphasis: 6 };
  const picture = await service.spectrogram('a', 0, options);
  expect(picture.columns).toBe(3);
  expect(picture.levelDb.length).toBe(3 * picture.bins);
  expect((picture.bins - 1) * picture.binWidth).toBeCloseTo(4000, 0);
});

const RATE = 16_000;
const WIDE = { windowLength: 0.005, maxFrequency: 8000, preEmphasis: 6 };

test('a part of a spectrogram is that of the whole, wherever it lies', async () => {
  const sound = minutes(50_000, RATE);
  const kernels = await kernelsForTest();
  const service = await views(await long(sound));
  for (const start of [0, 64, 20_000, 49_984]) {
    const options = { ...WIDE, hop: 64, start, columns: 20 };
    const whole = kernels.view.spectrogram(sound.channels[0]!, RATE, options);
    expect((await service.spectrogram('a', 0, options)).levelDb, `from ${start}`).toEqual(whole.levelDb);
  }
});

test('a column is the loudest of the instants up to the next, so that a click is never lost', async () => {
  const sound = minutes(300_000, RATE);
  const service = await views(held(sound));
  const closest = 128;
  const fine = await service.columns('a', 0, { ...WIDE, hop: closest, start: 0, columns: 2344 });
  const { bins } = fine;
  const coarse = await service.columns('a', 0, { ...WIDE, hop: 64 * closest, start: 0, columns: 37 });
  const expected = Float32Array.from({ length: 37 * bins }, (_, at) => {
    const [column, bin] = [Math.floor(at / bins), at % bins];
    let level = -Infinity;
    for (let other = 64 * column; other < Math.min(64 * (column + 1), 2344); other++) {
      level = Math.max(level, fine.levelDb[other * bins + bin]!);
    }
    return level;
  });
  expect(coarse.levelDb).toEqual(expected);
});

test('a long sound is drawn as a short one is, without ever being read as a whole', async () => {
  const sound = minutes(3_000_000, RATE);
  const [a, b] = [await views(held(sound)), await views(await long(sound))];
  expect(await b.loudest('a', 0, WIDE)).toBeCloseTo(await a.loudest('a', 0, WIDE), 1);
  for (const level of [0, 5, 6, 9, 10, 13, 20]) {
    const count = Math.min(2048, Math.ceil(3_000_000 / 2 ** level));
    const [short, long_] = [await a.peaks('a', 0, 2 ** level, 0, count), await b.peaks('a', 0, 2 ** level, 0, count)];
    expect(long_.extremes, `cells of 2^${level}`).toEqual(short.extremes);
    expect(long_.power?.length, `cells of 2^${level}`).toBe(short.power?.length);
  }
  for (const level of [6, 11, 13, 15]) {
    const options = { ...WIDE, hop: 2 ** level, start: 2 ** level, columns: 40 };
    const [short, long_] = [await a.columns('a', 0, options), await b.columns('a', 0, options)];
    expect([long_.columns, long_.bins, long_.binWidth]).toEqual([short.columns, short.bins, short.binWidth]);
    const worst = short.levelDb.reduce((most, value, at) => Math.max(most, Math.abs(value - long_.levelDb[at]!)), 0);
    // A map knows tenths of dB.
    expect(worst, `hop 2^${level}`).toBeLessThanOrEqual(level < 13 ? 0 : 0.0501);
  }
});

test('what a whole long sound looks like is found out once, and told as it goes', async () => {
  const given = await long(minutes(3_000_000, RATE));
  const told: number[] = [];
  const first = await (await views(given)).loudest('a', 0, WIDE, (fraction) => told.push(fraction));
  expect(told.at(-1)).toBe(1);
  expect(told.length).toBeGreaterThan(2);
  const again = await views(given);
  const silent = (): never => {
    throw new Error('it was looked through again');
  };
  expect(await again.loudest('a', 0, WIDE, silent)).toBe(first);
  expect(await again.loudest('a', 0, { ...WIDE, maxFrequency: 1000 }, silent)).toBeLessThan(first);
});

test('a sound that is released is not looked through any further', async () => {
  const service = await views(await long(minutes(3_000_000, RATE)));
  const looking = service.loudest('a', 0, WIDE, () => service.release('a'));
  await expect(looking).rejects.toMatchObject({ code: 'cancelled' });
});

test('intensity and formants are found piece by piece, and a long sound has those of a short one', async () => {
  const sound = minutes(60_000, RATE);
  const kernels = await kernelsForTest();
  const [a, b] = [await views(held(sound)), await views(await long(sound))];
  const { step, levelDb } = await a.intensity('a', 0, 100);
  expect([step, levelDb.length]).toEqual([0.008, 469]);
  expect((await b.intensity('a', 0, 100)).levelDb).toEqual(levelDb);
  const own = kernels.view.intensity(sound.channels[0]!, RATE, { floor: 100, step, start: 0, frames: 469 });
  for (const [frame, level] of own.entries()) expect(levelDb[frame], `frame ${frame}`).toBeCloseTo(level, 9);
  const settings = { ceiling: 5000, count: 5, windowLength: 0.025, emphasisFrom: 50, step: 0.00625 };
  const rows = await a.formants('a', 0, { ...settings, start: 300, frames: 100 });
  expect(await b.formants('a', 0, { ...settings, start: 300, frames: 100 })).toEqual(rows);
  const one = kernels.view.formants(sound.channels[0]!, RATE, { ...settings, start: 399, frames: 1 });
  expect([...rows.subarray(990, 1000)]).toEqual([...one]);
});

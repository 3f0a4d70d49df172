import { expect, test } from 'vitest';
import type { WorldAnalysis } from '../../core/kernels/kernels.ts';
import { complete } from '../../core/kernels/sliced.ts';
import { goldenInput, goldenSignal } from '../../testing/golden.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { PictureSound } from './picture-sound.ts';
import { SpectraService } from './spectra-service.ts';

const kernels = await kernelsForTest();
const signal = await goldenSignal('speech_female_8000');
const { sampleRate } = signal;
const x = await goldenInput(signal);
const whole = complete(kernels.world.analyze(x, sampleRate));
const BINS = whole.fftSize / 2 + 1;
const SPAN = { hop: 1, start: 0, columns: whole.f0.length, maxFrequency: sampleRate / 2 };

function soundOf(samples: Float64Array, isLong = false): PictureSound {
  return {
    sampleRate,
    channelCount: 1,
    frames: samples.length,
    isLong,
    read: (_channel, start, count) => {
      const part = samples.subarray(start, start + count);
      return isLong ? Promise.resolve(part.slice()) : part;
    },
    pyramid: () => undefined,
  };
}

function serviceOf(sound: PictureSound, breathe: () => Promise<void> = () => Promise.resolve()) {
  return new SpectraService(kernels, async () => sound, breathe);
}

/** dB of the analysis, frame by frame. */
function levelsOf({ f0, spectralEnvelope, aperiodicity }: WorldAnalysis, kind: 'envelope' | 'aperiodicity') {
  const values = kind === 'envelope' ? spectralEnvelope : aperiodicity;
  return Float32Array.from(values, (value, at) => {
    if (kind === 'envelope') return 10 * Math.log10(value);
    return (f0[Math.floor(at / BINS)] ?? 0) > 0 ? 20 * Math.log10(value) : Number.NEGATIVE_INFINITY;
  });
}

test.each(['envelope', 'aperiodicity'] as const)('the %s of each frame is that of the analysis', async (kind) => {
  const { bins, binWidth, levelDb } = await serviceOf(soundOf(x)).columns('a', 0, kind, {}, SPAN);
  expect([bins, binWidth]).toEqual([BINS, sampleRate / whole.fftSize]);
  expect(levelDb).toEqual(levelsOf(whole, kind));
});

test.each([false, true])(
  'rows are those of the corrected f0 where it was corrected, of a long sound too (%s)',
  async (isLong) => {
    const corrections = [
      { operation: 'octave', from: 0.3, to: 0.6, value: '*2' },
      { operation: 'draw', from: 0.8, to: 0.9, value: [[0.85, 220]], blend: 0 },
    ] as const;
    const { f0 } = kernels.contour.edit(whole.f0, 5, corrections, [10, sampleRate / 2]);
    const service = serviceOf(soundOf(x, isLong));
    const { levelDb } = await service.columns('a', 0, 'envelope', { corrections }, SPAN);
    expect(f0).not.toEqual(whole.f0);
    const expected = Float32Array.from(kernels.world.cheapTrick(x, sampleRate, f0), (power) => 10 * Math.log10(power));
    expect(levelDb).toEqual(expected);
  },
);

test('a column is the largest of four frames of its span, and a part is that of the whole', async () => {
  const service = serviceOf(soundOf(x));
  const fine = levelsOf(whole, 'envelope');
  const { bins, levelDb } = await service.columns(
    'a',
    0,
    'envelope',
    {},
    {
      hop: 8,
      start: 16,
      columns: 5,
      maxFrequency: 2000,
    },
  );
  expect(bins).toBe(BINS / 2 + 0.5);
  const expected = Float32Array.from({ length: 5 * bins }, (_, at) => {
    const [column, bin] = [Math.floor(at / bins), at % bins];
    return Math.max(...[0, 2, 4, 6].map((step) => fine[(16 + 8 * column + step) * BINS + bin]!));
  });
  expect(levelDb).toEqual(expected);
});

test('beyond the end there is nothing', async () => {
  const { levelDb } = await serviceOf(soundOf(x)).columns('a', 0, 'envelope', {}, { ...SPAN, start: SPAN.columns });
  expect(levelDb.every((level) => level === Number.NEGATIVE_INFINITY)).toBe(true);
});

test('the loudest level is that of the envelope', async () => {
  const told: number[] = [];
  const loudest = await serviceOf(soundOf(x)).loudest('a', 0, {}, sampleRate / 2, (fraction) => told.push(fraction));
  expect(loudest).toBeCloseTo(
    levelsOf(whole, 'envelope').reduce((most, level) => Math.max(most, level)),
    4,
  );
  expect(told.at(-1)).toBe(1);
});

test('a long sound is read where it is looked at, and has what a short one has', async () => {
  const copies = 30;
  const long = new Float64Array(copies * x.length);
  for (let at = 0; at < long.length; at += x.length) long.set(x, at);
  let most = 0;
  const sound = soundOf(long, true);
  const counting = {
    ...sound,
    read: (channel: number, start: number, count: number) => {
      most = Math.max(most, count);
      return sound.read(channel, start, count);
    },
  };
  const [a, b] = [serviceOf(soundOf(long)), serviceOf(counting)];
  for (const hop of [1, 8, 64]) {
    const span = { hop, start: 64 * 8, columns: 12, maxFrequency: 3000 };
    const held = await a.columns('a', 0, 'envelope', {}, span);
    const read = await b.columns('a', 0, 'envelope', {}, span);
    expect([read.bins, read.binWidth]).toEqual([held.bins, held.binWidth]);
    // Of few frames a column of a long sound sees fewer; where it sees the same, noise of 1e-12 is what is left.
    const worst = held.levelDb.reduce((sum, level, at) => Math.max(sum, Math.abs(level - read.levelDb[at]!)), 0);
    if (hop <= 32) expect(worst, `hop ${hop}`).toBeLessThan(0.05);
  }
  expect(most).toBeLessThan(long.length / 4);
});

test('a sound that is released is not looked at any further', async () => {
  let breaths = 0;
  const service = serviceOf(soundOf(x), async () => {
    if (++breaths === 3) service.release('a');
  });
  await expect(service.columns('a', 0, 'envelope', {}, SPAN)).rejects.toMatchObject({ code: 'cancelled' });
});

test('of the contours of a sound the last ones are kept, so that a day of edits does not fill the memory', async () => {
  const { stages } = kernels.world;
  const floors: (number | undefined)[] = [];
  const contour: typeof stages.contour = (source, options, hands, f0) => {
    floors.push(options?.f0Floor);
    return stages.contour(source, options, hands, f0);
  };
  const counted = { ...kernels, world: { ...kernels.world, stages: { ...stages, contour } } };
  const part = soundOf(x.subarray(0, sampleRate / 4));
  const service = new SpectraService(
    counted,
    async () => part,
    () => Promise.resolve(),
  );
  const look = (f0Floor: number) => service.columns('a', 0, 'envelope', { f0Floor }, { ...SPAN, columns: 1 });
  for (const floor of [60, 61, 62, 63, 64, 65, 66, 67, 60, 68, 60, 61]) await look(floor);
  expect(floors).toEqual([60, 61, 62, 63, 64, 65, 66, 67, 68, 61]);
});

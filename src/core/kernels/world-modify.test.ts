import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { Quantity, QuantityUnit } from '../units/quantity.ts';
import type { WorldAnalysis, WorldChange } from './kernels.ts';
import { complete } from './sliced.ts';

const { world } = await kernelsForTest();

const FFT_SIZE = 64;
const BINS = FFT_SIZE / 2 + 1;

const ratio = (value: number): Quantity => ({ kind: 'ratio', value });
const offset = (value: number, unit: QuantityUnit): Quantity => ({ kind: 'offset', value, unit });
const absolute = (value: number, unit: QuantityUnit): Quantity => ({ kind: 'absolute', value, unit });

/** Linear in frame and bin, so that whatever lies between is known: 1 + frame + slope * bin. */
function plane(frame: number, bin: number, slope: number): number {
  return 1 + frame + slope * bin;
}

function analysisWith(f0: readonly number[], framePeriodMs = 5): WorldAnalysis {
  const rows = (slope: number): Float64Array =>
    Float64Array.from({ length: f0.length * BINS }, (_, i) => plane(Math.floor(i / BINS), i % BINS, slope));
  const common = { sampleRate: 16000, framePeriodMs, fftSize: FFT_SIZE };
  return { ...common, f0: Float64Array.from(f0), spectralEnvelope: rows(0.5), aperiodicity: rows(0.25) };
}

function modified(f0: readonly number[], change: WorldChange, framePeriodMs?: number): WorldAnalysis {
  return complete(world.modify(analysisWith(f0, framePeriodMs), change));
}

/** f0 after a change of f0 alone. */
function f0After(f0: readonly number[], change: Quantity): number[] {
  return Array.from(modified(f0, { f0: change }).f0);
}

function expectClose(got: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(got.length).toBe(expected.length);
  for (let i = 0; i < got.length; i++) expect(got[i]).toBeCloseTo(expected[i]!, 9);
}

describe('f0', () => {
  it('is multiplied by a ratio', () => {
    expect(f0After([0, 100, 150.5], ratio(2))).toEqual([0, 200, 301]);
  });

  it('is moved in semitones by 2^(st / 12)', () => {
    expectClose(f0After([0, 100, 200], offset(12, 'st')), [0, 200, 400]);
    expectClose(f0After([440], offset(-9, 'st')), [261.6255653005986]);
  });

  it('is moved in Hz where there is a voice, and only there', () => {
    expect(f0After([0, 100, 200], offset(30, 'Hz'))).toEqual([0, 130, 230]);
  });

  it('ends where an offset in Hz leaves nothing', () => {
    expect(f0After([100, 150, 250], offset(-150, 'Hz'))).toEqual([0, 0, 100]);
  });

  it('is given another geometric mean', () => {
    expectClose(f0After([100, 0, 400], absolute(300, 'Hz')), [150, 0, 600]);
  });

  it('of no voice stays that, whatever its mean should be', () => {
    expect(f0After([0, 0, 0], absolute(120, 'Hz'))).toEqual([0, 0, 0]);
  });
});

describe('vocal-tract length', () => {
  it('reads the spectra at the frequency times the ratio, and beyond Nyquist its bin', () => {
    const { spectralEnvelope, aperiodicity, f0 } = modified([0, 100, 0], { vtl: ratio(1.1) });
    const place = (k: number): number => Math.min(k * 1.1, BINS - 1);
    const expected = (slope: number) => (_: unknown, i: number) => plane(Math.floor(i / BINS), place(i % BINS), slope);
    expectClose(spectralEnvelope, Float64Array.from({ length: 3 * BINS }, expected(0.5)));
    expectClose(aperiodicity, Float64Array.from({ length: 3 * BINS }, expected(0.25)));
    expect(Array.from(f0)).toEqual([0, 100, 0]);
  });

  it('in semitones is 2^(st / 12)', () => {
    const { spectralEnvelope } = modified([100], { vtl: offset(-12, 'st') });
    expectClose(
      spectralEnvelope,
      Float64Array.from({ length: BINS }, (_, k) => plane(0, k / 2, 0.5)),
    );
  });
});

describe('duration', () => {
  it('gives as many frames as were announced', () => {
    const duration = fc.oneof(
      fc.double({ min: 0.2, max: 20, noNaN: true }).map(ratio),
      fc.double({ min: -0.01, max: 0.2, noNaN: true }).map((value) => offset(value, 's')),
      fc.double({ min: 0.01, max: 0.3, noNaN: true }).map((value) => absolute(value, 's')),
      fc.constantFrom(undefined, ratio(1), offset(0, 's')),
    );
    fc.assert(
      fc.property(duration, fc.constantFrom(1, 5), (change, framePeriodMs) => {
        const frames = 40;
        const { f0 } = modified(Array(frames).fill(100), change ? { duration: change } : {}, framePeriodMs);
        expect(f0.length).toBe(world.changedFrameCount(frames, framePeriodMs, change));
      }),
    );
  });

  const five = [100, 110, 120, 130, 140];

  it.each([
    ['a ratio of the frames, cut to a whole number', ratio(1.5), 7],
    ['an absolute one in frame periods', absolute(0.1, 's'), 20],
    ['an offset to the last frame', offset(0.03, 's'), 10],
    ['an offset that shortens', offset(-0.01, 's'), 2],
    ['so short that one frame is left', ratio(0.2), 1],
  ])('is %s', (_, change, frames) => {
    const { f0, spectralEnvelope, aperiodicity } = modified(five, { duration: change });
    expect(f0.length).toBe(frames);
    expect(spectralEnvelope.length).toBe(frames * BINS);
    expect(aperiodicity.length).toBe(frames * BINS);
  });

  it('counts in the frame period of the analysis', () => {
    expect(modified(five, { duration: absolute(0.1, 's') }, 1).f0.length).toBe(100);
  });

  it('spreads the frames over the old ones, linear in between', () => {
    const { spectralEnvelope, f0 } = modified(five, { duration: ratio(1.8) });
    expectClose(f0, [100, 105, 110, 115, 120, 125, 130, 135, 140]);
    const expected = Float64Array.from({ length: 9 * BINS }, (_, i) => plane(Math.floor(i / BINS) / 2, i % BINS, 0.5));
    expectClose(spectralEnvelope, expected);
  });

  it('follows f0 by a cubic through the voiced frames', () => {
    const cubic = (t: number): number => 200 + 3 * t - 2 * t * t + 0.25 * t * t * t;
    const { f0 } = modified([0, 1, 2, 3, 4, 5, 6, 7].map(cubic), { duration: ratio(2) });
    expectClose(
      f0,
      Float64Array.from({ length: 16 }, (_, i) => cubic((i * 7) / 15)),
    );
  });

  it('is unvoiced where the nearer frame is', () => {
    const { f0 } = modified([0, 0, 100, 100, 100, 100, 0], { duration: ratio(2) });
    const voiced = Array.from(f0, (hz) => hz > 0);
    const expected = Array.from({ length: 14 }, (_, i) => (i * 6) / 13 >= 1.5 && (i * 6) / 13 <= 5.5);
    expect(voiced).toEqual(expected);
  });

  // Eight frames over four: number i stands at 3 i / 7 of the old ones.
  it.each([
    [0, [0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0]],
    [1, [0, 0, 120, 0], [0, 0, 0, 0, 120, 120, 0, 0]],
    [2, [100, 0, 0, 130], [100, 100 + 30 / 7, 0, 0, 0, 0, 130 - 30 / 7, 130]],
    [3, [100, 110, 131, 0], [100, 100 + 30 / 7, 100 + 60 / 7, 116, 125, 131, 0, 0]],
  ] as const)('is linear or constant through %i voiced frames', (_, f0, expected) => {
    expectClose(modified(f0, { duration: ratio(2) }).f0, expected);
  });

  it('that is the same leaves everything as it is', () => {
    const analysis = analysisWith(five);
    for (const duration of [ratio(1), offset(0, 's')]) {
      expect(complete(world.modify(analysis, { duration }))).toEqual(analysis);
    }
  });
});

it('leaves its input alone, and hands out copies of all but what stays the same', () => {
  const analysis = analysisWith([100, 0, 120, 130, 140]);
  const before = structuredClone(analysis);
  const changes: WorldChange[] = [{}, { f0: ratio(2) }, { vtl: ratio(1.2) }, { duration: ratio(3) }];
  for (const change of changes) {
    const result = complete(world.modify(analysis, change));
    const keepsRows = change.vtl === undefined && change.duration === undefined;
    expect(result.spectralEnvelope === analysis.spectralEnvelope).toBe(keepsRows);
    expect(result.aperiodicity === analysis.aperiodicity).toBe(keepsRows);
    for (const array of keepsRows ? [result.f0] : [result.f0, result.spectralEnvelope, result.aperiodicity])
      array.fill(7);
    expect(analysis).toEqual(before);
  }
});

it('reads a long contour in slices as if it were one piece', () => {
  const frames = 20_000;
  const analysis = analysisWith(new Array(frames).fill(100));
  for (const factor of [0.01, 0.7, 1.3]) {
    const { spectralEnvelope } = complete(world.modify(analysis, { duration: ratio(factor) }));
    const count = Math.trunc(frames * factor);
    for (let i = 0; i < count; i += 1 + Math.floor(count / 97)) {
      expect(spectralEnvelope[i * BINS]).toBeCloseTo(1 + (i * (frames - 1)) / (count - 1), 6);
    }
  }
});

it('never voices an unvoiced sound nor leaves the range of the spectra, whatever the change', () => {
  const change = fc.record({
    f0: fc.oneof(
      fc.double({ min: 0, max: 50, noNaN: true }).map(ratio),
      fc.double({ min: -300, max: 300, noNaN: true }).map((hz) => offset(hz, 'Hz')),
      fc.double({ min: 0, max: 900, noNaN: true }).map((hz) => absolute(hz, 'Hz')),
    ),
    vtl: fc.double({ min: 0.01, max: 100, noNaN: true }).map(ratio),
    duration: fc.double({ min: 0.2, max: 20, noNaN: true }).map(ratio),
  });
  const contour = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 40, max: 900, noNaN: true })), {
    minLength: 5,
    maxLength: 30,
  });
  fc.assert(
    fc.property(contour, change, (f0, given) => {
      const result = modified(f0, given);
      const isVoiced = f0.some((hz) => hz > 0);
      for (const hz of result.f0) expect(Number.isFinite(hz) && hz >= 0 && (isVoiced || hz === 0)).toBe(true);
      const most = plane(f0.length - 1, BINS - 1, 0.5) + 1e-9;
      for (const power of result.spectralEnvelope) expect(power >= 1 - 1e-12 && power <= most).toBe(true);
    }),
    { numRuns: 100 },
  );
});

describe('refuses', () => {
  const refused: readonly (readonly [string, WorldChange, string])[] = [
    ['a duration of no frame', { duration: ratio(0.1) }, 'duration: expected at least one frame'],
    ['a duration of nothing', { duration: absolute(0, 's') }, 'got ~0s'],
    ['a duration below nothing', { duration: offset(-1, 's') }, 'got -1s'],
    ['a duration in Hz', { duration: absolute(1, 'Hz') }, 'duration: expected a ratio'],
    ['an endless duration', { duration: ratio(Number.POSITIVE_INFINITY) }, 'got *Infinity'],
    ['a vocal tract of no length', { vtl: ratio(0) }, 'vtl: expected a finite ratio above 0, got *0'],
    ['an absolute vocal tract', { vtl: absolute(17, 's') }, 'vtl: expected a ratio or an offset in st, got ~17s'],
    ['f0 in seconds', { f0: offset(1, 's') }, 'f0: expected a ratio'],
    ['an absolute f0 in semitones', { f0: absolute(1, 'st') }, 'f0: expected a ratio'],
    ['a negative ratio of f0', { f0: ratio(-1) }, 'got *-1'],
    ['f0 that is no number', { f0: ratio(Number.NaN) }, 'got *NaN'],
  ];

  it.each(refused)('%s', (_, change, message) => {
    expect(() => modified([100, 110, 120, 130, 140], change)).toThrow(
      expect.objectContaining({ code: 'query-invalid', message: expect.stringContaining(message) }),
    );
  });

  it('a result that no memory holds, before it is made', () => {
    expect(() => modified([100, 110], { duration: absolute(86_400_000, 's') })).toThrow(
      expect.objectContaining({ code: 'size-limit' }),
    );
  });

  it('an analysis whose parts do not fit together', () => {
    const analysis = { ...analysisWith([100, 110]), aperiodicity: new Float64Array(3) };
    expect(() => complete(world.modify(analysis, {}))).toThrow('aperiodicity: expected 2 frames of 33 bins');
  });
});

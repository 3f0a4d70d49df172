import { beforeAll, describe, expect, it } from 'vitest';
import { readFixtureText } from '../../testing/fixture.ts';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { createNoise } from '../../testing/signals.ts';
import type { FilterKernel } from './filter-kernel.ts';
import type { FrequencyScale, Kernels } from './kernels.ts';

interface Golden {
  readonly filterbanks: Record<
    string,
    {
      definition: { f: number[] | { fmin: number; fmax: number; n: number; scale?: FrequencyScale; shift?: number } };
      cutoffs: number[];
      centres: number[];
      sos: number[][][];
      padLength: number[];
    }
  >;
  readonly envelopeLowpass: { fs: number; designOrder: number; fc: number; sos: number[][] }[];
  readonly filterVectors: {
    x: number[];
    'log8 band 3': Record<'sosfilt' | 'sosfiltfilt', number[]>;
    'greenwood16 band 5': Record<'sosfilt' | 'sosfiltfilt', number[]>;
  };
  readonly hilbertEnvelope: { n64: number[]; n61: number[] };
  readonly spreadMatrix: { centres: number[]; rows: number[][] };
}

let kernels: Kernels;
let filter: FilterKernel;
let golden: Golden;
beforeAll(async () => {
  kernels = await kernelsForTest();
  filter = kernels.filter;
  golden = JSON.parse(await readFixtureText('src/testing/golden/vtserver/vocoder.json'));
});

/** Largest difference, relative to the largest value that is expected. */
function distance(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(got.length).toBe(expected.length);
  let [largest, scale] = [0, 0];
  for (let i = 0; i < got.length; i++) {
    largest = Math.max(largest, Math.abs(got[i]! - expected[i]!));
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  return largest / scale;
}

/** Order of a design from the name of a golden bank: half of it when it is zero-phase. */
function designOf(name: string): { order: number; sampleRate: number } {
  const [, order = '4', phase, rate = '44100'] = /order(\d+)_(zero|causal)_(\d+)/.exec(name) ?? [];
  return { order: phase === 'zero' ? Number(order) / 2 : Number(order), sampleRate: Number(rate) };
}

function designBand(order: number, low: number, high: number, sampleRate: number): Float64Array {
  if (order % 2 === 0) return filter.butterworth('band-pass', order / 2, low, high, sampleRate);
  const above = filter.butterworth('high-pass', order, low, 0, sampleRate);
  return Float64Array.of(...above, ...filter.butterworth('low-pass', order, 0, high, sampleRate));
}

const sectionsOf = (name: string, band: number) => Float64Array.from(golden.filterbanks[name]!.sos[band]!.flat());

describe('filters', () => {
  it('space the points of every bank as the reference', () => {
    let compared = 0;
    for (const { definition, cutoffs, centres } of Object.values(golden.filterbanks)) {
      if (Array.isArray(definition.f)) continue;
      const { fmin, fmax, n, scale = 'log', shift = 0 } = definition.f;
      const points = kernels.vocoder.frequencies(scale, fmin, fmax, 2 * n + 1, shift);
      expect(
        distance(
          points.filter((_, i) => i % 2 === 0),
          cutoffs,
        ),
      ).toBeLessThan(1e-12);
      expect(
        distance(
          points.filter((_, i) => i % 2 === 1),
          centres,
        ),
      ).toBeLessThan(1e-12);
      compared += 1;
    }
    expect(compared).toBe(6);
  });

  it('have the sections of the reference, in its order, and its padding', () => {
    let compared = 0;
    for (const [name, { cutoffs, sos, padLength }] of Object.entries(golden.filterbanks)) {
      const { order, sampleRate } = designOf(name);
      for (const [band, expected] of sos.entries()) {
        const sections = designBand(order, cutoffs[band]!, cutoffs[band + 1]!, sampleRate);
        expect(sections.length, name).toBe(6 * expected.length);
        expect(distance(sections, expected.flat()), `${name}, band ${band}`).toBeLessThan(1e-12);
        expect(filter.edge(sections)).toBe(padLength[band]);
        compared += 1;
      }
    }
    expect(compared).toBe(75);
  });

  it('are low-passes of the reference too, of odd order as well', () => {
    for (const { fs, designOrder, fc, sos } of golden.envelopeLowpass) {
      expect(distance(filter.butterworth('low-pass', designOrder, 0, fc, fs), sos.flat())).toBeLessThan(1e-12);
    }
    expect(golden.envelopeLowpass.length).toBe(6);
  });

  it.each([
    ['log8 band 3', 'log8_order4_zero_44100', 3],
    ['greenwood16 band 5', 'greenwood16_order6_zero_44100', 5],
  ] as const)('filter as the reference, from rest and without phase: %s', (vector, bank, band) => {
    const x = Float64Array.from(golden.filterVectors.x);
    const sections = sectionsOf(bank, band);
    const expected = golden.filterVectors[vector];
    expect(distance(filter.causal(sections, x), expected.sosfilt)).toBeLessThan(1e-12);
    expect(distance(filter.zeroPhase(sections, x), expected.sosfiltfilt)).toBeLessThan(1e-12);
  });

  it('give the Hilbert envelope of the reference, also when the length has to grow', () => {
    const x = Float64Array.from(golden.filterVectors.x);
    expect(distance(filter.hilbertEnvelope(x), golden.hilbertEnvelope.n64)).toBeLessThan(1e-12);
    expect(distance(filter.hilbertEnvelope(x.subarray(0, 61)), golden.hilbertEnvelope.n61)).toBeLessThan(1e-12);
  });

  it('have the response of the reference', () => {
    const { centres, rows } = golden.spreadMatrix;
    const { cutoffs } = golden.filterbanks['greenwood8_order12_zero_44100']!;
    for (const [band, row] of rows.entries()) {
      const sections = designBand(3, cutoffs[band]!, cutoffs[band + 1]!, 44_100);
      const power = centres.map((frequency) => filter.gain(sections, frequency, 44_100) ** 2);
      expect(distance(power, row)).toBeLessThan(1e-12);
    }
    expect(rows.length).toBe(8);
  });

  it('are linear: the filtered sum is the sum of the filtered', () => {
    const noise = createNoise(3);
    const [a, b] = [0, 1].map(() => Float64Array.from({ length: 500 }, noise)) as [Float64Array, Float64Array];
    const sections = designBand(3, 400, 1600, 16_000);
    const both = filter.zeroPhase(
      sections,
      a.map((value, i) => value + 2 * b[i]!),
    );
    const [fa, fb] = [filter.zeroPhase(sections, a), filter.zeroPhase(sections, b)];
    expect(
      distance(
        both,
        fa.map((value, i) => value + 2 * fb[i]!),
      ),
    ).toBeLessThan(1e-12);
  });

  it('refuse a sound that is too short to be filtered without phase, and say how short', () => {
    const sections = designBand(3, 400, 1600, 16_000);
    expect(() => filter.zeroPhase(sections, new Float64Array(21))).toThrow(/longer than .*padlen.*21 samples, got 21/);
    expect(filter.zeroPhase(sections, new Float64Array(22))).toEqual(new Float64Array(22));
    expect(() => filter.causal(sections, new Float64Array(0))).toThrow(/no samples/);
  });

  it.each([
    ['low-pass', 2, 0, 8000],
    ['high-pass', 2, 0, 0],
    ['band-pass', 2, 900, 900],
    ['band-pass', 0, 100, 900],
    ['band-pass', 49, 100, 900],
  ] as const)('refuse to design a %s of order %d between %d and %d Hz at 16 kHz', (kind, order, low, high) => {
    expect(() => filter.butterworth(kind, order, low, high, 16_000)).toThrow(
      expect.objectContaining({ code: 'internal' }),
    );
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { vocoderParams } from './vocoder-params.ts';
import { type KnownCurves, shapeVocoder } from './vocoder-shape.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await kernelsForTest();
});

const GRID = { top: 20_657, points: 701 };

function given(method: object, f: unknown = [200, 400, 800], more: object = {}) {
  return vocoderParams.parse({
    analysis_filters: { f, method: { family: 'butterworth', ...method } },
    envelope: { method: 'hilbert' },
    synthesis: { carrier: 'sin' },
    ...more,
  });
}

const decibels = (gain: number | undefined) => 20 * Math.log10(gain ?? Number.NaN);

describe('the shape of a vocoder', () => {
  it('is measured on the filters: 6 dB down at the edges with zero phase, 3 dB without', () => {
    for (const [method, expected] of [
      [{ order: 8, 'zero-phase': true }, -6],
      [{ order: 4, 'zero-phase': false }, -3],
    ] as const) {
      const { marks } = shapeVocoder(kernels, given(method), 44_100, GRID).analysis;
      for (const at of [0, 1, 4, 5]) expect(decibels(marks[at])).toBeCloseTo(expected, 1);
    }
  });

  it('falls by the design slope far from a band', () => {
    const params = given({ order: 8, 'zero-phase': true }, [4000, 8000]);
    const { frequencies, analysis } = shapeVocoder(kernels, params, 96_000, GRID);
    const nearest = (hz: number) => frequencies.findIndex((frequency) => frequency >= hz);
    const [a, b] = [nearest(100), nearest(200)];
    const octaves = Math.log2(frequencies[b]! / frequencies[a]!);
    const slope = (decibels(analysis.gains[b]) - decibels(analysis.gains[a])) / octaves;
    expect(slope).toBeCloseTo(24, 0);
  });

  it('has a curve for every place that the sampling rate has, and none beyond it', () => {
    const { frequencies, analysis } = shapeVocoder(kernels, given({ order: 4, 'zero-phase': true }), 16_000, GRID);
    expect(frequencies[0]).toBe(0);
    const top = frequencies.findIndex((frequency) => frequency >= 8000);
    expect(Number.isFinite(analysis.gains[top - 1])).toBe(true);
    expect(analysis.gains[top]).toBeNaN();
  });

  it('shows a band that the sampling rate has not, without a curve', () => {
    const { analysis } = shapeVocoder(kernels, given({ order: 4, 'zero-phase': true }, 'ci24'), 8000, GRID);
    expect(analysis.edges.at(-1)).toBe(7938);
    const points = GRID.points;
    expect(analysis.gains[100]).toBeGreaterThan(0);
    expect(analysis.gains.slice(21 * points, 22 * points).every(Number.isNaN)).toBe(true);
  });

  it('has the response of the low-pass as it is used, forward and backward: each cut-off once', () => {
    const envelope = { method: 'low-pass', rectify: 'half-wave', order: 4, fc: [400, 50, 400] };
    const shape = (rate: number) =>
      shapeVocoder(kernels, given({ order: 4, 'zero-phase': true }, undefined, { envelope }), rate, GRID).envelope;
    const found = shape(44_100)!;
    expect(found.cutoffs).toEqual([50, 400]);
    for (const mark of found.marks) expect(decibels(mark)).toBeCloseTo(-6, 1);
    const points = found.frequencies.length;
    expect(found.gains).toHaveLength(2 * points);
    expect([found.frequencies[0], found.frequencies[points - 1]]).toEqual([
      expect.closeTo(1, 6),
      expect.closeTo(5000, 3),
    ]);
    // Order 2 each way: 24 dB per octave.
    const at = (hz: number) => found.frequencies.findIndex((frequency) => frequency >= hz);
    const octaves = Math.log2(found.frequencies[at(1600)]! / found.frequencies[at(400)]!);
    const fall = decibels(found.gains[at(1600)]) - decibels(found.gains[at(400)]);
    expect(fall / octaves).toBeCloseTo(-24, 0);
    expect(decibels(found.gains[0])).toBeCloseTo(0, 3);
    expect(shape(800)).toBeUndefined();
    expect(shapeVocoder(kernels, given({ order: 4, 'zero-phase': true }), 44_100, GRID).envelope).toBeUndefined();
  });

  it('tells a bank for synthesis from that of the analysis, and how envelopes spread', () => {
    const own = { f: [300, 600, 1200], method: { family: 'butterworth', order: 4, 'zero-phase': true } };
    const spread = { envelope: { method: 'hilbert', modifiers: ['spread'] }, synthesis_filters: own };
    const shape = shapeVocoder(kernels, given({ order: 4, 'zero-phase': true }, undefined, spread), 44_100, GRID);
    expect(shape.synthesis?.edges).toEqual([300, 600, 1200]);
    expect(shape.spread).toHaveLength(4);
    expect(shape.spread?.[0]).toBeCloseTo(1, 3);
    const same = shapeVocoder(kernels, given({ order: 4, 'zero-phase': true }), 44_100, GRID);
    expect([same.synthesis, same.spread]).toEqual([undefined, undefined]);
  });

  it('is the same when curves of bands are remembered, and keeps only some of them', () => {
    const known: KnownCurves = new Map();
    const method = { order: 4, 'zero-phase': true };
    for (let edge = 400; edge < 700; edge++)
      shapeVocoder(kernels, given(method, [200, edge, 800]), 44_100, GRID, known);
    for (const more of [method, { order: 2, 'zero-phase': true }, { order: 4, 'zero-phase': false }]) {
      const params = given(more, [200, 650, 800]);
      expect(shapeVocoder(kernels, params, 44_100, GRID, known)).toEqual(shapeVocoder(kernels, params, 44_100, GRID));
    }
    expect(shapeVocoder(kernels, given(method), 16_000, GRID, known)).toEqual(
      shapeVocoder(kernels, given(method), 16_000, GRID),
    );
    expect(known.size).toBe(256);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { type ContourEdit, OCTAVE_FACTORS } from './contour-kernel.ts';

const LIMITS = [10, 8000] as const;

async function edit(f0: readonly number[], ...edits: ContourEdit[]) {
  const { contour } = await kernelsForTest();
  return contour.edit(Float64Array.from(f0), 5, edits, LIMITS);
}

const span = fc
  .tuple(fc.nat(240), fc.nat(240))
  .map(([a, b]) => ({ from: Math.min(a, b) / 1000, to: Math.max(a, b) / 1000 }));
const anchors = fc
  .uniqueArray(fc.tuple(fc.nat(240), fc.integer({ min: 10, max: 20_000 })), { minLength: 1, selector: ([at]) => at })
  .map((all) => all.sort(([a], [b]) => a - b).map(([at, hz]) => [at / 1000, hz] as const));
const contourPoints = fc
  .uniqueArray(fc.tuple(fc.nat(240), fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 20_000 }))), {
    minLength: 1,
    selector: ([at]) => at,
  })
  .map((all) => all.sort(([a], [b]) => a - b).map(([at, hz]) => [at / 1000, hz] as const));
const operation = fc.oneof(
  fc.record({ operation: fc.constant('octave'), value: fc.constantFrom(...OCTAVE_FACTORS) }),
  fc.record({ operation: fc.constant('shift'), value: fc.double({ min: -48, max: 48, noNaN: true }) }),
  fc.record({ operation: fc.constantFrom('unvoice', 'voice') }),
  fc.record({ operation: fc.constant('draw'), value: anchors, blend: fc.constantFrom(0, 0.01) }),
  fc.record({ operation: fc.constant('contour'), value: contourPoints }),
  fc.record({ operation: fc.constant('median'), value: fc.constantFrom(3, 5, 7, 9, 11) }),
  fc.record({ operation: fc.constant('gaussian'), value: fc.double({ min: 0.01, max: 0.1, noNaN: true }) }),
);
const anyEdit = fc.tuple(span, operation).map(([where, what]) => ({ ...where, ...what }) as ContourEdit);
const contour = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 70, max: 800 })), { minLength: 1, maxLength: 40 });

describe('edits of f0', () => {
  it('never crash, never leave the limits, and change nothing outside their spans', async () => {
    const kernels = await kernelsForTest();
    fc.assert(
      fc.property(contour, fc.array(anyEdit, { maxLength: 8 }), (given, edits) => {
        const before = Float64Array.from(given);
        const { f0, held, unvoiced, missed } = kernels.contour.edit(before, 5, edits, LIMITS);
        expect(Array.from(before)).toEqual(given);
        expect(f0.every((hz) => hz === 0 || (hz >= LIMITS[0] && hz <= LIMITS[1]))).toBe(true);
        const last = (given.length - 1) * 0.005;
        expect(
          missed.every((index) => edits[index]!.from > last || edits[index]!.to - edits[index]!.from < 0.005),
        ).toBe(true);
        expect(held + unvoiced).toBeGreaterThanOrEqual(0);
        for (const [i, hz] of f0.entries()) {
          const isInside = edits.some(({ from, to }) => from - 1e-4 <= i * 0.005 && i * 0.005 <= to + 1e-4);
          if (!isInside) expect(hz).toBe(given[i]);
        }
      }),
    );
  });

  it('come in their order', async () => {
    const up = { operation: 'octave', from: 0, to: 1, value: '*2' } as const;
    const line = { operation: 'draw', from: 0, to: 1, value: [[0, 100]], blend: 0 } as const;
    expect(Array.from((await edit([90, 0, 95], up, line)).f0)).toEqual([100, 0, 100]);
    expect(Array.from((await edit([90, 0, 95], line, up)).f0)).toEqual([200, 0, 200]);
  });

  it('mean the frames at their times, ends included, however the times were rounded', async () => {
    const quiet = (from: number, to: number) => edit(Array(8).fill(100), { operation: 'unvoice', from, to });
    expect(Array.from((await quiet(0.01, 0.02)).f0)).toEqual([100, 100, 0, 0, 0, 100, 100, 100]);
    expect(Array.from((await quiet(0.0100001, 0.0199999)).f0)).toEqual([100, 100, 0, 0, 0, 100, 100, 100]);
    expect((await quiet(0.011, 0.014)).missed).toEqual([0]);
    expect((await quiet(2, 3)).missed).toEqual([0]);
  });

  it('undo each other where they are opposites', async () => {
    const span = { from: 0.005, to: 0.015 };
    const given = [100, 110, 123.456, 130, 140];
    for (const [one, other] of [
      ['*2', '/2'],
      ['*3', '/3'],
    ] as const) {
      const [there, back] = [one, other].map((value) => ({ operation: 'octave', ...span, value }) as const);
      expect(Array.from((await edit(given, there!, back!)).f0)).toEqual(given);
    }
  });

  it('say which frames were held at the limits, and which could not be voiced', async () => {
    const [from, to] = [0, 1];
    const far = await edit([100, 5000, 0], { operation: 'octave', from, to, value: '*2' });
    expect([Array.from(far.f0), far.held]).toEqual([[200, 8000, 0], 1]);
    const silent = await edit([0, 0, 0], { operation: 'voice', from, to: 0.005 });
    expect([Array.from(silent.f0), silent.unvoiced]).toEqual([[0, 0, 0], 2]);
  });

  it('smooth by a Gaussian as wide at half its height as they say', async () => {
    const f0 = Array(41).fill(100);
    f0[20] = 200;
    const { f0: smooth } = await edit(f0, { operation: 'gaussian', from: 0, to: 1, value: 0.04 });
    const height = (frame: number) => Math.log2(smooth[frame]! / 100);
    // 20 ms to the side.
    expect(height(24) / height(20)).toBeCloseTo(0.5, 5);
    expect(height(16)).toBeCloseTo(height(24), 5);
  });

  it('take a contour of the same grid as it is, to the last bit, voiced or not', async () => {
    const given = [0, 101.123456789, 0, 140.987654321, 141, 0, 0, 99.9];
    const value = given.map((hz, i) => [(i * 5) / 1000, hz] as const);
    const before = Array(8).fill(0).with(2, 300);
    expect(Array.from((await edit(before, { operation: 'contour', from: 0, to: 1, value })).f0)).toEqual(given);
  });

  it('bring a contour of another grid to theirs: lines inside its runs, each frame as voiced as its nearest point', async () => {
    const value = [
      [0, 100],
      [0.01, 200],
      [0.02, 0],
      [0.03, 80],
    ] as const;
    const { f0 } = await edit(Array(9).fill(50), { operation: 'contour', from: 0, to: 0.03, value });
    expect(f0[1]).toBeCloseTo(100 * Math.SQRT2, 9);
    expect([f0[0], ...f0.subarray(2)]).toEqual([100, 200, 200, 0, 0, 80, 50, 50]);
  });
});

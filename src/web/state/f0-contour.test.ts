import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Dot,
  dotsOf,
  fewestAnchors,
  framesIn,
  likelyFactor,
  partAt,
  runAt,
  runsOf,
  semitones,
  spanOf,
  suspectPieces,
} from './f0-contour.ts';

const contour = (...runs: readonly (readonly [count: number, hz: number])[]) => ({
  framePeriodMs: 5,
  f0: Float64Array.from(runs.flatMap(([count, hz]) => Array<number>(count).fill(hz))),
});

/** All of them, and in how many pieces they came. */
function look(line: ReturnType<typeof contour>) {
  const pieces = suspectPieces(line);
  for (let count = 1; ; count++) {
    const piece = pieces.next();
    if (piece.done) return { suspects: piece.value, count };
  }
}
const suspectsOf = (line: ReturnType<typeof contour>) => look(line).suspects;

describe('frames of a contour', () => {
  it('are inside a span with both its ends, and say their times as the recipe does', () => {
    const line = contour([100, 200]);
    expect(framesIn(line, { start: 0.0149, end: 0.03 })).toEqual({ first: 3, last: 6 });
    expect(framesIn(line, { start: 0.011, end: 0.014 })).toBeUndefined();
    expect(spanOf(line, { first: 3, last: 6 })).toEqual({ from: 0.015, to: 0.03 });
    expect(spanOf({ framePeriodMs: 0.7 }, { first: 1, last: 3 })).toEqual({ from: 0.0007, to: 0.0021 });
  });

  it('make runs, which a jump divides into parts', () => {
    const line = contour([2, 0], [10, 200], [4, 100], [3, 0], [5, 200]);
    expect(runsOf(line)).toEqual([
      { first: 2, last: 15 },
      { first: 19, last: 23 },
    ]);
    expect(runAt(line, 14)).toEqual({ first: 2, last: 15 });
    expect(partAt(line, 14)).toEqual({ first: 12, last: 15 });
    expect(runAt(line, 17)).toBeUndefined();
  });

  it('are likely to belong where the rest of the sound is', () => {
    const line = contour([40, 200], [5, 0], [10, 100], [5, 0], [4, 620]);
    expect(likelyFactor(line, { first: 45, last: 54 })).toBe('*2');
    expect(likelyFactor(line, { first: 60, last: 63 })).toBe('/3');
    expect(likelyFactor(line, { first: 40, last: 44 })).toBe('*2');
  });
});

describe('the fewest anchors', () => {
  const dots = fc
    .array(fc.integer({ min: 70, max: 800 }), { minLength: 2, maxLength: 60 })
    .map((all) => all.map((hz, i): Dot => [i * 0.005, hz]));

  it('are ends and some between, and their lines pass everything within the tolerance', () => {
    fc.assert(
      fc.property(dots, fc.double({ min: 0.05, max: 5, noNaN: true }), (all, tolerance) => {
        const kept = fewestAnchors(all, tolerance);
        expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)]);
        for (const [time, hz] of all) {
          const next = Math.max(
            kept.findIndex(([at]) => at >= time),
            1,
          );
          const [from, to] = [kept[next - 1]!, kept[next]!];
          const line = from[1] * (to[1] / from[1]) ** ((time - from[0]) / (to[0] - from[0]));
          expect(Math.abs(semitones(line, hz))).toBeLessThanOrEqual(tolerance + 1e-9);
        }
      }),
    );
  });

  it('of a line in semitones are its ends, and of one frame that frame', () => {
    const line = contour([20, 100]);
    for (const i of line.f0.keys()) line.f0[i] = 100 * 2 ** (i / 19);
    expect(fewestAnchors(dotsOf(line, { first: 0, last: 19 }), 0.05)).toEqual([
      [0, 100],
      [0.095, 200],
    ]);
    expect(fewestAnchors([[0.1, 100]], 2)).toEqual([[0.1, 100]]);
    expect(fewestAnchors([], 2)).toEqual([]);
  });
});

describe('suspects', () => {
  it('are a run an octave off, and the octave back is proposed', () => {
    const line = contour([30, 200], [4, 0], [20, 100], [4, 0], [30, 210]);
    expect(suspectsOf(line)).toEqual([
      { first: 34, last: 53, kind: 'octave', proposal: { operation: 'octave', value: '*2' } },
    ]);
    const high = contour([30, 200], [20, 410], [30, 210]);
    expect(suspectsOf(high)).toEqual([
      { first: 30, last: 49, kind: 'jump', proposal: { operation: 'octave', value: '/2' } },
    ]);
  });

  it('are voices shorter than 20 ms, which are to be unvoiced', () => {
    const line = contour([30, 200], [9, 0], [3, 190], [9, 0], [30, 210]);
    expect(suspectsOf(line)).toEqual([{ first: 39, last: 41, kind: 'short', proposal: { operation: 'unvoice' } }]);
  });

  it('are none in a voice that glides, or has an interval of its own', () => {
    const line = contour([60, 100]);
    for (const i of line.f0.keys()) line.f0[i] = 100 * 2 ** (i / 30);
    expect(suspectsOf(line)).toEqual([]);
    expect(suspectsOf(contour([30, 200], [5, 0], [25, 300]))).toEqual([]);
    expect(suspectsOf(contour([10, 0]))).toEqual([]);
  });
});

it('suspects of an hour come in pieces, those of a sentence in one', () => {
  const talk = Array.from(
    { length: 2400 },
    (_, i) =>
      [
        [200, 0],
        [100, i === 1200 ? 400 : 200],
      ] as const,
  ).flat();
  const { suspects, count } = look(contour(...talk));
  expect(count).toBeGreaterThan(10);
  expect(suspects).toEqual([]);
  expect(look(contour([30, 200], [2, 0])).count).toBe(1);
});

import { expect, it } from 'vitest';
import { frameAround, frameOf, isSeen, placeOf, pointUnder } from './plane-frame.ts';
import { spokenPoint } from './plane-spoken.ts';

const USUAL = { level: 2, formantsUp: false };
const BOX = { left: 10, top: 20, width: 360, height: 200 };

it('puts the source in the middle and a longer tract above it', () => {
  const frame = frameOf(USUAL, false);
  expect(placeOf({ f0: 0, vtl: 0 }, frame)).toEqual({ left: 50, top: 50 });
  expect(placeOf({ f0: -9, vtl: 4 }, frame)).toEqual({ left: 25, top: 25 });
  expect(frame.lines).toEqual({ f0: [-12, -6, 0, 6, 12], vtl: [-4, 0, 4] });
});

it.each([
  [USUAL, false],
  [{ level: 0, formantsUp: true }, false],
  [{ level: 3, formantsUp: false }, true],
])('finds the point under the pointer where it draws it: %j', (view, square) => {
  const frame = frameOf(view, square);
  const at = { f0: -2.5, vtl: 1.5 };
  const { left, top } = placeOf(at, frame);
  const pointer = { clientX: 10 + 3.6 * left, clientY: 20 + 2 * top };
  const found = pointUnder(pointer, BOX, frame);
  expect(found.f0).toBeCloseTo(at.f0, 9);
  expect(found.vtl).toBeCloseTo(at.vtl, 9);
});

it('has the same length per semitone both ways', () => {
  for (const square of [false, true]) {
    for (const level of [0, 1, 2, 3]) {
      const { reach } = frameOf({ ...USUAL, level }, square);
      expect(square ? reach.vtl : reach.f0 / reach.vtl).toBe(square ? reach.f0 : level === 3 ? 1.5 : 2.25);
    }
  }
});

it('says decimals as they are needed, and how the point lies', () => {
  const man = [
    { id: 'habit', name: 'usual step', f0: -18, vtl: 5.7 },
    { id: 'man', name: 'man', f0: -9, vtl: 2.6 },
  ];
  expect(spokenPoint({ f0: -12, vtl: 3.8 }, man)).toBe(
    'f0 \u221212.0 semitones, vocal-tract length +3.8 semitones; beyond man',
  );
  expect(spokenPoint({ f0: 0.01, vtl: 0 }, man)).toBe('f0 +0.01 semitones, vocal-tract length 0.0 semitones');
});

it.each([
  [[{ f0: 0.5, vtl: 0 }], [4.5, 2.5]],
  [
    [
      { f0: -12, vtl: 3.8 },
      { f0: 2, vtl: -1 },
    ],
    [13.8, 7.67],
  ],
  [[{ f0: 0, vtl: 8 }], [16.56, 9.2]],
  [[{ f0: 80, vtl: 0 }], [36, 24]],
])('shows as little as there is to see: %j', (points, [f0, vtl]) => {
  const frame = frameAround(points);
  expect(frame.reach.f0).toBeCloseTo(f0!, 1);
  expect(frame.reach.vtl).toBeCloseTo(vtl!, 1);
  expect(points.every((at) => at.f0 > 36 || isSeen(at, frame))).toBe(true);
  expect(frame.lines.f0.length).toBeGreaterThan(2);
});

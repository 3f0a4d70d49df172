import { describe, expect, it } from 'vitest';
import { jndLength, levelShowing, REACHES, relationOf, snapped } from './plane-geometry.ts';

const GRAIN = { spots: [], grain: 0.1, within: 0.6 };
const MAN = { name: 'man', f0: -9.12, vtl: 2.6 };

describe('a dragged dot', () => {
  it('stands on tenths of a semitone where nothing attracts it', () => {
    expect(snapped({ f0: -3.12, vtl: 1.26 }, { ...GRAIN, snap: 'off' })).toEqual({ f0: -3.1, vtl: 1.3 });
  });

  it.each([
    ['1', { f0: -3, vtl: 1 }],
    ['0.5', { f0: -3, vtl: 1.5 }],
    ['jnd', { f0: -3.1, vtl: 1.73 }],
  ] as const)('snaps to %s, each way by itself, within reach of the hand', (snap, expected) => {
    expect(snapped({ f0: -3.14, vtl: 1.3 }, { ...GRAIN, snap })).toEqual(expected);
  });

  it('goes exactly to a mark that is near, and past one that is not', () => {
    const marks = { ...GRAIN, snap: 'marks', spots: [MAN] } as const;
    expect(snapped({ f0: -9, vtl: 2.2 }, marks)).toEqual({ f0: -9.12, vtl: 2.6 });
    expect(snapped({ f0: -8, vtl: 2.2 }, marks)).toEqual({ f0: -8, vtl: 2.2 });
  });
});

it('measures in thresholds of normal hearing', () => {
  expect(jndLength({ f0: 0, vtl: 0 }, { f0: 1.95, vtl: 0 })).toBe(1);
  expect(jndLength({ f0: 0, vtl: 1 }, { f0: -1.95, vtl: 2.73 })).toBeCloseTo(Math.SQRT2, 12);
});

it('reaches as far as a point, and no nearer than it did', () => {
  expect(REACHES[levelShowing({ f0: -12, vtl: 3.8 }, 0)]).toEqual({ f0: 18, vtl: 8 });
  expect(levelShowing({ f0: 1, vtl: 0 }, 2)).toBe(2);
  expect(levelShowing({ f0: 50, vtl: 0 }, 0)).toBe(REACHES.length - 1);
});

describe('how a point lies', () => {
  it.each([
    [
      { f0: -9, vtl: 2.7 },
      { kind: 'at', name: 'man' },
    ],
    [
      { f0: -12, vtl: 3.8 },
      { kind: 'beyond', name: 'man' },
    ],
    [
      { f0: -4, vtl: 1 },
      { kind: 'towards', name: 'man' },
    ],
    [{ f0: 6, vtl: -2 }, undefined],
    [{ f0: 0, vtl: 6 }, undefined],
    [{ f0: 0.1, vtl: 0 }, undefined],
  ])('%j is %j', (point, expected) => {
    expect(relationOf(point, [MAN])).toEqual(expected);
  });
});

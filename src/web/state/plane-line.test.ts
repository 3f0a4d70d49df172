import { expect, it } from 'vitest';
import { jndLength } from './plane-geometry.ts';
import { lineBetween, linePoints, lineStep } from './plane-line.ts';

const SOURCE = { f0: 0, vtl: 0 };
const END = { f0: -12, vtl: 3.8 };

it('divides the line into equal steps, its ends among the points', () => {
  const points = linePoints(lineBetween(SOURCE, END, { n: 5, jnd: null }));
  expect(points).toEqual([SOURCE, { f0: -3, vtl: 0.95 }, { f0: -6, vtl: 1.9 }, { f0: -9, vtl: 2.85 }, END]);
});

it('sets points a threshold apart as long as they fit', () => {
  const line = lineBetween(SOURCE, END, { n: 8, jnd: 1.5 });
  const points = linePoints(line);
  expect(points).toHaveLength(Math.floor(jndLength(SOURCE, END) / 1.5) + 1);
  for (const [index, point] of points.slice(1).entries()) {
    expect(jndLength(points[index]!, point)).toBeCloseTo(1.5, 2);
  }
  expect(lineStep(line)?.jnd).toBe(1.5);
});

it('has as many points as a continuum may have, and one where the ends are the same', () => {
  expect(linePoints(lineBetween({ f0: -36, vtl: 0 }, { f0: 36, vtl: 0 }, { n: 2, jnd: 0.05 }))).toHaveLength(50);
  const none = lineBetween(END, END, { n: 4, jnd: 1 });
  expect(linePoints(none).every(({ f0, vtl }) => f0 === END.f0 && vtl === END.vtl)).toBe(true);
  expect(lineStep(none)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { evenFrames } from '../../layers/layer.ts';
import { traceLine } from './draw-line.ts';

const SIZE = { width: 100, height: 50, ratio: 2 };
const AXIS = { scale: 'linear', low: 0, high: 50, unit: 'dB' } as const;

/** What is drawn of values, a second each, as x and value. */
function traced(values: readonly (number | null)[]) {
  const points: { readonly begins: boolean; readonly x: number; readonly value: number }[] = [];
  const pen = (begins: boolean) => (x: number, y: number) => void points.push({ begins, x, value: SIZE.height - y });
  const context = { beginPath: () => undefined, moveTo: pen(true), lineTo: pen(false) };
  const frames = evenFrames(values.length, 1, values.length);
  const valueAt = (frame: number) => values[frame] ?? null;
  traceLine(context, SIZE, { axis: AXIS, frames, valueAt, share: { start: 0, end: 1 } });
  return points;
}

test('values are joined, a gap ends the line, and one value alone is still seen', () => {
  const points = traced([10, 20, null, 30]);
  expect(points.map(({ begins, value }) => [begins, value])).toEqual([
    [true, 10],
    [false, 10],
    [false, 20],
    [true, 30],
    [false, 30],
  ]);
  expect(points.at(-1)?.x).toBeGreaterThan(points.at(-2)?.x ?? 0);
});

test('of an hour as many points are drawn as there are pixels, with its extremes', () => {
  const values = Array.from({ length: 720_000 }, (_, frame) => (frame === 333_333 ? 49 : frame === 444_444 ? 1 : 25));
  const points = traced(values);
  expect(points.length).toBeLessThan(3 * SIZE.width * SIZE.ratio);
  expect(points.map(({ value }) => value)).toEqual(expect.arrayContaining([1, 25, 49]));
});

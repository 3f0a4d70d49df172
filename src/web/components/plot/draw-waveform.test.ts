import { expect, test } from 'vitest';
import type { WaveCells } from '../../services/engine-client.ts';
import { drawWaveform, LANE_SHARE, type WaveformBox } from './draw-waveform.ts';
import { createSvgPen } from './svg-pen.ts';

const SIZE = { width: 8, height: 100, ratio: 1 };

/** One bar per cell, as [x, y, width, height], by colour. */
function drawn(cells: WaveCells, box: Partial<WaveformBox>) {
  const { context, markup } = createSvgPen();
  const wave = { frames: cells.extremes.length, tile: (level: number) => (level === 1 ? cells : undefined) };
  const size = { ...SIZE, width: cells.extremes.length / 2 };
  drawWaveform(context, size, wave, { start: 0, end: 1 }, { top: 0, height: SIZE.height, ...box }, 'blue');
  const bars = (colour: string) =>
    markup()
      .split('\n')
      .filter((line) => line.includes(`fill="${colour}"`))
      .flatMap((line) => [...line.matchAll(/M([\d.-]+) ([\d.-]+)h([\d.-]+)v([\d.-]+)/g)])
      .map(([, ...numbers]) => numbers.map(Number));
  return { blue: bars('blue'), black: bars('black') };
}

test('runs at full scale are marked at the upper edge of the lane, joined where they touch', () => {
  const extremes = new Float32Array(16);
  const clipped = Uint8Array.of(0, 1, 1, 0, 0, 0, 0, 1);
  expect(drawn({ extremes, clipped }, { top: 50, height: 50, marks: 'black' }).black).toEqual([
    [-0.5, 50, 4, 6],
    [5.5, 50, 3, 6],
  ]);
  expect(drawn({ extremes, clipped }, {}).black).toEqual([]);
  expect(drawn({ extremes }, { marks: 'black' }).black).toEqual([]);
});

test('levels stand on the floor of the lane: the larger side of zero, as far as it is shown', () => {
  const extremes = Float32Array.of(-1, 0.5, -0.001, 0.1, 0, 0, -0.0001, 0.0001);
  const { blue } = drawn({ extremes }, { decibels: 60 });
  const full = SIZE.height * LANE_SHARE;
  const heights = blue.map(([, y = 0]) => SIZE.height - y);
  expect(heights[0]).toBeCloseTo(full, 1);
  expect(heights[1]).toBeCloseTo((full * 40) / 60, 1);
  expect(heights.slice(2)).toEqual([0, 0]);
  for (const [, y = 0, , height = 0] of blue.slice(0, 2)) expect(y + height).toBeCloseTo(SIZE.height, 1);
});

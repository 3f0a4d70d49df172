import { expect, test } from 'vitest';
import { differenceOf } from './compare.ts';
import { evenFrames, type Layer, type Scene, type Value, type View } from './layer.ts';
import { column, printedAll } from './values.ts';

const COLUMNS = [column('f0', 'Hz', 1, { minus: 'st', said: 'f0 ' }), column('level', 'dB', 1), column('plain', '', 1)];

function layer(rows: readonly (readonly Value[])[]): Layer {
  const frames = evenFrames(rows.length, 1, rows.length);
  const read: Layer['read'] = ({ share }) => rows[frames.frameAt(share)] ?? [];
  return { axis: undefined, legend: '', columns: COLUMNS, read, frames, paint: () => undefined };
}

const line = { kind: 'line' } as View;
const scene = { share: { start: 0, end: 1 } } as Scene;
const source = layer([
  [100, -20, 1],
  [100, Number.NEGATIVE_INFINITY, 1],
  [null, -30, 1],
]);
const result = layer([
  [200, -26, 2],
  [50, -10, 2],
  [150, undefined, 2],
]);

function difference(view = line, aligned = true): Layer {
  const found = differenceOf(view, { source, result }, scene, aligned);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

test('frequencies differ by semitones, levels by decibels, and what has no difference is left out', () => {
  const { columns, read } = difference();
  expect(columns.map(({ unit }) => unit)).toEqual(['st', 'dB']);
  expect(read({ share: 0, frequency: 0 })).toEqual([12, -6]);
  expect(printedAll(columns, [12, -6])).toEqual(['f0 +12.0\u00a0st', '\u22126.0\u00a0dB']);
});

test('where one side has no value there is no difference; what is not known is not known', () => {
  const { read } = difference();
  expect(read({ share: 1 / 3, frequency: 0 })).toEqual([-12, null]);
  expect(read({ share: 2 / 3, frequency: 0 })).toEqual([null, undefined]);
});

test('the axis of a difference holds the largest of it, and nothing in its middle', () => {
  expect(difference().axis).toEqual({ scale: 'linear', low: -20, high: 20, unit: 'st' });
});

test('samples are subtracted where source and result are aligned only', () => {
  const samples = { ...result, paintMinus: () => undefined };
  const compared = { source, result: samples };
  const wave = { kind: 'wave' } as View;
  expect(differenceOf(wave, compared, scene, false)).toMatch(/as long as each other/);
  expect(differenceOf(wave, compared, scene, true)).toMatchObject({ paintMinus: samples.paintMinus });
});

test('a view without a difference says so, and an empty one why it is empty', () => {
  expect(differenceOf({ kind: 'map' } as View, { source, result }, scene, true)).toMatch(/no difference of this view/);
  const empty = { ...result, empty: 'No voice.' };
  expect(differenceOf(line, { source, result: empty }, scene, true)).toBe('No voice.');
});

test('a line whose values are all known has the same axis by them, and is drawn without asking for each', () => {
  const drawn = (known: boolean) => {
    const values = { source: [100, 100, 0], result: [200, 50, 150] } as const;
    const withSeries = (of: Layer, side: 'source' | 'result') =>
      known ? { ...of, series: Float64Array.from(values[side]) } : of;
    let asked = 0;
    const counted: Layer = {
      ...source,
      read(point) {
        asked++;
        return source.read(point);
      },
    };
    const compared = { source: withSeries(counted, 'source'), result: withSeries(result, 'result') };
    const found = differenceOf(line, compared, scene, true) as Layer;
    const ups: number[] = [];
    const context = new Proxy({} as CanvasRenderingContext2D, {
      get: (_, name) =>
        name === 'lineTo' || name === 'moveTo' ? (_x: number, y: number) => ups.push(y) : () => undefined,
      set: () => true,
    });
    found.paint(context, { width: 3, height: 100, ratio: 1 }, {} as Parameters<Layer['paint']>[2]);
    return { axis: found.axis, ups, asked };
  };
  expect(drawn(true)).toEqual({ ...drawn(false), asked: 0 });
  expect(drawn(false).asked).toBeGreaterThan(0);
  expect(drawn(true).ups.length).toBeGreaterThan(1);
});

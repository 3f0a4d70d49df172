import { expect, test } from 'vitest';
import type { PlotColours } from '../../components/plot/plot-colours.ts';
import { evenFrames, type Layer } from '../../layers/layer.ts';
import { column } from '../../layers/values.ts';
import { layOut, type Panel, wrap } from './figure.ts';

const COLOURS: PlotColours = {
  ...{ plot: '#fff', line: '#ccc', ink: '#000', ink3: '#444', source: '#000', result: '#000', f0: '#000' },
  ...{ formant: '#000', map: 'paper' },
};

const layer = (axis: Layer['axis']): Layer => ({
  axis,
  legend: '',
  columns: [column('x', 'Hz', 0)],
  read: () => [1],
  frames: evenFrames(1, 1, 1),
  paint: () => undefined,
});

const map = layer({ scale: 'linear', low: 0, high: 8000, unit: 'Hz' });
const f0 = layer({ scale: 'log', low: 60, high: 700, unit: 'Hz' });

function laid(layers: readonly Layer[], width = 640, labels = ['']) {
  const panels = labels.map((label): Panel => ({ label, layers, height: 200, isMap: true }));
  const facts = ['Gaussian window, 5 ms; dB re full scale per Hz.', 'source 3m2k'];
  const look = { width, colours: COLOURS, millimetres: undefined };
  return layOut(panels, look, { start: 0.5, end: 2.5 }, { title: 'vowel', facts });
}

const textsOf = (figure: ReturnType<typeof laid>) => figure.texts.map(({ text }) => text);

test('a figure says what it is, where it is, and how it was measured', () => {
  const texts = textsOf(laid([map]));
  expect(texts).toEqual(
    expect.arrayContaining(['vowel', '8 kHz'.replace(' ', '\u00a0'), 'Time (s)', '1.0', 'source 3m2k']),
  );
});

test('an overlay with an axis of its own has it on the right', () => {
  const { panels, texts } = laid([map, f0]);
  const { x, width } = panels[0]!.box;
  const right = texts.filter(({ at, anchor }) => anchor === 'start' && at[0] > x + width);
  expect(right.map(({ text }) => text).at(-1)).toBe('700\u00a0Hz');
  expect(laid([map]).panels[0]!.box.width).toBeGreaterThan(width);
});

test('source and result stand above each other on one time axis', () => {
  const { panels, texts } = laid([map], 640, ['Source', 'Result']);
  expect(panels[1]!.box.y).toBeGreaterThan(panels[0]!.box.y + 200);
  expect(texts.filter(({ text }) => text === 'Time (s)')).toHaveLength(1);
});

test('everything stays inside, however narrow it is', () => {
  for (const width of [321, 643, 960]) {
    const { height, texts, lines } = laid([map, f0], width);
    for (const { at } of texts) expect(at[0] >= 0 && at[0] <= width && at[1] <= height).toBe(true);
    for (const { to } of lines) expect(to[0] >= 0 && to[0] <= width && to[1] <= height).toBe(true);
  }
});

test('a long signature is cut into lines', () => {
  expect(wrap(`signature ${'a'.repeat(30)}`, 16)).toEqual(['signature', 'a'.repeat(16), 'a'.repeat(14)]);
});

import { expect, test } from 'vitest';
import { evenFrames, type Layer, type Value } from './layer.ts';
import { collectRows, csvHead, csvLines, framesIn, rowTexts } from './rows.ts';
import { column, printedAll } from './values.ts';

const DURATION = 2;
const TRACK = [0, 212.345678, 198.7, 0, 131.6];

/** Like f0: a value or none at every half second. */
function layer(rows?: Layer['rows']): Layer {
  const frames = evenFrames(TRACK.length, 0.5, DURATION);
  const read: Layer['read'] = ({ share }) => {
    const value = TRACK[frames.frameAt(share)] ?? 0;
    return value > 0 ? [value, value / 2] : [null, null];
  };
  const columns = [column('f0', 'Hz', 1, { none: 'unvoiced', said: 'f0 ' }), column('half', 'Hz', 2)];
  return { axis: undefined, legend: '', columns, read, frames, paint: () => undefined, ...(rows ? { rows } : {}) };
}

const WAY = { frequency: 1000, duration: DURATION, breathe: async () => undefined };

async function collect(of: Layer, first = 0, count = TRACK.length) {
  const rows = await collectRows(of, { first, count }, WAY);
  expect(rows).toBeDefined();
  return rows!;
}

test('what is spoken, what the table says and what CSV says are one value', async () => {
  const of = layer();
  const rows = await collect(of);
  for (let row = 0; row < rows.count; row++) {
    const spoken = printedAll(of.columns, of.read({ share: (rows.at[row] ?? 0) / DURATION, frequency: 1000 }));
    expect(rowTexts(rows, row, 3).slice(1)).toEqual(spoken.map((text) => text.replace('f0 ', '')));
    const [, ...cells] = csvLines(rows, row, row + 1)
      .trim()
      .split(',');
    const read = cells.map((cell): Value => (cell === '' ? null : Number(cell)));
    expect(printedAll(of.columns, read)).toEqual(spoken);
  }
});

test('CSV has every digit, and nothing where there is no value', async () => {
  const rows = await collect(layer());
  expect(csvHead(rows, ['sound: abc'])).toBe('# sound: abc\ntime (s),f0 (Hz),half (Hz)');
  expect(csvLines(rows, 0, 2)).toBe('\n0,,\n0.5,212.345678,106.172839');
});

test('a view that gives rows is asked for them, and not for each', async () => {
  const asked: number[][] = [];
  const of = layer(async (first, count) => {
    asked.push([first, count]);
    return Array.from({ length: count }, (_, row): Value[] => [first + row, null]);
  });
  const rows = await collect(of, 1, 3);
  expect(asked).toEqual([[1, 3]]);
  expect([...(rows.values[0] ?? [])]).toEqual([1, 2, 3]);
  expect([...rows.at]).toEqual([0.5, 1, 1.5]);
});

test('rows are those inside the part that is shown', () => {
  const { frames } = layer();
  expect(framesIn(frames, 0, 1)).toEqual({ first: 0, count: 5 });
  expect(framesIn(frames, 0.3, 0.8)).toEqual({ first: 2, count: 2 });
  expect(framesIn(frames, 0.25, 0.75)).toEqual({ first: 1, count: 3 });
});

test('while a value is not known there are no rows rather than wrong ones', async () => {
  const of = { ...layer(), read: () => [200, undefined] };
  expect(await collectRows(of, { first: 0, count: 5 }, WAY)).toBeUndefined();
});

test('rows that nobody waits for any more are not collected to their end', async () => {
  let asked = 0;
  const of = layer(async (_, count) => {
    asked++;
    return Array.from({ length: count }, (): Value[] => [1, 2]);
  });
  expect(await collectRows(of, { first: 0, count: 100_000 }, { ...WAY, isOver: () => true })).toBeUndefined();
  expect(asked).toBe(1);
});

test('silence is minus infinity in a spreadsheet, too', async () => {
  const of = layer(async () => [[Number.NEGATIVE_INFINITY, null]]);
  expect(csvLines(await collect(of, 0, 1), 0, 1)).toBe('\n0,-Inf,');
});

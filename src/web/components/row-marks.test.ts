import { expect, it } from 'vitest';
import { markRow } from './row-marks.ts';

const ROWS = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, closed: id === 'b' }));
const none = { marked: new Set<string>(), anchor: undefined };

it('a range goes from the anchor to the row, in either direction, past what is closed', () => {
  const down = markRow(ROWS, { ...none, anchor: 'a' }, 'c', 'd', 'range');
  expect([[...down.marked], down.anchor]).toEqual([['a', 'c', 'd'], 'a']);
  const up = markRow(ROWS, { ...none, anchor: 'e' }, 'e', 'c', 'range');
  expect([[...up.marked], up.anchor]).toEqual([['c', 'd', 'e'], 'e']);
});

it('a range whose anchor has gone begins at the active row, and goes on from there', () => {
  const first = markRow(ROWS, { ...none, anchor: 'gone' }, 'c', 'd', 'range');
  expect([[...first.marked], first.anchor]).toEqual([['c', 'd'], 'c']);
  const more = markRow(ROWS, first, 'd', 'e', 'range');
  expect([...more.marked]).toEqual(['c', 'd', 'e']);
});

it('the last mark is not taken away, and a closed row gets none', () => {
  const one = markRow(ROWS, none, 'a', 'c', 'one');
  expect(markRow(ROWS, one, 'c', 'c', 'toggle').marked).toBe(one.marked);
  expect(markRow(ROWS, one, 'c', 'b', 'one')).toEqual(one);
  expect([...markRow(ROWS, one, 'c', 'a', 'toggle').marked]).toEqual(['a', 'c']);
});

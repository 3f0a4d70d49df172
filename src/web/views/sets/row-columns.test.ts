import { expect, test } from 'vitest';
import type { PlannedRow } from '../../services/set-client.ts';
import { columnsOf } from './row-columns.ts';

const rowOf = (index: number, name: string, file = 'a.wav'): PlannedRow => {
  const query = JSON.stringify({ file, stack: [{ module: 'world' }] });
  return { index, name, signature: `sig-${index}`, values: { voice: file, f0: '-12st' }, cached: false, query };
};
const idsOf = (columns: ReturnType<typeof columnsOf>) => columns.map(({ id }) => id);
const widthOf = (columns: ReturnType<typeof columnsOf>, column: string) =>
  columns.find(({ id }) => id === column)?.least ?? 0;

test('a column is as wide as the longest that is in it, and no wider than a screen bears', () => {
  const short = columnsOf([rowOf(0, 'a_-12st')], ['voice', 'f0'], false);
  const long = columnsOf([rowOf(0, 'a_-12st'), rowOf(1, 'n'.repeat(40), 'x'.repeat(200))], ['voice', 'f0'], false);
  expect(widthOf(short, 'name')).toBe(140);
  expect(widthOf(long, 'name')).toBeGreaterThan(40 * 6.5);
  expect(widthOf(long, 'factor f0')).toBe(widthOf(short, 'factor f0'));
  expect(widthOf(long, 'factor voice')).toBe(220);
});

test('what is left of a wide screen goes to the names alone', () => {
  const columns = columnsOf([rowOf(0, 'a')], ['f0'], false);
  expect(columns.filter(({ width }) => width === undefined).map(({ id }) => id)).toEqual(['name']);
});

test('a small screen has no columns of factors, and only recipes with a masker have a ratio', () => {
  expect(idsOf(columnsOf([rowOf(0, 'a')], ['f0'], true))).toEqual(['hear', 'name', 'state']);
  expect(idsOf(columnsOf([rowOf(0, 'a')], ['f0', 'gone'], false))).not.toContain('snr');
  const masked = { ...rowOf(0, 'a'), query: '{"file":"a.wav","stack":[{"module":"masker"}]}' };
  expect(idsOf(columnsOf([masked], [], false))).toContain('snr');
  expect(idsOf(columnsOf([], ['f0'], false))).not.toContain('factor f0');
});

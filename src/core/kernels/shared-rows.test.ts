import { expect, it } from 'vitest';
import { canShare, isShared, SharedRows } from './shared-rows.ts';

const LENGTH = 2 ** 18;
const BYTES = 8 * LENGTH;

it('gives out as much as there is room for, where threads can share memory', () => {
  const rows = new SharedRows(2 * BYTES);
  const taken = Array.from({ length: 3 }, () => rows.take(LENGTH));
  expect(taken.map((one) => one?.length)).toEqual(canShare() ? [LENGTH, LENGTH, undefined] : Array(3).fill(undefined));
  expect(taken.filter((one) => one !== undefined).every(isShared)).toBe(true);
});

it('gives each its own memory', () => {
  const rows = new SharedRows(2 * BYTES);
  const [a, b] = [rows.take(LENGTH), rows.take(LENGTH)];
  a?.fill(1);
  b?.fill(2);
  expect(a?.every((value) => value === 1)).toBe(canShare() ? true : undefined);
});

it('gives none for what is copied as quickly', () => {
  expect(new SharedRows(2 * BYTES).take(LENGTH / 2)).toBeUndefined();
});

it('tells memory that threads share from that of one', () => {
  expect(isShared(new Float64Array(2))).toBe(false);
});

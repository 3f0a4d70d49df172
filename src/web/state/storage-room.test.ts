import { expect, test } from 'vitest';
import { roomOf } from './storage-room.ts';

const browser = (used: number, quota: number) => ({ used, quota, kept: false });

test('a store is full when less than a megabyte is left', () => {
  expect(roomOf(browser(412e6, 9.4e9))).toEqual({ free: 9.4e9 - 412e6, isFull: false });
  expect(roomOf(browser(99e6, 100e6))?.isFull).toBe(false);
  expect(roomOf(browser(99.1e6, 100e6))?.isFull).toBe(true);
});

test('what a browser counts beyond its quota leaves no room, not less than none', () => {
  expect(roomOf(browser(120e6, 100e6))).toEqual({ free: 0, isFull: true });
});

test('a browser that does not say is not called full', () => {
  expect(roomOf(undefined)).toBeUndefined();
});

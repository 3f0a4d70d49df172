import { describe, expect, it } from 'vitest';
import { frameAt, framesIn, roundHalfEven } from './frames.ts';

describe('places in a sound', () => {
  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [-0.5, 0],
    [-1.5, -2],
    [22_050.5, 22_050],
    [22_051.5, 22_052],
    [100.49999999999999, 100],
    [0.49999999999999994, 0],
    [2 ** 52 + 1, 2 ** 52 + 1],
  ])('%d rounds to %d', (value, rounded) => {
    expect(roundHalfEven(value)).toBe(rounded);
  });

  // Of the original server.
  it.each([
    [44_100, 0.7, 30_870, 30_869],
    [44_100, 0.00227891156462585, 100, 100],
    [44_100, 0.022709750566893425, 1002, 1001],
    [44_100, -0.5, -22_050, -22_050],
    [44_100, 0.29, 12_789, 12_789],
    [44_100, 1.1, 48_510, 48_510],
    [44_100, 0.35, 15_435, 15_434],
    [48_000, 0.009, 432, 431],
    [16_000, 0.035, 560, 560],
  ])('at %d Hz, %d s is frame %d, and %d frames fit', (sampleRate, seconds, nearest, whole) => {
    expect(frameAt(seconds, sampleRate)).toBe(nearest);
    expect(framesIn(seconds, sampleRate)).toBe(whole);
  });
});

import { expect, it } from 'vitest';
import { voicedRun } from './voiced-run.ts';

const TRACK = { framePeriodMs: 5, f0: Float64Array.from([0, 0, 120, 121, 122, 0, 0, 110, 110]), mean: 117 };

it('finds the voiced run around a time', () => {
  const run = voicedRun(TRACK, 0.015, 0.043);
  expect(run?.start).toBeCloseTo(0.0075, 9);
  expect(run?.end).toBeCloseTo(0.0225, 9);
});

it('ends a run with the sound', () => {
  expect(voicedRun(TRACK, 0.036, 0.04)?.end).toBe(0.04);
});

it('finds nothing in an unvoiced place', () => {
  expect(voicedRun(TRACK, 0.027, 0.043)).toBeUndefined();
});

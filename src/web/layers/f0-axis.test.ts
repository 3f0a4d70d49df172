import { expect, test } from 'vitest';
import { f0Axis, f0Growth } from './f0-axis.ts';

test('holds changes of an octave without growing', () => {
  expect(f0Growth(120, 240)).toEqual({ centre: 120, below: 0, above: 0 });
  expect(f0Growth(120, 60)).toEqual({ centre: 120, below: 0, above: 0 });
  expect(f0Growth(undefined, undefined)).toEqual({ below: 0, above: 0 });
});

test('grows by whole octaves on the side to which a result went', () => {
  expect(f0Growth(120, 500)).toEqual({ centre: 120, below: 0, above: 2 });
  expect(f0Growth(240, 70)).toEqual({ centre: 240, below: 1, above: 0 });
  const usual = f0Axis({ centre: 120, below: 0, above: 0 });
  const grown = f0Axis({ centre: 120, below: 0, above: 1 });
  expect(grown.low).toBe(usual.low);
  expect(grown.high).toBe(2 * usual.high);
});

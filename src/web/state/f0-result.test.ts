import { expect, test } from 'vitest';
import { resultLineOf } from './f0-result.ts';
import { type Listening, TO_END } from './recipe-doc.ts';

const EDITED = {
  ...{ framePeriodMs: 5, mean: 200 },
  ...{ tracked: new Float64Array(3), corrected: new Float64Array(3), shaped: new Float64Array(3) },
};

const stepsOf = (...modules: readonly string[]) =>
  modules.map((module, index) => ({ id: `${index}`, module, bypassed: false, params: {} }));

function lineOf(f0: string | undefined, others: readonly string[] = [], listening: Listening = TO_END) {
  const [first, ...rest] = stepsOf('world', ...others);
  const steps = [{ ...first!, params: f0 === undefined ? {} : { f0 } }, ...rest];
  const recipe = { present: { source: undefined, steps } };
  return resultLineOf({ recipe, listening } as unknown as Parameters<typeof resultLineOf>[0], EDITED);
}

test.each([
  [undefined, 240],
  ['+12st', 120],
  ['*1.5', 160],
  ['+40Hz', 200],
  ['-12st', 480],
])('a line at 240 Hz on the result of a change by %s is a melody of the source at %d Hz', (f0, before) => {
  expect(lineOf(f0)?.before(240)).toBe(before);
  expect(lineOf(f0)?.mean).toBeUndefined();
});

test('where the change restores a mean, the line is led back by the present one, and the mean is told', () => {
  const line = lineOf('~100Hz');
  expect([line?.before(120), line?.mean]).toEqual([240, 100]);
});

test('no line is led back through what cannot be read, another voice, or steps that move instants', () => {
  expect(lineOf('12')).toBeUndefined();
  expect(lineOf('+1st', ['world'])).toBeUndefined();
  expect(lineOf('+1st', ['time-reverse'])).toBeUndefined();
  expect(lineOf('+1st', ['mixin'])).toBeUndefined();
  expect(lineOf('+1st', ['vocoder'])).toBeDefined();
});

test('it is the part that is listened to that a line is led back through', () => {
  expect(lineOf('+1st', ['time-reverse'], { to: 'after', step: '0' })).toBeDefined();
  expect(lineOf('+1st', ['vocoder'], { to: 'only', step: '1' })).toBeUndefined();
});

import { expect, test } from 'vitest';
import { keepsTime } from './time-map.ts';

const docOf = (module: string, bypassed = false) => ({
  steps: [{ id: 'a', module, params: {}, bypassed }],
  settings: {},
});

test.each([
  ['world', true],
  ['vocoder', true],
  ['time-reverse', false],
  ['pad', false],
  ['slice', false],
  ['gibberish', false],
])('after %s, instants are where they were: %s', (module, kept) => {
  expect(keepsTime(docOf(module))).toBe(kept);
});

test('a bypassed step moves nothing', () => {
  expect(keepsTime(docOf('time-reverse', true))).toBe(true);
});

import { expect, test } from 'vitest';
import { minutes, span } from './times.ts';

test.each([
  [0, 1, '0:00.0'],
  [41.29, 1, '0:41.2'],
  [41.99, 0, '0:41'],
  [59.99, 1, '0:59.9'],
  [3723.4, 0, '1:02:03'],
])('%d s with %i decimals is %s, never more than there is', (time, digits, text) => {
  expect(minutes(time, digits)).toBe(text);
});

test.each([
  [40.9, '40\u00a0s'],
  [125, '2\u00a0min'],
  [5400, '1.5\u00a0h'],
  [3 * 3600, '3\u00a0h'],
  [60 * 3600, '2\u00a0days'],
])('%d s are %s', (time, text) => {
  expect(span(time)).toBe(text);
});

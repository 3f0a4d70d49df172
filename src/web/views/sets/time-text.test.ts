import { expect, test } from 'vitest';
import { timeText } from './time-text.ts';

test('a time to wait is told as fine as it may be known', () => {
  const texts = [0.01, 8.2, 119.9, 150, 7199, 9000].map(timeText);
  expect(texts).toEqual(
    ['1 s', '9 s', '120 s', '3 min', '120 min', '2.5 h'].map((text) => text.replace(' ', '\u00a0')),
  );
});

import { expect, test } from 'vitest';
import type { Progress } from '../../core/engine/engine.ts';
import { throttleProgress } from './throttle.ts';

function recorder() {
  let now = 1e12;
  const seen: Progress[] = [];
  const report = throttleProgress({ now: () => now }, (progress) => seen.push(progress));
  return { seen, report, wait: (ms: number) => (now += ms) };
}

test('a second of slices is reported some 30 times', () => {
  const { seen, report, wait } = recorder();
  for (let slice = 0; slice < 500; slice++, wait(2)) report({ fraction: slice / 500, label: 'analysing' });
  expect(seen.length).toBeGreaterThan(25);
  expect(seen.length).toBeLessThan(40);
});

test('what is going on is always reported when it changes', () => {
  const { seen, report } = recorder();
  report({ fraction: 0, label: 'analysing' });
  report({ fraction: 0.5, label: 'analysing' });
  report({ fraction: 0.6, label: 'synthesising' });
  expect(seen.map((progress) => progress.label)).toEqual(['analysing', 'synthesising']);
});

import { expect, test } from 'vitest';
import { runSliced } from './slices.ts';

function* counting(turns: number, seen: number[]): Generator<undefined, number> {
  for (let turn = 0; turn < turns; turn += 1) {
    // Longer than a turn may last.
    for (const end = performance.now() + 9; performance.now() < end; );
    seen.push(turn);
    yield;
  }
  return turns;
}

test('a short computation is done at once, a long one between other tasks', async () => {
  let short = 0;
  runSliced(counting(0, []), (value) => {
    short = value + 1;
  });
  expect(short).toBe(1);
  const seen: number[] = [];
  const done = new Promise<number>((resolve) => void runSliced(counting(3, seen), resolve));
  expect(seen).toEqual([0]);
  expect(await done).toBe(3);
});

test('what is stopped is never done', async () => {
  const seen: number[] = [];
  const stop = runSliced(counting(3, seen), () => seen.push(-1));
  stop();
  await new Promise((resolve) => void runSliced(counting(4, []), resolve));
  expect(seen).toEqual([0]);
});

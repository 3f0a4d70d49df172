import { expect, test } from 'vitest';
import { onFrames } from './frames.ts';

const pointer = (type: string, buttons: number) => window.dispatchEvent(new PointerEvent(type, { buttons }));

/** How often what runs ran in this many frames of the page. */
async function runsIn(frames: number): Promise<number> {
  let runs = 0;
  const stop = onFrames(() => runs++);
  for (let frame = 0; frame < frames; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  stop();
  return runs;
}

test('what runs takes every frame, and every second one while a pointer is held, also where the press came first', async () => {
  const free = await runsIn(20);
  pointer('pointerdown', 1);
  const held = await runsIn(20);
  pointer('pointerup', 0);
  expect(free).toBeGreaterThanOrEqual(19);
  expect(held).toBeGreaterThanOrEqual(9);
  expect(held).toBeLessThanOrEqual(11);
  expect(await runsIn(20)).toBeGreaterThanOrEqual(19);
});

test('a press whose end nobody was told of is over with the next move', async () => {
  pointer('pointerdown', 1);
  pointer('pointermove', 0);
  expect(await runsIn(20)).toBeGreaterThanOrEqual(19);
});

test('tells how many seconds have gone by, none for the first time', async () => {
  const seconds: number[] = [];
  const stop = onFrames((passed) => seconds.push(passed));
  await expect.poll(() => seconds.length).toBeGreaterThan(3);
  stop();
  expect(seconds[0]).toBe(0);
  expect(seconds.slice(1).every((passed) => passed > 0)).toBe(true);
});

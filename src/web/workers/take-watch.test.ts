import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TakeWatch } from './take-watch.ts';

const RATE = 1000;

test('frames that the context skipped are counted where they are missing, and are to be filled', () => {
  const watch = new TakeWatch(RATE);
  expect(watch.arrives(0, 5000, 100, 0)).toBe(0);
  expect(watch.arrives(100, 5100, 100, 0)).toBe(0);
  expect(watch.arrives(200, 5230, 100, 0)).toBe(30);
  expect(watch.gaps).toEqual([{ at: 200, frames: 30, kind: 'lost' }]);
});

test('whatever is skipped, what was written and what was filled come to the frames that went by', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ skip: fc.nat(500), frames: fc.integer({ min: 1, max: 200 }) })), (blocks) => {
      const watch = new TakeWatch(RATE);
      let [frame, written] = [0, 0];
      for (const [index, { skip, frames }] of blocks.entries()) {
        if (index > 0) frame += skip;
        written += watch.arrives(written, frame, frames, 0) + frames;
        frame += frames;
      }
      expect(written).toBe(frame);
      const missing = watch.gaps.reduce((sum, gap) => sum + gap.frames, 0);
      expect(missing).toBe(blocks.slice(1).reduce((sum, { skip }) => sum + skip, 0));
    }),
  );
});

test('blocks for which nothing came in are a gap of their own', () => {
  const watch = new TakeWatch(RATE);
  watch.arrives(0, 0, 100, 40);
  expect(watch.gaps).toEqual([{ at: 0, frames: 40, kind: 'lost' }]);
});

test('a run of exact zeros is a gap from 128 frames on, a few of them are not', () => {
  const watch = new TakeWatch(RATE);
  const feed = (from: number, to: number, isZero: boolean) => {
    for (let at = from; at < to; at++) watch.zero(at, isZero);
  };
  feed(0, 10, false);
  feed(10, 137, true);
  feed(137, 200, false);
  expect(watch.gaps).toEqual([]);
  feed(200, 328, true);
  feed(328, 330, false);
  feed(330, 500, true);
  watch.endOfZeros(500);
  expect(watch.gaps).toEqual([
    { at: 200, frames: 128, kind: 'zeros' },
    { at: 330, frames: 170, kind: 'zeros' },
  ]);
});

test('a message that is late is no gap, time that is lost for good is one', () => {
  const watch = new TakeWatch(RATE);
  let at = 0;
  for (let now = 0.1; now < 10; now += 0.1) {
    at += 100;
    // Half a second late once, and in time again with the next.
    watch.clock(at, Math.abs(now - 5) < 0.01 ? now + 0.5 : now);
  }
  expect(watch.gaps).toEqual([]);
  for (let now = 10; now < 20; now += 0.1) {
    at += 100;
    watch.clock(at, now + 0.8);
  }
  expect(watch.count).toBe(1);
  expect(watch.gaps[0]?.kind).toBe('late');
  expect(watch.gaps[0]?.frames).toBeGreaterThan(600);
});

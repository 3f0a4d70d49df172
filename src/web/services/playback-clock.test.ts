import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endTime, frameAt, heardFrom, onFrame, planRun, positionAt, spansOf } from './playback-clock.ts';

const source = { sampleRate: 44100, frames: 88200 };
const slower = { sampleRate: 44100, frames: 132300 };
const axis = 2;
const whole = { range: undefined, loop: false };

test('a sound from its start is at its start until the start time, then follows the clock to its end', () => {
  const run = planRun(source, axis, { ...whole, when: 10, position: 0 });
  expect([9, 10, 10.5, 12, 13].map((time) => positionAt(run, time))).toEqual([0, 0, 0.5, 2, 2]);
  expect(endTime(run)).toBe(12);
});

test('a result half as long again takes that much longer over the same axis', () => {
  const run = planRun(slower, axis, { ...whole, when: 0, position: 1 });
  expect(run.offset).toBe(66150);
  expect(positionAt(run, 0.75)).toBeCloseTo(1.5, 9);
  expect(endTime(run)).toBe(1.5);
});

test('a loop wraps from the end of its range to the start of it and never ends', () => {
  const range = { start: 0.5, end: 1 };
  const run = planRun(source, axis, { when: 0, position: 0.75, range, loop: true });
  expect(endTime(run)).toBeUndefined();
  expect(frameAt(run, 0.25)).toBe(22050);
  expect(positionAt(run, 0.35)).toBeCloseTo(0.6, 9);
  expect(positionAt(run, 0.25 + 7 * 0.5 + 0.1)).toBeCloseTo(0.6, 9);
});

test('nothing before a start was heard, until a loop comes to it', () => {
  const range = { start: 0.5, end: 1 };
  const loop = planRun(source, axis, { when: 10, position: 0.75, range, loop: true });
  expect([9, 10, 10.2, 10.25, 11].map((time) => heardFrom(loop, time))).toEqual([33075, 33075, 33075, 22050, 22050]);
  const once = planRun(source, axis, { when: 10, position: 0.75, range, loop: false });
  expect([9, 10.2, 12].map((time) => heardFrom(once, time))).toEqual([33075, 33075, 33075]);
});

test('a position outside the range begins at the start of the range', () => {
  const range = { start: 0.5, end: 1 };
  for (const position of [0, 1, 1.9, 99]) {
    expect(planRun(source, axis, { when: 0, position, range, loop: false }).offset).toBe(22050);
  }
});

const anyClip = fc.record({
  sampleRate: fc.constantFrom(8000, 44100, 48000, 192000),
  frames: fc.integer({ min: 1, max: 10_000_000 }),
});
const anyPlan = fc.record({
  when: fc.double({ min: 0, max: 1e4, noNaN: true }),
  position: fc.double({ min: -10, max: 1e3, noNaN: true }),
  range: fc.option(
    fc.record({
      start: fc.double({ min: -10, max: 1e3, noNaN: true }),
      end: fc.double({ min: -10, max: 1e3, noNaN: true }),
    }),
    { nil: undefined },
  ),
  loop: fc.boolean(),
});

test('whatever is asked for, a run stays inside its clip and plays at least one frame', () => {
  fc.assert(
    fc.property(anyClip, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), anyPlan, (clip, axis, plan) => {
      const run = planRun(clip, axis, plan);
      expect(run.start).toBeGreaterThanOrEqual(0);
      expect(run.offset).toBeGreaterThanOrEqual(run.start);
      expect(run.offset).toBeLessThan(run.end);
      expect(run.end).toBeLessThanOrEqual(clip.frames);
    }),
  );
});

test('the frame that sounds is always inside the span', () => {
  fc.assert(
    fc.property(anyClip, anyPlan, fc.double({ min: 0, max: 1e5, noNaN: true }), (clip, plan, time) => {
      const run = planRun(clip, clip.frames / clip.sampleRate, plan);
      const frame = frameAt(run, time);
      expect(frame).toBeGreaterThanOrEqual(run.start);
      expect(frame).toBeLessThanOrEqual(run.end);
    }),
  );
});

test('switching between sides of one length any number of times loses not one sample', () => {
  const delays = fc.array(fc.double({ min: 0.011, max: 3, noNaN: true }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(fc.constantFrom(44100, 48000, 16000), delays, fc.boolean(), (sampleRate, delays, loop) => {
      const clip = { sampleRate, frames: 100_003 };
      const axis = clip.frames / sampleRate;
      const first = planRun(clip, axis, { when: onFrame(0.05, sampleRate), position: 0, range: undefined, loop });
      let run = first;
      let now = run.when;
      for (const delay of delays) {
        now = onFrame(now + delay, sampleRate);
        if ((endTime(run) ?? Infinity) <= now) break;
        run = planRun(clip, axis, { when: now, position: positionAt(run, now), range: undefined, loop });
        expect(run.offset).toBe(Math.round(frameAt(first, now)) % clip.frames);
      }
    }),
  );
});

test('hands out the stretches of a run in the order in which they sound', () => {
  const clip = { sampleRate: 1000, frames: 1000 };
  const range = { start: 0.2, end: 0.5 };
  const once = planRun(clip, 1, { when: 0, position: 0.3, range, loop: false });
  expect(spansOf(once, 0, 150)).toEqual([{ start: 300, count: 150 }]);
  expect(spansOf(once, 150, 150)).toEqual([{ start: 450, count: 50 }]);
  const loop = planRun(clip, 1, { when: 0, position: 0.3, range, loop: true });
  const frames = [0, 70, 140, 700].flatMap((from, index, all) =>
    spansOf(loop, from, (all[index + 1] ?? 1000) - from).flatMap(({ start, count }) =>
      Array.from({ length: count }, (_, frame) => start + frame),
    ),
  );
  expect(frames).toEqual(Array.from({ length: 1000 }, (_, frame) => Math.round(frameAt(loop, frame / 1000))));
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeardLog } from './heard-log.ts';
import { type PlaybackRun, planRun, spansOf } from './playback-clock.ts';
import type { PlaybackVoice } from './playback-voice.ts';
import type { Heard, Side } from './player.ts';

const RATE = 1000;
const FRAMES = 2000;

/** A sound whose samples say which ones they are. */
function voice(when: number, plan: Partial<Parameters<typeof planRun>[2]> = {}, side: Side = 'source'): PlaybackVoice {
  const run: PlaybackRun = planRun({ sampleRate: RATE, frames: FRAMES }, FRAMES / RATE, {
    when,
    position: 0,
    range: undefined,
    loop: false,
    ...plan,
  });
  const read = (start: number, end: number) => [
    Float32Array.from({ length: end - start }, (_, index) => start + index),
  ];
  return { run, side, trim: 1, read, fadeOut: () => undefined };
}

function samplesOf(heard: readonly Heard[]): number[] {
  return heard.flatMap(({ channels }) => Array.from(channels[0] ?? []));
}

function count(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

it('gives every sample once, whatever the clock shows between', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 9, max: 13, noNaN: true }), { maxLength: 30 }), (times) => {
      const log = new HeardLog();
      log.begin(voice(10));
      const heard = times.map((time) => log.take(time));
      // The output is late: when the sound is over, the clock of what is heard is not at its end.
      log.end(13);
      heard.push(log.take(11));
      expect(samplesOf(heard.flat())).toEqual(count(0, FRAMES));
      expect(log.take(14)).toEqual([]);
    }),
  );
});

it('goes over the end of a loop to its start, in two pieces', () => {
  const log = new HeardLog();
  log.begin(voice(0, { range: { start: 0.5, end: 1 }, position: 0.9, loop: true }));
  const heard = [...log.take(0.05), ...log.take(0.25)];
  expect(heard.map(({ end, channels }) => [end, channels[0]?.length])).toEqual([
    [950, 50],
    [1000, 50],
    [650, 150],
  ]);
});

it('reads one that another takes over from to that time, and the other from then on', () => {
  const log = new HeardLog();
  log.begin(voice(0));
  log.begin(voice(0.5, { position: 1.5 }, 'result'));
  const heard = log.take(0.6);
  expect(heard.map(({ side, end, channels }) => [side, end, channels[0]?.length])).toEqual([
    ['source', 500, 500],
    ['result', 1600, 100],
  ]);
  log.end(0.6);
  expect(log.take(9)).toEqual([]);
});

it('reads one that was stopped to where it was, and one that never began not at all', () => {
  const log = new HeardLog();
  log.begin(voice(1));
  log.end(1.25);
  expect(samplesOf(log.take(Infinity))).toEqual(count(0, 250));
  log.begin(voice(3));
  log.end(2);
  expect(log.take(Infinity)).toEqual([]);
});

it('gives every sample once over loops and takeovers, wherever the clock is read', () => {
  const act = fc.record({
    wait: fc.double({ min: 0, max: 0.4, noNaN: true }),
    back: fc.double({ min: 0, max: 0.1, noNaN: true }),
    begins: fc.boolean(),
    loop: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 30 }), (acts) => {
      const log = new HeardLog();
      const begun: { voice: PlaybackVoice; until: number }[] = [];
      const heard: Heard[] = [];
      let time = 0;
      for (const { wait, back, begins, loop } of acts) {
        time += wait;
        if (begins || begun.length === 0) {
          const next = voice(time + 0.01, loop ? { range: { start: 0.5, end: 0.75 }, position: 0.6, loop } : {});
          const last = begun.at(-1);
          if (last) last.until = next.run.when;
          begun.push({ voice: next, until: Infinity });
          log.begin(next);
        }
        heard.push(...log.take(time - back));
      }
      const last = begun.at(-1);
      if (last) last.until = time;
      log.end(time);
      heard.push(...log.take(Infinity));
      const all = begun.flatMap(({ voice: { run }, until }) => {
        const passed = Math.max(Math.round((until - run.when) * RATE), 0);
        const frames = run.loop ? passed : Math.min(passed, run.end - run.offset);
        return spansOf(run, 0, frames).flatMap(({ start, count: length }) => count(start, start + length));
      });
      expect(samplesOf(heard)).toEqual(all);
    }),
  );
});

it('keeps the last 5 s for one who reads seldom, and fewer turns of a loop of some samples', () => {
  const log = new HeardLog();
  log.begin(voice(0, { loop: true }));
  const heard = log.take(3600.5);
  expect(samplesOf(heard)).toHaveLength(5 * RATE);
  expect(heard.at(-1)?.end).toBe(500);
  log.begin(voice(3601, { range: { start: 0.5, end: 0.502 }, position: 0.5, loop: true }));
  expect(log.take(3700).length).toBeLessThan(60);
});

it('begins now with what sounds already', () => {
  const log = new HeardLog(voice(2), 2.05);
  expect(log.take(2.05)).toEqual([]);
  expect(samplesOf(log.take(2.1))).toEqual(count(50, 100));
  expect(samplesOf(new HeardLog(voice(2), 1.9).take(2.1))).toEqual(count(0, 100));
});

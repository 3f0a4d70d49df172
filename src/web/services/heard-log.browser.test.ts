import { expect, test } from 'vitest';
import type { Clip } from '../../core/audio/clip.ts';
import { playersOfTests, until } from '../../testing/players.ts';
import type { Heard } from './player.ts';

const RATE = 44100;
const newPlayer = playersOfTests();

/** Samples that say which ones they are, which 24 bits of a float can. */
function counted(sign: number): Clip {
  return { sampleRate: RATE, channels: [new Float64Array(RATE).map((_, index) => (sign * (index + 1)) / 2 ** 20)] };
}

function samplesOf({ channels }: Heard): Float32Array {
  return channels[0] ?? new Float32Array();
}

test('one who listens is given every sample once: over a loop, another side, and the end', async () => {
  const player = newPlayer();
  player.setClip('source', counted(1));
  player.setClip('result', counted(-1));
  player.setRange({ start: 0.8, end: 0.9 });
  player.setLoop(true);
  const listener = player.listen();
  await player.play(0.8);
  const heard: Heard[] = [];
  const readTo = (condition: () => boolean) =>
    until(() => {
      heard.push(...listener.take());
      return condition();
    });
  await readTo(() => heard.reduce((sum, each) => sum + samplesOf(each).length, 0) > 0.25 * RATE);
  player.setSide('result');
  player.setRange(undefined);
  player.setLoop(false);
  await readTo(() => !player.state().playing);
  heard.push(...listener.take());
  expect(listener.take()).toEqual([]);
  const frames = heard.flatMap((each) => Array.from(samplesOf(each), (value) => Math.abs(value) * 2 ** 20 - 1));
  expect(frames[0]).toBe(0.8 * RATE);
  expect(frames.at(-1)).toBe(RATE - 1);
  // Each follows the one before it, but for the loop's turns; where another run takes over it may be a sample off.
  const steps = frames.slice(1).map((frame, index) => frame - (frames[index] ?? 0));
  const turns = steps.filter((step) => step < -1);
  expect(new Set(turns)).toEqual(new Set([1 - 0.1 * RATE]));
  expect(turns.length).toBeGreaterThanOrEqual(2);
  expect(steps.filter((step) => step > 1).every((step) => step === 2)).toBe(true);
  expect(steps.filter((step) => step !== 1).length - turns.length).toBeLessThanOrEqual(3);
  expect(new Set(heard.map(({ side }) => side))).toEqual(new Set(['source', 'result']));
  for (const each of heard) expect(Math.sign(samplesOf(each)[0] ?? 0)).toBe(each.side === 'source' ? 1 : -1);
});

test('one who comes late is given what is heard from then on, and nothing is kept for one who left', async () => {
  const player = newPlayer();
  player.setClip('source', counted(1));
  const early = player.listen();
  await player.play(0);
  await until(() => player.position() > 0.1);
  const late = player.listen();
  const heard: Heard[] = [];
  await until(() => {
    heard.push(...late.take());
    return heard.length > 0;
  });
  const start = (heard[0]?.end ?? 0) - samplesOf(heard[0]!).length;
  expect(start).toBeGreaterThan(0.09 * RATE);
  const before = early.take();
  expect((before[0]?.end ?? 0) - samplesOf(before[0]!).length).toBe(0);
  await until(() => player.position() > 0.2);
  early.leave();
  player.stop();
  expect(early.take()).toHaveLength(0);
  expect(late.take()).not.toHaveLength(0);
});

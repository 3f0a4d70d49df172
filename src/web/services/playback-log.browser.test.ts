import { expect, test } from 'vitest';
import { playersOfTests, until } from '../../testing/players.ts';

const RATE = 44100;

const newPlayer = playersOfTests();

test('each start is logged as it was scheduled, with what the browser reports of its output, the last twenty', async () => {
  const player = newPlayer();
  player.setClip('source', { sampleRate: RATE, channels: [new Float64Array(5 * RATE).fill(0.1)] });
  expect(player.starts()).toEqual([]);
  await player.play(1);
  const [first] = player.starts();
  expect(first).toMatchObject({ position: 1, outputLatency: expect.any(Number) });
  expect(first!.scheduled - first!.clock).toBeGreaterThan(0.03);
  expect(first!.scheduled - first!.clock).toBeLessThan(0.06);
  // A switch of side is no start.
  player.setSide('result');
  expect(player.starts()).toHaveLength(1);
  for (let again = 0; again < 21; again++) await player.play(2);
  expect(player.starts()).toHaveLength(20);
  expect(player.starts().every(({ position }) => position === 2)).toBe(true);
});

test('samples that come too late are one gap, and playback goes on where the clock is', async () => {
  const player = newPlayer();
  let letGo: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  player.setClip('source', {
    sampleRate: RATE,
    channelCount: 1,
    frames: 6 * RATE,
    async read(start, count) {
      if (start > 0) await late;
      return [new Float32Array(count).fill(0.5)];
    },
  });
  const counts: number[] = [];
  player.subscribe(({ gaps }) => counts.push(gaps));
  await player.play(0);
  await until(() => player.position() > 0.1);
  expect(player.state().gaps).toBe(0);
  // The first piece is 0.74 s long, and so is the next, which is over by then.
  await until(() => player.position() > 1.7);
  letGo();
  await until(() => player.position() > 2.2);
  expect(player.state()).toMatchObject({ playing: true, gaps: 1 });
  expect(counts.at(-1)).toBe(1);
});

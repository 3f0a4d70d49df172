import { afterEach, expect, test } from 'vitest';
import type { Clip } from '../../core/audio/clip.ts';
import type { Player } from './player.ts';
import { createPlayer } from './web-audio-player.ts';

const RATE = 44100;

function constant(seconds: number, value: number): Clip {
  return { sampleRate: RATE, channels: [new Float64Array(Math.round(seconds * RATE)).fill(value)] };
}

const players: Player[] = [];
afterEach(() => {
  for (const player of players.splice(0)) player.dispose();
});

/** A source of 0.6 s, and as the result a sound of three seconds that keeps its own time. */
function withLonger(): Player {
  const player = createPlayer();
  players.push(player);
  player.setClip('source', constant(0.6, 0.25));
  player.setOther('result', constant(3, 0.5), false);
  player.setSide('result');
  return player;
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

test('a sound that keeps its own time and is longer is over where the source is', async () => {
  const player = withLonger();
  await player.play(0.3);
  let last = 0;
  while (player.state().playing) {
    last = Math.max(last, player.heard(0.05).end);
    await frame();
  }
  expect(last).toBeGreaterThan(0.3 * RATE);
  expect(last).toBeLessThanOrEqual(Math.round(0.6 * RATE));
});

test('in a loop it begins anew with the source', async () => {
  const player = withLonger();
  player.setLoop(true);
  await player.play(0.3);
  let wraps = 0;
  let end = 0;
  for (let last = player.position(); wraps < 2; ) {
    await frame();
    end = Math.max(end, player.heard(0.05).end);
    const now = player.position();
    if (now < last) wraps++;
    last = now;
  }
  expect(end).toBeGreaterThan(0.3 * RATE);
  expect(end).toBeLessThanOrEqual(Math.round(0.6 * RATE));
});

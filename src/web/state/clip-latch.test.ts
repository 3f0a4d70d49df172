import { expect, it } from 'vitest';
import { FULL_SCALE } from '../../core/audio/full-scale.ts';
import type { Heard } from '../services/player.ts';
import { createClipCounter, latched } from './clip-latch.ts';

const RATE = 100;

const RUN = {};

/** What is heard of a sound from one frame to another. */
function heard(sound: readonly number[], start: number, end: number, run: object = RUN): Heard {
  const channels = [Float32Array.from(sound.slice(start, end))];
  return { channels, end, sampleRate: RATE, trim: 1, side: 'source', run };
}

it('counts runs of full scale, not single samples, and says where the first one began', () => {
  const counter = createClipCounter();
  expect(counter.take(heard([0, 1, 0, -1, -1, -1], 0, 6))).toEqual({ count: 1, first: 3 });
});

it('counts a run once, also one that lies across pieces', () => {
  const sound = [0, 0, 0.5, 1, 1, 1, 1, 0.2, 0, FULL_SCALE, FULL_SCALE, 0];
  for (const step of [1, 2, 3, 5]) {
    const counter = createClipCounter();
    let count = 0;
    let first = Number.POSITIVE_INFINITY;
    for (let start = 0; start < sound.length; start += step) {
      const found = counter.take(heard(sound, start, Math.min(start + step, sound.length)));
      count += found.count;
      first = Math.min(first, found.first);
    }
    expect([step, count, first]).toEqual([step, 2, 3]);
  }
});

it('begins anew where a loop begins anew', () => {
  const counter = createClipCounter();
  const sound = [1, 0, 0, 0, 0, 0, 0, 1];
  expect(counter.take(heard(sound, 0, 8)).count).toBe(0);
  expect(counter.take(heard(sound, 0, 1)).count).toBe(0);
});

it('begins anew with each start, also where the last one was left', () => {
  const counter = createClipCounter();
  const sound = [0, 0, 0, 1, 1, 0, 0, 0];
  expect(counter.take(heard(sound, 0, 4)).count).toBe(0);
  expect(counter.take(heard(sound, 4, 8, {})).count).toBe(0);
  expect(counter.take(heard(sound, 0, 8, {}))).toEqual({ count: 1, first: 3 });
});

it('keeps the first time, and the count of one side', () => {
  const once = latched(undefined, 'result', 2, 0.5);
  expect(latched(once, 'result', 1, 0.9)).toEqual({ side: 'result', count: 3, first: 0.5 });
  expect(latched(once, 'source', 1, 0.1)).toEqual({ side: 'source', count: 1, first: 0.1 });
});

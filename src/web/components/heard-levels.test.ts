import { expect, it } from 'vitest';
import { levelsOfHeard, loudestOf, toDbfs } from './heard-levels.ts';

const RATE = 44_100;

function heard(trim: number, ...waves: readonly ((time: number) => number)[]) {
  const length = RATE;
  const channels = waves.map((wave) => Float32Array.from({ length }, (_, index) => wave(index / RATE)));
  return { channels, end: length, sampleRate: RATE, trim, side: 'source' as const, run: {} };
}

it.each([110, 997, 7000])('reads the RMS of a full-scale sine of %i Hz as -3.0 dB, and its peak as 0', (frequency) => {
  const [level] = levelsOfHeard(heard(1, (time) => Math.sin(2 * Math.PI * frequency * time)));
  expect(Math.abs(toDbfs(level!.rms) + 3.01)).toBeLessThan(0.1);
  expect(Math.abs(toDbfs(level!.peak))).toBeLessThan(0.1);
});

it('reads each channel by itself, as it reaches the ear', () => {
  const levels = levelsOfHeard(
    heard(
      0.5,
      () => 0.8,
      () => 0,
    ),
  );
  expect(levels.map(({ peak, rms }) => [peak, rms])).toEqual([
    [expect.closeTo(0.4, 6), expect.closeTo(0.4, 6)],
    [0, 0],
  ]);
});

it('forgets a peak after 50 ms, and not its part of the RMS', () => {
  const [level] = levelsOfHeard(heard(1, (time) => (time < 0.9 ? 1 : 0)));
  expect(level!.peak).toBe(0);
  expect(level!.rms).toBeGreaterThan(0.5);
});

it('gives one level for however many channels, the highest of each kind', () => {
  const quiet = { peak: 0.9, rms: 0.1 };
  const even = { peak: 0.5, rms: 0.4 };
  expect(loudestOf([quiet, even])).toEqual([{ peak: 0.9, rms: 0.4 }]);
  expect(loudestOf([even])).toEqual([even]);
  expect(loudestOf([])).toEqual([]);
});

import { beforeAll, describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { noiseClip } from '../../testing/signals.ts';
import type { EditKernel } from './kernels.ts';

let edit: EditKernel;
beforeAll(async () => {
  edit = (await kernelsForTest()).edit;
});

const noise = (samples: number, seed = 1) => noiseClip(samples, 8000, 0.5, seed).channels[0]!;

describe('edit.ramp', () => {
  it('fades both ends of every channel and leaves the middle and the input as they are', () => {
    const input = [noise(300_000), noise(300_000, 2)];
    const before = input.map((channel) => channel.slice());
    const out = edit.ramp(input, 100_000, 90_000, 'linear');
    expect(input).toEqual(before);
    for (const [c, channel] of out.entries()) {
      expect(Math.abs(channel[0]!)).toBe(0);
      expect(channel[99_999]).toBe(input[c]![99_999]);
      expect(channel[70_000]).toBeCloseTo(input[c]![70_000]! * (70_000 / 99_999), 14);
      expect(channel.subarray(100_000, 210_000)).toEqual(input[c]!.subarray(100_000, 210_000));
      expect(channel[299_998]).toBeCloseTo(input[c]![299_998]! / 89_999, 14);
      expect(Math.abs(channel[299_999]!)).toBe(0);
    }
  });

  it.each([
    [-1, 0],
    [0, 11],
    [0.5, 0],
  ])('refuses %d and %d frames of ten', (onset, offset) => {
    expect(() => edit.ramp([noise(10)], onset, offset, 'cosine')).toThrow('a ramp has 0 to 10 frames here');
  });
});

describe('edit.mix', () => {
  it('adds by levels in dB, whatever the length', () => {
    const [x, y] = [noise(100_001), noise(100_001, 2)];
    const [sum] = edit.mix([x], [y], [0, -6]);
    expect([...sum!]).toEqual([...x].map((each, i) => each + y[i]! * 10 ** (-6 / 20)));
  });

  it('refuses sounds that do not fit together', () => {
    expect(() => edit.mix([noise(10)], [], [0, 0])).toThrow('1 and 0 channels');
    expect(() => edit.mix([noise(10)], [noise(9)], [0, 0])).toThrow('two lengths');
  });
});

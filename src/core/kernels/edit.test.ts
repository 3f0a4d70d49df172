import { beforeAll, describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { noiseClip } from '../../testing/signals.ts';
import type { EditKernel } from './edit-kernel.ts';

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

  it('has a weight of 3/4 two thirds up a cosine ramp, and not the double above it', () => {
    // Where the place rounds so that a C library's cosine gives that double, as for most lengths going down.
    for (const frames of [1102, 4, 13, 25]) {
      const down = edit.ramp([new Float64Array(frames).fill(622 / 32768)], 0, frames, 'cosine');
      expect(down[0]![(frames - 1) / 3]! * 32768).toBeLessThanOrEqual(466.5);
    }
    const down = edit.ramp([new Float64Array(1102).fill(622 / 32768)], 0, 1102, 'cosine');
    expect(down[0]![367]! * 32768).toBe(466.5);
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

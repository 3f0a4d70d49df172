import { expect, test } from 'vitest';
import { LevelMeter } from './take-levels.ts';

const RATE = 48_000;
const BLOCK = 1000;

test('a full-scale sine reads 0 dBFS at its peak and -3.0 dB RMS over 300 ms', () => {
  const meter = new LevelMeter(RATE, 1, BLOCK);
  for (let block = 0; block < 48; block++) {
    const samples = Float32Array.from({ length: BLOCK }, (_, index) =>
      Math.sin((2 * Math.PI * 997 * (block * BLOCK + index)) / RATE),
    );
    meter.take(0, samples, block * BLOCK);
  }
  const [{ peak, rms } = { peak: 0, rms: 0 }] = meter.read();
  expect(20 * Math.log10(peak)).toBeCloseTo(0, 2);
  expect(20 * Math.log10(rms)).toBeCloseTo(-3.01, 1);
});

test('each channel has its own level, and the peak begins anew once it was read', () => {
  const meter = new LevelMeter(RATE, 2, BLOCK);
  meter.take(0, new Float32Array(BLOCK).fill(0.5), 0);
  meter.take(1, new Float32Array(BLOCK).fill(-0.25), 0);
  expect(meter.read()).toEqual([
    { peak: 0.5, rms: 0.5 },
    { peak: 0.25, rms: 0.25 },
  ]);
  expect(meter.read().map(({ peak }) => peak)).toEqual([0, 0]);
});

test('samples at full scale are counted, with the place of the first', () => {
  const meter = new LevelMeter(RATE, 1, BLOCK);
  const samples = new Float32Array(BLOCK).fill(0.5);
  samples[7] = -1;
  samples[9] = 32_767 / 32_768;
  meter.take(0, samples, 2000);
  expect([meter.clipped, meter.firstClip]).toEqual([2, 2007]);
});

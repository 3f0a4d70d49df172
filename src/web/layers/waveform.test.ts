import { expect, test } from 'vitest';
import { fakeEngine, settle } from '../../testing/fake-web.ts';
import { type Display, FIRST_DISPLAY } from '../state/display.ts';
import { createPictures } from '../state/pictures.ts';
import type { Scene } from './layer.ts';
import { collectRows } from './rows.ts';
import { printedAll } from './values.ts';
import { waveform } from './waveform.ts';

const SAMPLES = [0, 0.5, 1, 1, 0.25, -1, 0, 0];

function sceneOf(isHeld: boolean, samples = SAMPLES, display: Partial<Display> = {}) {
  const engine = fakeEngine();
  const asked: number[] = [];
  Object.assign(engine, {
    samples: async (_id: string, start: number, count: number) => [
      Float32Array.from(samples).slice(start, start + count),
    ],
    async peaks(_id: string, _lane: number, size: number) {
      asked.push(size);
      return { extremes: Float32Array.of(-1, 1), ...(samples.includes(1) ? { clipped: Uint8Array.of(1) } : {}) };
    },
  });
  const pictures = createPictures(engine);
  const peakDbfs = 20 * Math.log10(Math.max(...samples.map(Math.abs)));
  const shape = { sampleRate: 8, channelCount: 1, frames: samples.length, duration: samples.length / 8 };
  const clip = isHeld ? { sampleRate: 8, channels: [Float64Array.from(samples)] } : undefined;
  const sound = { id: 'a', ...shape, clip, levels: { peakDbfs, rmsDbfs: -6 }, f0: undefined };
  const scene: Scene = {
    ...{ name: 'pane', side: 'source', sound, source: sound, channel: 0, vocoder: undefined, analysis: {} },
    ...{ f0Growth: { below: 0, above: 0 }, share: { start: 0, end: 1 }, pictures, engine },
    options: { range: 8000, window: 'wide', display: { ...FIRST_DISPLAY, ...display } },
    keep: (_, make) => make(),
  };
  return { scene, asked };
}

test.each([true, false])(
  'says of a sample that it is clipped where its neighbour is so, too (held: %s)',
  async (isHeld) => {
    const { scene } = sceneOf(isHeld);
    const words = async (index: number) => {
      const point = { share: index / SAMPLES.length, frequency: 0 };
      waveform.look(scene).read(point);
      await settle();
      const { columns, read } = waveform.look(scene);
      return printedAll(columns, read(point));
    };
    expect(await words(2)).toContain('clipped');
    expect(await words(3)).toContain('clipped');
    // A peak that reaches full scale alone.
    expect(await words(5)).not.toContain('clipped');
    const rows = await collectRows(
      waveform.look(scene),
      { first: 1, count: 5 },
      { frequency: 0, duration: 1, breathe: async () => undefined },
    );
    expect(rows?.values.at(-1)).toEqual(Float64Array.of(Number.NaN, 1, 1, Number.NaN, Number.NaN));
    expect([...(rows?.values[0] ?? [])]).toEqual(SAMPLES.slice(1, 6));
  },
);

test('a sound with runs says so in its note and its legend; one below full scale is not even asked about', async () => {
  const loud = sceneOf(true);
  waveform.look(loud.scene);
  await settle();
  const layer = waveform.look(loud.scene);
  expect(layer.note).toBe('clipped');
  expect(layer.legend).toMatch(/clipped, 2 or more samples at full scale/);
  const soft = sceneOf(true, [0, 0.5, 0.9, 0.9]);
  waveform.look(soft.scene);
  await settle();
  expect(waveform.look(soft.scene).note).toBeUndefined();
  expect([loud.asked.length, soft.asked.length]).toEqual([1, 0]);
});

test('levels have ticks from 0 dB down, and a part of them begins at 0 dB, too', () => {
  const { scene } = sceneOf(true, SAMPLES, { wave: 'dB' });
  const whole = waveform.look(scene);
  expect(whole.showsTicks).toBe(true);
  expect(whole.legend).toMatch(/^dB re full scale/);
  expect(whole.ticks?.map(({ value }) => value)).toEqual([0, -20, -40, -60]);
  expect(whole.ticks?.at(-1)?.height).toBeCloseTo(0, 9);
  const part = waveform.look({ ...scene, part: { low: 0.25, high: 0.75 } });
  expect(part.ticks?.map(({ value }) => value)).toEqual([0, -10, -20, -30]);
});

test.each([1, 2, 3, 8])('levels of %i lanes have ticks that keep their distance, however much is shown', (lanes) => {
  const { scene } = sceneOf(true, SAMPLES, { wave: 'dB' });
  const clip = { sampleRate: 8, channels: Array.from({ length: lanes }, () => Float64Array.from(SAMPLES)) };
  const sound = { ...scene.sound, channelCount: lanes, clip };
  for (const decibels of [60, 50, 47, 30, 20, 10]) {
    const part = decibels === 60 ? {} : { part: { low: 0, high: decibels / 60 } };
    const ticks = waveform.look({ ...scene, ...part, sound, source: sound }).ticks ?? [];
    expect(ticks.filter(({ value }) => value === 0)).toHaveLength(lanes);
    const heights = ticks.map(({ height }) => height).sort((a, b) => a - b);
    const distances = heights.slice(1).map((height, index) => height - (heights[index] ?? 0));
    // 15 of a pane's 150 px.
    for (const distance of distances) expect(distance).toBeGreaterThan(0.1);
  }
});

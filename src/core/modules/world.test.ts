import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { type ModuleRunOptions, runModule } from '../../testing/run-module.ts';
import { noiseClip, silentClip, voiceClip } from '../../testing/signals.ts';
import { type Clip, frameLength } from '../audio/clip.ts';
import type { CacheValue } from '../cache/cache.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { describeModule } from './module.contract.ts';
import { world } from './world.ts';

const samplesOf = (input: Clip) => frameLength(input);
const framesOf = (input: Clip) => Math.trunc((1000 * frameLength(input)) / input.sampleRate / 5) + 1;

describeModule(
  world,
  [
    { params: { f0: '*2', vtl: '-3.8st' }, length: samplesOf },
    { params: {}, length: samplesOf },
    { params: { f0: '~120Hz', duration: '*1.5' }, length: (input) => Math.round(samplesOf(input) * 1.5) },
    { params: { duration: '~0.31s' }, length: (input) => Math.round(0.31 * input.sampleRate) },
    {
      params: { duration: '+0.1s', vtl: '*1.2' },
      length: (input) => samplesOf(input) + Math.round(0.1 * input.sampleRate),
    },
    { params: { f0Method: 'harvest', f0: '*1.5', f0Floor: 60, f0Ceiling: 500 }, length: samplesOf },
    {
      params: { framePeriod: 4, speed: 2, allowedRange: 0.2, duration: '*1.5' },
      length: (input) => Math.round(samplesOf(input) * 1.5),
    },
    {
      params: {
        duration: '*1.2',
        edits: [
          { operation: 'octave', family: 'correct', from: 0.05, to: 0.1, value: '*2' },
          {
            operation: 'draw',
            family: 'shape',
            from: 0.1,
            to: 0.2,
            value: [
              [0.1, 100],
              [0.2, 140.5],
            ],
          },
        ],
      },
      length: (input) => Math.round(samplesOf(input) * 1.2),
    },
    {
      params: { f0: '-12st', outputLength: 'frames' },
      length: (input) => Math.trunc((framesOf(input) * 5 * input.sampleRate) / 1000),
    },
  ],
  kernelsForTest,
);

async function transform(input: Clip, params: object, options: Partial<ModuleRunOptions> = {}) {
  const kernels = await kernelsForTest();
  return runModule(world, input, params, { kernels, ...options });
}

/** Geometric mean of the voiced frames, Hz. */
async function meanF0({ channels, sampleRate }: Clip, channel = 0): Promise<number> {
  const kernels = await kernelsForTest();
  const x = channels[channel]!;
  const voiced = kernels.world.stoneMask(x, sampleRate, kernels.world.dio(x, sampleRate)).filter((f0) => f0 > 0);
  return Math.exp(voiced.reduce((sum, f0) => sum + Math.log(f0), 0) / voiced.length);
}

const rms = async (clip: Clip, channel = 0) => (await kernelsForTest()).level.rms([clip.channels[channel]!]);

function countingWorld(kernels: Kernels): { kernels: Kernels; counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  const { stages } = kernels.world;
  const counted = new Proxy(stages, {
    get(target, name: keyof typeof stages) {
      counts[name] = (counts[name] ?? 0) + 1;
      return target[name];
    },
  });
  return { kernels: { ...kernels, world: { ...kernels.world, stages: counted } }, counts };
}

describe('world', () => {
  it('says which f0 it made the result with: that of the first channel, an octave lower when asked for', async () => {
    const input = voiceClip({ seconds: 0.4, f0: 200 });
    const unchanged = await transform(input, {});
    const lower = await transform(input, { f0: '-12st' });
    const before = unchanged.contour!;
    expect(before.framePeriodMs).toBe(5);
    expect(before.f0.filter((f0) => f0 > 0).length).toBeGreaterThan(40);
    expect([...lower.contour!.f0]).toEqual([...before.f0.map((f0) => f0 / 2)]);
  });

  it('moves f0 by a ratio, an interval, and to a mean', async () => {
    const input = voiceClip({ seconds: 0.6 });
    const mean = await meanF0(input);
    for (const [f0, expected] of [
      ['*2', mean * 2],
      ['-5st', mean * 2 ** (-5 / 12)],
      ['+30Hz', mean + 30],
      ['~150Hz', 150],
    ] as const) {
      const { clip } = await transform(input, { f0 });
      expect(Math.abs(1200 * Math.log2((await meanF0(clip)) / expected))).toBeLessThan(20);
    }
  });

  it('changes the sound with vtl and leaves f0 where it was', async () => {
    const input = voiceClip({ seconds: 0.6 });
    const plain = await transform(input, {});
    const { clip } = await transform(input, { vtl: '*1.3' });
    expect(clip.channels[0]).not.toEqual(plain.clip.channels[0]);
    expect(Math.abs(1200 * Math.log2((await meanF0(clip)) / (await meanF0(input))))).toBeLessThan(20);
  });

  it('still codes through the vocoder when nothing changes', async () => {
    const input = voiceClip({ seconds: 0.3 });
    const { clip, computed } = await transform(input, { f0: '*1', vtl: '+0st', duration: null });
    expect(clip.channels[0]).not.toEqual(input.channels[0]);
    expect(computed).toEqual(['world-analysis']);
  });

  it('gives the result the level of its input', async () => {
    const input = voiceClip({ seconds: 0.5 });
    const { clip } = await transform(input, { f0: '-7st', duration: '*0.7' });
    expect(await rms(clip)).toBeCloseTo(await rms(input), 10);
  });

  it('turns a result down that would clip, and says by how much', async () => {
    const kernels = await kernelsForTest();
    const input = { sampleRate: 16_000, channels: kernels.level.scale(voiceClip({ seconds: 0.4 }).channels, 2.5) };
    const { clip, notes } = await transform(input, { f0: '*0.5' });
    expect(kernels.level.peak(clip.channels)).toBeCloseTo(0.98, 10);
    expect(notes).toEqual([expect.stringMatching(/^reduced \d+\.\d dB to prevent clipping$/)]);
  });

  it('treats channels one by one, so that each keeps its level and moves to its own mean', async () => {
    const [low] = voiceClip({ seconds: 0.5, f0: 110 }).channels;
    const [high] = voiceClip({ seconds: 0.5, f0: 210, seed: 2 }).channels;
    const quiet = (await kernelsForTest()).level.scale([high!], 0.1)[0]!;
    const stereo = { sampleRate: 16_000, channels: [low!, quiet] };
    const { clip, labels } = await transform(stereo, { f0: '~150Hz' });
    expect(await meanF0(clip, 0)).toBeCloseTo(150, -1);
    expect(await meanF0(clip, 1)).toBeCloseTo(150, -1);
    for (const channel of [0, 1]) expect(await rms(clip, channel)).toBeCloseTo(await rms(stereo, channel), 10);
    const alone = await transform({ sampleRate: 16_000, channels: [low!] }, { f0: '~150Hz' });
    expect(clip.channels[0]).toEqual(alone.clip.channels[0]);
    expect(labels).toContain('analysing, channel 2 of 2');
  });

  it('keeps digital silence silent, in a stereo sound too', async () => {
    const { clip, notes } = await transform(silentClip(4000, 16_000), { f0: '*2', duration: '*2' });
    expect(clip.channels[0]).toEqual(new Float64Array(8000));
    expect(notes).toEqual([]);
    const half = { sampleRate: 16_000, channels: [voiceClip({ seconds: 0.25 }).channels[0]!, new Float64Array(4000)] };
    const stereo = await transform(half, { f0: '~200Hz' });
    expect(stereo.clip.channels[1]).toEqual(new Float64Array(4000));
    expect(await rms(stereo.clip)).toBeGreaterThan(0.01);
  });

  it.each(['~150Hz', '+20Hz', '*2', '-3st'])('has a defined result for a sound without voice and f0 %s', async (f0) => {
    const kernels = await kernelsForTest();
    const { clip } = await transform(noiseClip(8000, 16_000), { f0, duration: '*1.3' });
    expect(kernels.level.isFinite(clip.channels)).toBe(true);
    expect(frameLength(clip)).toBe(10_400);
  });

  it('analyses once: another change of the same sound only modifies and synthesises', async () => {
    const { kernels, counts } = countingWorld(await kernelsForTest());
    const memory = new Map<string, CacheValue>();
    const input = voiceClip({ seconds: 0.3 });
    await transform(input, { vtl: '+1st' }, { kernels, memory });
    await transform(input, { vtl: '+2st' }, { kernels, memory });
    await transform(input, { f0: '*2', duration: '*2' }, { kernels, memory });
    expect(counts).toEqual({ analyze: 1, change: 3, synthesize: 3 });
    await transform(input, { vtl: '+2st' }, { kernels, memory, revision: '2021' });
    expect(counts).toMatchObject({ analyze: 2, synthesize: 4 });
  });

  it('finds f0 with Harvest when asked to, and remembers that analysis beside the other', async () => {
    const { kernels, counts } = countingWorld(await kernelsForTest());
    const memory = new Map<string, CacheValue>();
    const input = voiceClip({ seconds: 0.4, f0: 200 });
    const [x] = input.channels;
    const dio = await transform(input, {}, { kernels, memory });
    const harvest = await transform(input, { f0Method: 'harvest' }, { kernels, memory });
    expect(harvest.contour!.f0).toEqual(kernels.world.harvest(x!, input.sampleRate));
    expect(harvest.contour!.f0).not.toEqual(dio.contour!.f0);
    await transform(input, { f0Method: 'harvest', f0: '*2' }, { kernels, memory });
    expect(counts).toMatchObject({ analyze: 2 });
  });

  it('has the frames of the period asked for', async () => {
    const input = voiceClip({ seconds: 0.4 });
    const { contour, clip } = await transform(input, { framePeriod: 2.5, outputLength: 'frames' });
    expect(contour!.framePeriodMs).toBe(2.5);
    expect(contour!.f0.length).toBe(161);
    expect(frameLength(clip)).toBe(161 * 40);
  });

  it('shares its analysis with recipes that say what is usual', async () => {
    const { kernels, counts } = countingWorld(await kernelsForTest());
    const memory = new Map<string, CacheValue>();
    const input = voiceClip({ seconds: 0.3 });
    await transform(input, {}, { kernels, memory });
    await transform(input, { f0Floor: 71, framePeriod: 5, speed: 1 }, { kernels, memory });
    expect(counts['analyze']).toBe(1);
  });

  it.each([
    [{ f0Floor: 300, f0Ceiling: 200 }, 'f0Ceiling'],
    [{ f0Method: 'harvest', speed: 2 }, 'speed'],
    [{ f0Method: 'harvest', allowedRange: 0.2 }, 'allowedRange'],
    [{ f0Method: 'yin' }, 'f0Method'],
    [{ speed: 13 }, 'speed'],
    [{ framePeriod: 0 }, 'framePeriod'],
  ])('refuses %o', (params, path) => {
    expect(world.params.safeParse(params).error!.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('refuses a floor that the sampling rate has no room for, with its place', async () => {
    const running = transform(voiceClip({ seconds: 0.3, sampleRate: 8000 }), { f0Floor: 1500, f0Ceiling: 2000 });
    await expect(running).rejects.toMatchObject({ code: 'query-invalid', issues: [{ path: 'f0Floor' }] });
  });

  it.each([
    ['-10s', 16_000],
    ['-0.5s', 8000],
    ['~0.001s', 8000],
    ['*0.001', 400],
  ])('refuses the duration %s for %i samples before any analysis', async (duration, samples) => {
    const { kernels, counts } = countingWorld(await kernelsForTest());
    const running = transform(noiseClip(samples, 16_000), { duration }, { kernels });
    await expect(running).rejects.toMatchObject({ code: 'query-invalid', issues: [{ path: 'duration' }] });
    await expect(running).rejects.toThrow(/^duration: expected a result of at least one frame of 5 ms, got /);
    expect(counts['analyze']).toBeUndefined();
  });

  it('refuses a rate that WORLD does not work at as such, where its frames are too many to count too', async () => {
    const months = { sampleRate: 1, channels: [new Float64Array(11_000_000)] };
    await expect(transform(months, {})).rejects.toMatchObject({ code: 'audio-unsupported' });
  });

  it('refuses a result larger than memory before any analysis', async () => {
    const { kernels, counts } = countingWorld(await kernelsForTest());
    const running = transform(noiseClip(44_100, 44_100), { duration: '~86400s' }, { kernels });
    await expect(running).rejects.toMatchObject({ code: 'memory-limit', details: { limitSeconds: 654 } });
    expect(counts['analyze']).toBeUndefined();
  });
});

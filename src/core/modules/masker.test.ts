import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runModule } from '../../testing/run-module.ts';
import { noiseClip, silentClip, voiceClip } from '../../testing/signals.ts';
import { type Clip, frameLength } from '../audio/clip.ts';
import { readable } from '../audio/long-sound.ts';
import { masker } from './masker.ts';
import { realisedSnr, taken, takenBlocks } from './masker-parts.ts';
import { describeModule } from './module.contract.ts';

const file = { source: 0 };
const long = noiseClip(80_000, 16_000, 0.05);
const PAUSES = [
  [0, 0.0101],
  [0.013, 0.02],
  [0.021, 9],
];

describeModule(
  masker,
  [
    { params: { file, snr: 3, repeat: true }, length: frameLength },
    { params: { file, snr: 3, repeat: true, over: 'speech', speech: [[0, 9]] }, length: frameLength },
    { params: { file, snr: 3, repeat: true, over: 'speech', speech: PAUSES }, length: frameLength },
    {
      params: { file, snr: -5, lead: 0.1, tail: 0.2, repeat: true, over: 'whole' },
      length: (input) => Math.trunc(0.1 * input.sampleRate) + frameLength(input) + Math.trunc(0.2 * input.sampleRate),
    },
  ],
  kernelsForTest,
  { sources: [long], takes: ({ channels }) => channels.some((channel) => channel.some((x) => x !== 0)), sliced: false },
);

async function mask(input: Clip, noise: Clip, params: object) {
  const kernels = await kernelsForTest();
  return runModule(masker, input, { file, ...params }, { kernels, sources: [noise] });
}

const rms = async (...channels: Float64Array[]) => (await kernelsForTest()).level.rms(channels);
const snrOf = async (target: Float64Array, noise: Float64Array) =>
  20 * Math.log10((await rms(target)) / (await rms(noise)));

const target = voiceClip({ seconds: 0.5 });
const [voice] = target.channels;

describe('masker', () => {
  it.each([-12, 0, 7.5])('realises %d dB where the target is, by routing both to their own ear', async (snr) => {
    const routing = { targetEar: 'left', maskerEar: 'right', lead: 0.25, tail: 0.1 };
    const { clip } = await mask(target, long, { snr, ...routing });
    const [left, right] = clip.channels;
    const span = [4000, 4000 + voice!.length] as const;
    expect(await snrOf(left!.subarray(...span), right!.subarray(...span))).toBeCloseTo(snr, 9);
  });

  it('goes through spans in full blocks, wherever they begin and end', () => {
    const clip = noiseClip(200_000, 16_000);
    const parts = [
      { start: 7, end: 66_000 },
      { start: 66_001, end: 66_100 },
      { start: 67_000, end: 199_999 },
    ];
    const blocks = [...takenBlocks(readable(clip), 0, parts)];
    expect(blocks.map(({ length }) => length)).toEqual([65_536, 65_536, 65_536, 2483]);
    expect(Float64Array.from(blocks.flatMap((block) => [...block]))).toEqual(taken(clip.channels, parts, 0)[0]);
  });

  it.each([
    ['nothing of spans that are all there', [[0, 0.1]], []],
    [
      'spans that go on after the end, and those that begin there',
      [
        [0.1, 0.2],
        [0.4, 0.6],
        [0.5, 0.7],
        [3, 4],
      ],
      [
        '1 of 4 spans of speech cut at the end of the target',
        '2 of 4 spans of speech left out, with no sample of the target',
      ],
    ],
  ])('notes %s', async (_what, speech, expected) => {
    expect((await mask(target, long, { snr: 20, over: 'speech', speech })).notes).toEqual(expected);
  });

  it.each([
    [
      {
        over: 'speech',
        speech: [
          [0.1, 0.2],
          [0.4, 0.3],
        ],
      },
      'speech.1: a span that begins before it ends',
    ],
    [{ over: 'speech', speech: [[0.1, 0.1]] }, 'speech.0: a span that begins before it ends'],
    [{ over: 'whole', speech: [[0.1, 0.2]] }, 'speech: `over: speech` beside it'],
    [{ speech: [[0.1, 0.2]] }, 'speech: `over: speech` beside it'],
  ])('refuses %j before anything is made', (given, message) => {
    const issues = masker.params.safeParse({ file, snr: 0, ...given }).error?.issues ?? [];
    expect(issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it('keeps the ratio when both are turned down together', async () => {
    const loud = { ...target, channels: [voice!.map((x) => x * 0.9)] };
    const { clip, notes } = await mask(loud, long, { snr: -20, targetEar: 'left', maskerEar: 'right' });
    expect(notes).toHaveLength(1);
    expect(await snrOf(clip.channels[0]!, clip.channels[1]!)).toBeCloseTo(-20, 9);
  });

  it('takes the level of the whole masker when asked to', async () => {
    const [noise] = noiseClip(16_000, 16_000, 0.05).channels;
    noise!.fill(0, 12_000);
    const routing = { targetEar: 'left', maskerEar: 'right', tail: 0.5 } as const;
    const half = { sampleRate: 16_000, channels: [noise!] };
    const { clip } = await mask(target, half, { snr: 0, over: 'whole', ...routing });
    expect(await rms(clip.channels[1]!)).toBeCloseTo(await rms(voice!), 12);
  });

  it('takes both levels where the target speaks when asked to', async () => {
    const speech = [
      [0.3, 0.4],
      [0.1, 0.2],
      [0.15, 0.25],
    ];
    const routing = { targetEar: 'left', maskerEar: 'right', lead: 0.25 };
    const pausing = { ...target, channels: [voice!.map((x, i) => (i < 6400 ? x : 0))] };
    const { clip, snrDb } = await mask(pausing, long, { snr: 4, over: 'speech', speech, ...routing });
    const [left, right] = clip.channels.map((channel) =>
      Float64Array.of(...channel.subarray(4000 + 1600, 4000 + 4000), ...channel.subarray(4000 + 4800, 4000 + 6400)),
    );
    expect(await snrOf(left!, right!)).toBeCloseTo(4, 9);
    expect(await snrOf(clip.channels[0]!.subarray(4000), clip.channels[1]!.subarray(4000))).not.toBeCloseTo(4, 1);
    expect(snrDb).toBe(4);
  });

  it.each([
    { snr: -20, tail: 0.3 },
    { snr: 6.25, over: 'whole', lead: 0.2 },
    { snr: 60, maskerEar: 'right' },
  ])('measures in its mix the ratio that it was asked for: %j', async (params) => {
    expect((await mask(target, long, params)).snrDb).toBe(params.snr);
  });

  it('measures less than it was asked for where the masker is not all that was added', async () => {
    const { level, edit } = await kernelsForTest();
    const [noise] = noiseClip(voice!.length, 16_000).channels;
    const mixed = edit.mix([voice!], [noise!], [0, -3]);
    const all = { target: (x: readonly Float64Array[]) => x, masker: (x: readonly Float64Array[]) => x };
    const ears = { target: undefined, masker: undefined };
    const found = realisedSnr({ mix: mixed, target: [voice!], gain: 1, ears }, all, { level, edit });
    expect(found).toBeCloseTo(3 + (await snrOf(voice!, noise!)), 3);
  });

  it('leaves the target as it is', async () => {
    const { clip } = await mask(target, long, { snr: 100, lead: 0.1 });
    const [mixed] = clip.channels;
    expect(mixed!.length).toBe(voice!.length + 1600);
    expect(await rms(mixed!.subarray(1600).map((x, i) => x - voice![i]!))).toBeLessThan(
      1e-5 * (await rms(voice!)) * 1.01,
    );
  });

  it('begins where it is told to, and again where it ends', async () => {
    const ramp = { sampleRate: 16_000, channels: [Float64Array.from({ length: 5000 }, (_, i) => (i + 1) / 5000)] };
    const routing = { targetEar: 'left', maskerEar: 'right', start: 0.25, repeat: true };
    const { clip } = await mask(target, ramp, { snr: 10, ...routing });
    const noise = clip.channels[1]!;
    expect(noise[0]! / noise[999]!).toBeCloseTo(4001 / 5000, 9);
    expect(noise[1000]! / noise[999]!).toBeCloseTo(1 / 5000, 9);
    expect(noise[6000]! / noise[999]!).toBeCloseTo(1 / 5000, 9);
  });

  it('converts the masker to the rate of the target', async () => {
    const { clip } = await mask(target, noiseClip(30_000, 44_100, 0.05), { snr: 0 });
    expect([clip.sampleRate, frameLength(clip)]).toEqual([16_000, voice!.length]);
  });

  it('masks both channels of a stereo target with one masker', async () => {
    const stereo = { sampleRate: 16_000, channels: [voice!, new Float64Array(voice!.length)] };
    const { clip } = await mask(stereo, long, { snr: 0 });
    expect(clip.channels[0]!.map((x, i) => x - voice![i]!)[77]).toBeCloseTo(clip.channels[1]![77]!, 12);
  });

  it.each([
    [
      'a masker that is too short',
      target,
      noiseClip(100, 16_000),
      {},
      /a masker of at least 0\.500 s, or repeat: true/,
    ],
    ['a start after its end', target, long, { start: 9, repeat: true }, /a start inside it/],
    [
      'speech that is nowhere',
      target,
      long,
      { over: 'speech' },
      /times in s within the 0\.500 s of the target.*got none/,
    ],
    ['speech after its end', target, long, { over: 'speech', speech: [[1, 2]] }, /got \[\[1,2\]\]/],
    ['a silent target', silentClip(1000, 16_000), long, {}, /got a silent target/],
    ['a silent masker', target, silentClip(80_000, 16_000), {}, /got a silent masker/],
    [
      'a stereo masker for one ear',
      target,
      { ...long, channels: [...long.channels, ...long.channels] },
      { maskerEar: 'left' },
      /mono sounds to send to one ear/,
    ],
  ])('refuses %s', async (_what, input, noise, params, message) => {
    const running = mask(input, noise, { snr: 0, ...params });
    await expect(running).rejects.toMatchObject({ code: 'query-invalid' });
    await expect(running).rejects.toThrow(message);
  });
});

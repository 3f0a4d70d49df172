import { describe, expect, it } from 'vitest';
import { kernelsForTest } from '../../testing/load-kernels.ts';
import { runModule } from '../../testing/run-module.ts';
import { noiseClip, silentClip, voiceClip } from '../../testing/signals.ts';
import { BANK, CAUSAL, HILBERT, LOW_PASS, METHOD, vocoderWith } from '../../testing/vocoder-params.ts';
import { type Clip, frameLength } from '../audio/clip.ts';
import { describeModule } from './module.contract.ts';
import { vocoder } from './vocoder.ts';

// Zero-phase filters need some samples, which sounds of the contract do not have.
const anyLength = { analysis_filters: { ...BANK, method: CAUSAL }, envelope: HILBERT };
const same = (input: Clip) => frameLength(input);
describeModule(
  vocoder,
  [
    ...['noise', 'sin', 'low-noise', 'pshc'].map((carrier) => ({
      params: { ...anyLength, synthesis: { carrier } },
      length: same,
    })),
    {
      params: {
        ...anyLength,
        synthesis_filters: { f: [200, 300, 400, 500, 600, 700, 800], method: { ...CAUSAL, order: 3 } },
        envelope: { ...HILBERT, modifiers: 'spread' },
        synthesis: { carrier: 'sin', f: [250, 350, 450, 550, 650, 750], filter_before: true, filter_after: false },
      },
      length: same,
    },
  ],
  kernelsForTest,
);

async function transform(input: Clip, params: object) {
  return runModule(vocoder, input, params, { kernels: await kernelsForTest() });
}

const voice = () => voiceClip({ seconds: 0.3 });

describe('vocoder', () => {
  it('has the same meaning for a preset and for its list', () => {
    const list = [250, 416, 494, 587, 697, 828, 983, 1168, 1387, 1648, 1958, 2326, 2762, 3281, 3898, 4630, 8700];
    const of = (f: unknown) => vocoder.params.parse(vocoderWith({ analysis_filters: { f, method: METHOD } }));
    expect(of('hr90k')).toEqual(of(list));
    expect(JSON.stringify(of('ci24'))).toContain('[188,313,438,');
  });

  it('has the same meaning for no synthesis filters, null, and those of the analysis', () => {
    const expected = vocoder.params.parse(vocoderWith());
    for (const synthesis_filters of [undefined, null, 'analysis_filters']) {
      expect(vocoder.params.parse(vocoderWith({ synthesis_filters }))).toEqual(expected);
    }
  });

  it('leaves out what has no meaning: a seed for tones, frequencies for noise, filters of a Hilbert envelope', () => {
    const of = (envelope: object, synthesis: object) => vocoder.params.parse(vocoderWith({ envelope, synthesis }));
    expect(of({ ...LOW_PASS, ...HILBERT }, { carrier: 'sin', random_seed: 5 })).toEqual(
      of(HILBERT, { carrier: 'sin' }),
    );
    expect(of(HILBERT, { carrier: 'noise', f: [1] })).toEqual(of(HILBERT, { carrier: 'noise' }));
  });

  it('goes on across the blocks that a sound of any length is worked on in', async () => {
    // Every 441 samples, a tone of 1 kHz and its carrier begin anew; a block has 262144.
    const [sampleRate, period] = [44_100, 441];
    const x = Float64Array.from({ length: 270_000 }, (_, i) => 0.1 * Math.sin((2 * Math.PI * 1000 * i) / sampleRate));
    const params = vocoderWith({ synthesis: { carrier: 'sin', f: Array(BANK.f.n).fill(1000) } });
    const { channels } = (await transform({ sampleRate, channels: [x] }, params)).clip;
    const y = channels[0]!;
    const apart = y.map((value, i) => Math.abs(value - (y[i - period] ?? value)));
    expect(Math.max(...apart.subarray(261_000, 264_000))).toBeLessThan(1e-9);
    expect(Math.max(...y.subarray(261_000, 264_000))).toBeGreaterThan(0.01);
  });

  it('takes values as web forms send them', () => {
    const sent = {
      analysis_filters: { ...BANK, method: { ...METHOD, 'zero-phase': 'true' } },
      envelope: { ...LOW_PASS, fc: ['160', '160'], modifiers: null },
      synthesis: { carrier: 'noise', random_seed: true, filter_before: 'false', filter_after: 1 },
    };
    expect(vocoder.params.parse(sent)).toEqual(vocoder.params.parse(vocoderWith()));
  });

  it.each([
    ['a rate that it is not meant for', { fs: 44_100 }, /^fs: expected a sound at 44100 Hz, got one at 16000 Hz$/],
    [
      'a cut-off above half its rate',
      { analysis_filters: { ...BANK, f: [100, 9000] } },
      /^analysis_filters\.f: .*below 8000 Hz.* got 9000 Hz$/,
    ],
    [
      'a shift below 0 Hz',
      { analysis_filters: { ...BANK, f: { ...BANK.f, shift: -20 } } },
      /^analysis_filters\.f: expected frequencies above 0/,
    ],
    [
      'an envelope cut-off above half its rate',
      { envelope: { ...LOW_PASS, fc: 8000 } },
      /^envelope\.fc: .*got 8000 Hz$/,
    ],
    [
      'a tone above half its rate',
      { analysis_filters: { ...BANK, f: [100, 900] }, synthesis: { carrier: 'sin', f: [8001] } },
      /^synthesis\.f: .*got 8001 Hz$/,
    ],
  ] as const)('refuses a sound at %s', async (_what, change, message) => {
    const refusal = { code: 'query-invalid', message: expect.stringMatching(message) };
    await expect(transform(voice(), vocoderWith(change))).rejects.toMatchObject(refusal);
  });

  it('refuses a sound that zero-phase filters cannot continue', async () => {
    const refusal = { code: 'query-invalid', message: expect.stringMatching(/padlen.*got 9 samples/) };
    await expect(transform(noiseClip(9, 16_000), vocoderWith())).rejects.toMatchObject(refusal);
  });

  it('has its own noise for every sound and setting when there is no seed, and the same one each time', async () => {
    const synthesis = { carrier: 'noise' };
    const first = await transform(voice(), vocoderWith({ synthesis }));
    expect((await transform(voice(), vocoderWith({ synthesis }))).clip).toEqual(first.clip);
    // A change of half a bit in the sound, which no filter could make audible, is another noise.
    const moved = { ...voice(), channels: voice().channels.map((x) => x.map((value) => value * (1 + 2 ** -52))) };
    const kernels = await kernelsForTest();
    const second = await transform(moved, vocoderWith({ synthesis }));
    const difference = first.clip.channels[0]!.map((value, i) => value - second.clip.channels[0]![i]!);
    expect(kernels.level.rms([difference])).toBeGreaterThan(0.5 * kernels.level.rms(first.clip.channels));
    const seeded = await transform(voice(), vocoderWith());
    expect(seeded.clip).not.toEqual(first.clip);
  });

  it('gives both ears one noise with a seed and two without', async () => {
    const [x] = voice().channels;
    const stereo = { sampleRate: 16_000, channels: [x!, x!] };
    const seeded = await transform(stereo, vocoderWith());
    expect(seeded.clip.channels[0]).toEqual(seeded.clip.channels[1]);
    const unseeded = await transform(stereo, vocoderWith({ synthesis: { carrier: 'low-noise' } }));
    expect(unseeded.clip.channels[0]).not.toEqual(unseeded.clip.channels[1]);
  });

  it.each(['noise', 'sin', 'low-noise', 'pshc'])('keeps silence silent with the carrier %s', async (carrier) => {
    const { clip } = await transform(silentClip(4000, 16_000), vocoderWith({ synthesis: { carrier } }));
    expect(clip).toEqual(silentClip(4000, 16_000));
  });

  it('follows the level of its input', async () => {
    const kernels = await kernelsForTest();
    const loud = await transform(voice(), vocoderWith({ synthesis: { carrier: 'sin' } }));
    const quiet = { ...voice(), channels: kernels.level.scale(voice().channels, 0.25) };
    const { clip } = await transform(quiet, vocoderWith({ synthesis: { carrier: 'sin' } }));
    expect(loud.notes).toEqual([]);
    expect(clip.channels).toEqual(kernels.level.scale(loud.clip.channels, 0.25));
  });

  it('turns down what would clip, and says by how much', async () => {
    const { clip, notes } = await transform(
      noiseClip(4000, 16_000, 1),
      vocoderWith({ analysis_filters: { ...BANK, f: [50, 7900] } }),
    );
    const kernels = await kernelsForTest();
    expect(kernels.level.peak(clip.channels)).toBeCloseTo(0.98, 9);
    expect(notes).toEqual([expect.stringMatching(/^reduced \d+\.\d dB to prevent clipping$/)]);
  });
});

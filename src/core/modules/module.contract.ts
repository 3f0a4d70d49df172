import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runLongModule, runModule } from '../../testing/run-module.ts';
import { noiseClip, silentClip, voiceClip } from '../../testing/signals.ts';
import { type Clip, frameLength } from '../audio/clip.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { ModuleDescriptor } from './module.ts';

export interface ModuleCase {
  /** As a request has them. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Samples of the result. */
  readonly length: (input: Clip) => number;
  /** Channels of the result, where they are not the input's. */
  readonly channels?: (input: Clip) => number;
}

export interface ModuleTraits {
  /** Which of the contract's sounds the module takes; all without it. */
  readonly takes?: (input: Clip) => boolean;
  /** The sounds of parameters that are sounds; in a case's params, `{source: 0}` is the first one. */
  readonly sources?: readonly Clip[];
  /** False for a module that is done before anybody could stop it. */
  readonly sliced?: boolean;
}

const SOUNDS: Readonly<Record<string, Clip>> = {
  'a voice': voiceClip({ seconds: 0.4 }),
  'a voice at 44.1 kHz': voiceClip({ seconds: 0.25, sampleRate: 44_100, f0: 220 }),
  noise: noiseClip(4000, 8000),
  'noise at full scale': noiseClip(4000, 22_050, 1),
  'one sample': noiseClip(1, 16_000),
  'thirty samples': noiseClip(30, 44_100),
  silence: silentClip(3000, 16_000),
  stereo: {
    sampleRate: 16_000,
    channels: [...voiceClip({ seconds: 0.2 }).channels, ...voiceClip({ seconds: 0.2, f0: 200 }).channels],
  },
};

const first = (cases: readonly ModuleCase[]) => cases[0]!;

/** What every modifier does, whatever it does. */
export function describeModule(
  descriptor: ModuleDescriptor,
  cases: readonly ModuleCase[],
  loadKernels: () => Promise<Kernels>,
  { takes = () => true, sources = [], sliced = true }: ModuleTraits = {},
): void {
  const sounds = Object.keys(SOUNDS).filter((name) => takes(SOUNDS[name]!));
  describe(`${descriptor.name}, as a module,`, () => {
    it('describes itself: name, version, and a label and help for every parameter', () => {
      expect(descriptor.name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(descriptor.version).toSatisfy((version: number) => Number.isInteger(version) && version > 0);
      expect(descriptor.help).toMatch(/\.$/);
      for (const [name, schema] of Object.entries(descriptor.params.shape)) {
        const meta = (schema as { meta?: () => Record<string, unknown> | undefined }).meta?.();
        expect(meta, name).toMatchObject({ label: expect.stringMatching(/./), help: expect.stringMatching(/\.$/) });
      }
    });

    it('fills the defaults: every parameter is there, and can be written as JSON', () => {
      for (const { params } of cases) {
        const canonical = descriptor.params.parse(params);
        expect(Object.keys(canonical).sort()).toEqual(Object.keys(descriptor.params.shape).sort());
        expect(JSON.parse(canonicalJson(canonical))).toEqual(canonical);
      }
    });

    it('keeps its canonical parameters as they are', () => {
      for (const { params } of cases) {
        const canonical = descriptor.params.parse(params);
        expect(descriptor.params.parse(canonical)).toEqual(canonical);
      }
    });

    it('refuses parameters that it does not have', () => {
      expect(descriptor.params.safeParse({ ...first(cases).params, nonsense: 1 }).success).toBe(false);
    });

    it.each(sounds)('gives finite samples of the right length, rate and channels for %s', async (name) => {
      const kernels = await loadKernels();
      const input = SOUNDS[name]!;
      for (const { params, length, channels } of cases) {
        const { clip } = await runModule(descriptor, input, params, { kernels, sources });
        expect(clip.sampleRate).toBe(input.sampleRate);
        const count = channels?.(input) ?? input.channels.length;
        expect(clip.channels.map((channel) => channel.length)).toEqual(Array(count).fill(length(input)));
        expect(kernels.level.isFinite(clip.channels)).toBe(true);
      }
    });

    it('leaves its input as it was, and gives the same for the same', async () => {
      const kernels = await loadKernels();
      const input = voiceClip({ seconds: 0.3 });
      const before = input.channels.map((channel) => channel.slice());
      for (const { params } of cases) {
        const once = await runModule(descriptor, input, params, { kernels, sources });
        const twice = await runModule(descriptor, input, params, { kernels, sources });
        expect(input.channels).toEqual(before);
        expect(twice.clip).toEqual(once.clip);
        expect(once.clip.channels[0]!.buffer).not.toBe(input.channels[0]!.buffer);
      }
    });

    it('reports progress that only moves on, within 0 and 1', async () => {
      const kernels = await loadKernels();
      const { progress } = await runModule(descriptor, SOUNDS[sounds.at(-1)!]!, first(cases).params, {
        kernels,
        sources,
      });
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(progress.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
    });

    if (descriptor.long !== undefined) describeLongForm(descriptor, cases, loadKernels, { takes, sources });

    if (!sliced) return;
    it('stops at the first slice after an abort', async () => {
      const kernels = await loadKernels();
      const signal = { aborted: false };
      let slices = 0;
      const onSlice = () => {
        slices += 1;
        signal.aborted = true;
      };
      const input = voiceClip({ seconds: 1 });
      const running = runModule(descriptor, input, first(cases).params, { kernels, sources, signal, onSlice });
      await expect(running).rejects.toMatchObject({ code: 'cancelled' });
      expect(slices).toBe(1);
      // What the stopped run held is free again: the next one works.
      const { clip } = await runModule(descriptor, input, first(cases).params, { kernels, sources });
      expect(frameLength(clip)).toBeGreaterThan(0);
    });
  });
}

/** Whatever is read of a long sound, in whatever pieces and order, is what the whole sound has there. */
function describeLongForm(
  descriptor: ModuleDescriptor,
  cases: readonly ModuleCase[],
  loadKernels: () => Promise<Kernels>,
  { takes, sources }: Required<Pick<ModuleTraits, 'takes' | 'sources'>>,
): void {
  const names = Object.keys(SOUNDS).filter((name) => takes(SOUNDS[name]!));
  it.each(names)('makes of %s, where it is not in memory, what it makes of it in memory', async (name) => {
    const kernels = await loadKernels();
    for (const { params } of cases) {
      const whole = await runModule(descriptor, SOUNDS[name]!, params, { kernels, sources });
      const long = await runLongModule(descriptor, SOUNDS[name]!, params, { kernels, sources });
      const { sound, notes } = long;
      expect(notes).toEqual(whole.notes);
      const { channels, sampleRate } = whole.clip;
      const frames = frameLength(whole.clip);
      expect([sound.sampleRate, sound.channelCount, sound.frames]).toEqual([sampleRate, channels.length, frames]);
      const stretch = fc
        .tuple(fc.nat(channels.length - 1), fc.nat(frames - 1), fc.nat(frames))
        .map(([channel, start, most]) => ({ channel, start, count: Math.min(most, frames - start) }));
      fc.assert(
        fc.property(stretch, ({ channel, start, count }) => {
          const got = sound.read(channel, start, count);
          const expected = channels[channel]!.subarray(start, start + count);
          expect(got.length).toBe(count);
          expect(got.findIndex((value, i) => !Object.is(value, expected[i]))).toBe(-1);
        }),
        { numRuns: 20, examples: channels.map((_, channel) => [{ channel, start: 0, count: frames }]) },
      );
    }
  });
}

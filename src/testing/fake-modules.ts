import { z } from 'zod';
import type { Clip } from '../core/audio/clip.ts';
import { AppError } from '../core/base/errors.ts';
import { defineModule, type ModuleDescriptor, type Registry } from '../core/modules/module.ts';
import { source } from '../core/modules/source-param.ts';

const common = { version: 1, kind: 'modifier', help: 'For tests.', references: [] } as const;

function mapSamples(clip: Clip, change: (sample: number) => number): Clip {
  return { sampleRate: clip.sampleRate, channels: clip.channels.map((channel) => channel.map(change)) };
}

/** Arithmetic instead of signal processing, with a parameter of each kind. */
export const gain = defineModule({
  ...common,
  name: 'gain',
  label: 'Gain',
  params: z.strictObject({
    factor: z.number().min(0).max(100).default(1),
    invert: z.boolean().default(false),
    shape: z.enum(['flat', 'round']).default('flat'),
  }),
  async process(context, input, { factor, invert }) {
    if (invert) context.note('inverted');
    return mapSamples(input, (sample) => sample * factor * (invert ? -1 : 1));
  },
});

/** Ten slices of nothing, then the input plus `add`; counts its runs, and how often what a run holds was freed. */
export function createSlow(): {
  module: ModuleDescriptor;
  starts: () => number;
  ends: () => number;
  freed: () => number;
} {
  let starts = 0;
  let ends = 0;
  let freed = 0;
  const module = defineModule({
    ...common,
    name: 'slow',
    label: 'Slow',
    params: z.strictObject({ add: z.number().default(0) }),
    async process(context, input, { add }) {
      starts += 1;
      const free = () => {
        freed += 1;
      };
      await context.run(slices(10, free), { from: 0, to: 1, label: 'working' });
      ends += 1;
      return mapSamples(input, (sample) => sample + add);
    },
  });
  return { module, starts: () => starts, ends: () => ends, freed: () => freed };
}

/** Remembers a ten-slice computation on its input, then multiplies; counts the computations. */
export function createThinker(): { module: ModuleDescriptor; starts: () => number; ends: () => number } {
  let starts = 0;
  let ends = 0;
  const module = defineModule({
    ...common,
    name: 'think',
    label: 'Think',
    params: z.strictObject({ factor: z.number().default(1) }),
    async process(context, input, { factor }) {
      const thought = await context.remember('thought', 1, {}, async ({ run }) => {
        starts += 1;
        await run(slices(10), { from: 0, to: 0.8, label: 'thinking' });
        ends += 1;
        return { meta: { mean: 0.5 }, arrays: { numbers: Float64Array.of(1, 2, 3) } };
      });
      await context.run(slices(2), { from: 0.8, to: 1, label: 'speaking' });
      return mapSamples(input, (sample) => sample * factor * Number(thought.meta['mean']));
    },
  });
  return { module, starts: () => starts, ends: () => ends };
}

/** The input plus another sound, as far as both go. */
export const mix = defineModule({
  ...common,
  name: 'mix',
  label: 'Mix',
  params: z.strictObject({
    times: z.number().default(1),
    file: source().meta({ label: 'File', help: 'What to add.' }),
  }),
  async process(context, input, { file, times }) {
    const [added] = context.source(file).channels;
    const [x] = input.channels;
    if (added === undefined || x === undefined) throw new Error('no channel');
    return { sampleRate: input.sampleRate, channels: [x.map((sample, n) => sample + times * (added[n] ?? 0))] };
  },
});

/** Gives what no module may give, or fails. */
export const broken = defineModule({
  ...common,
  name: 'broken',
  label: 'Broken',
  params: z.strictObject({ how: z.enum(['empty', 'nan', 'ragged', 'typed', 'crash']) }),
  async process(_context, input, { how }) {
    const length = input.channels[0]?.length ?? 0;
    if (how === 'typed') throw new AppError('memory-limit', 'too much.', { details: { bytes: 1 } });
    if (how === 'crash') throw new TypeError('x is undefined');
    if (how === 'empty') return { sampleRate: input.sampleRate, channels: [new Float64Array(0)] };
    if (how === 'nan') return mapSamples(input, () => Number.NaN);
    return { sampleRate: input.sampleRate, channels: [new Float64Array(length), new Float64Array(length + 1)] };
  },
});

export function registryOf(...modules: readonly ModuleDescriptor[]): Registry {
  return new Map(modules.map((module) => [module.name, module]));
}

function* slices(count: number, free: () => void = () => {}): Generator<number, undefined, void> {
  try {
    for (let slice = 1; slice <= count; slice++) yield slice / count;
    return undefined;
  } finally {
    free();
  }
}

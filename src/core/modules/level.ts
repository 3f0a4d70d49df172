import { z } from 'zod';
import type { Clip } from '../audio/clip.ts';
import { withoutClipping } from './clipping.ts';
import { defineModule, type ModuleContext, type ParamMeta } from './module.ts';

const params = z.strictObject({
  rms: z
    .number({ error: 'a level in dB re full scale, or null' })
    .min(-120)
    .max(0)
    .nullable()
    .default(null)
    .meta({
      label: 'RMS',
      help: 'Level of the whole sound, all channels together, re an RMS of 1: a full-scale sine has -3.01 dB. null leaves it.',
      unit: 'dB re full scale',
    } satisfies ParamMeta),
  gain: z
    .number({ error: 'a gain in dB' })
    .min(-120)
    .max(120)
    .transform((value) => value + 0)
    .default(0)
    .meta({ label: 'Gain', help: 'Added to that level, or to the sound as it is.', unit: 'dB' } satisfies ParamMeta),
});

/**
 * Sets the level: first the RMS over all samples of all channels together, so that differences between ears stay, then a
 * gain. Silence has no RMS to set and stays silence, with a note. What would clip is scaled to a peak of 0.98, with a note.
 */
export const level = defineModule({
  name: 'level',
  version: 1,
  kind: 'modifier',
  label: 'Level',
  help: 'Sets the RMS of a sound, or changes its level by a gain.',
  references: [],
  params,
  async process(context, input, given) {
    return { sampleRate: input.sampleRate, channels: withoutClipping(context, leveled(context, input, given)) };
  },
});

function leveled(context: ModuleContext, { channels }: Clip, { rms, gain }: z.output<typeof params>): Float64Array[] {
  const { kernels } = context;
  if (rms === null) return amplified(context, channels, gain);
  if (kernels.level.rms(channels) === 0) context.note('silence: there is no level to set');
  return amplified(context, kernels.level.matchRms(channels, 1), rms + gain);
}

/** By decibels, in the kernels, which have the power function that is the same everywhere. */
function amplified({ kernels }: ModuleContext, channels: readonly Float64Array[], decibels: number): Float64Array[] {
  const nothing = channels.map((channel) => new Float64Array(channel.length));
  return kernels.edit.mix(channels, nothing, [decibels, 0]);
}

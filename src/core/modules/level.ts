import { z } from 'zod';
import type { Clip } from '../audio/clip.ts';
import { blocksOfChannel, type LongSound } from '../audio/long-sound.ts';
import { viewOf } from '../audio/long-view.ts';
import { withoutClipping, withoutLongClipping } from './clipping.ts';
import { defineModule, type LongContext, type ModuleContext, type ParamMeta, type StepContext } from './module.ts';

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
  async long(context, input, given) {
    const leveledLong = await levelLong(context, input, given);
    return await withoutLongClipping(context, leveledLong, { from: 0.5, to: 1, label: 'measuring' });
  },
});

type LevelParams = z.output<typeof params>;

function leveled(context: ModuleContext, { channels }: Clip, { rms, gain }: LevelParams): Float64Array[] {
  const { kernels } = context;
  if (rms === null) return amplified(context, channels, gain);
  if (kernels.level.rms(channels) === 0) noteSilence(context);
  return amplified(context, kernels.level.matchRms(channels, 1), rms + gain);
}

/** The sound is gone through for its RMS, and changed where it is read. */
async function levelLong(context: LongContext, input: LongSound, { rms, gain }: LevelParams): Promise<LongSound> {
  const { edit, level } = context.kernels;
  const amplify = (x: Float64Array, decibels: number): Float64Array =>
    edit.mix([x], [new Float64Array(x.length)], [decibels, 0])[0] ?? x;
  if (rms === null) return viewOf(input, (...of) => amplify(input.read(...of), gain));
  const channels = Array.from({ length: input.channelCount }, (_, channel) => blocksOfChannel(input, channel));
  const found = await context.run(level.rmsOf(channels), { from: 0, to: 0.5, label: 'measuring' });
  if (found === 0) noteSilence(context);
  return viewOf(input, (...of) => amplify(level.toLevel(input.read(...of), found, 1), rms + gain));
}

function noteSilence(context: StepContext): void {
  context.note('silence: there is no level to set');
}

/** By decibels, in the kernels, which have the power function that is the same everywhere. */
function amplified({ kernels }: ModuleContext, channels: readonly Float64Array[], decibels: number): Float64Array[] {
  const nothing = channels.map((channel) => new Float64Array(channel.length));
  return kernels.edit.mix(channels, nothing, [decibels, 0]);
}

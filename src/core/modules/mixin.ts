import { z } from 'zod';
import { type Clip, frameLength } from '../audio/clip.ts';
import { framesIn } from '../audio/frames.ts';
import { atRate } from './at-rate.ts';
import { checkSize } from './clip-size.ts';
import { withoutClipping } from './clipping.ts';
import { defineModule, type ModuleContext, type ParamMeta } from './module.ts';
import { source } from './source-param.ts';

const decibels = z.number().min(-200).max(200);
const seconds = z.number().min(0);

const params = z.strictObject({
  file: source().meta({
    label: 'File',
    help: 'The sound that is added: the name of a file, or a query.',
  } satisfies ParamMeta),
  levels: z
    .tuple([decibels, decibels])
    .default([0, 0])
    .meta({ label: 'Levels', help: 'Gain of the input and of the file.', unit: 'dB' } satisfies ParamMeta),
  pad: z
    .tuple([seconds, seconds, seconds, seconds])
    .default([0, 0, 0, 0])
    .meta({
      label: 'Pad',
      help: 'Silence: before the input, after it, before the file, after it; cut to whole samples.',
      unit: 's',
    } satisfies ParamMeta),
  align: z
    .enum(['left', 'center', 'right'])
    .default('left')
    .meta({
      label: 'Align',
      help: 'Where the shorter of the two lies, silence included: at the start, in the middle or at the end.',
    } satisfies ParamMeta),
});

type MixinParams = z.output<typeof params>;

/**
 * Adds another sound. The result has the higher of the two sampling rates, to which the other sound is converted, and
 * the larger number of channels, up to which those of the other sound are repeated in turn. If a sample then reaches 1,
 * all are turned down to a peak of 0.98, with a note.
 */
export const mixin = defineModule({
  name: 'mixin',
  version: 1,
  kind: 'modifier',
  label: 'Mix in',
  help: 'Adds another sound, at a level of its own.',
  references: [],
  params,
  process: mixIn,
});

async function mixIn(context: ModuleContext, input: Clip, given: MixinParams): Promise<Clip> {
  const added = context.source(given.file);
  const sampleRate = Math.max(input.sampleRate, added.sampleRate);
  const count = Math.max(input.channels.length, added.channels.length);
  const a = repeated(await atRate(context, input, sampleRate), count);
  const b = repeated(await atRate(context, added, sampleRate), count);
  const [aBefore, aAfter, bBefore, bAfter] = given.pad.map((each) => framesIn(each, sampleRate)) as Four;
  const aLength = aBefore + lengthOf(a) + aAfter;
  const bLength = bBefore + lengthOf(b) + bAfter;
  const length = checkSize(Math.max(aLength, bLength));
  const mixed = context.kernels.edit.mix(
    placed(a, aBefore + room(length - aLength, given.align), length),
    placed(b, bBefore + room(length - bLength, given.align), length),
    given.levels,
  );
  return { sampleRate, channels: withoutClipping(context, mixed) };
}

type Four = [number, number, number, number];
type Channels = readonly Float64Array[];

function repeated(channels: Channels, count: number): Channels {
  return Array.from({ length: count }, (_, index) => channels[index % channels.length] ?? new Float64Array());
}

function lengthOf(channels: Channels): number {
  return frameLength({ sampleRate: 1, channels });
}

/** Frames in front of a sound that is shorter by so many. */
function room(shorter: number, align: MixinParams['align']): number {
  if (align === 'left') return 0;
  return align === 'right' ? shorter : Math.floor(shorter / 2);
}

/** The sound from a frame on, zeroes around it. */
function placed(channels: Channels, start: number, length: number): Channels {
  return channels.map((channel) => {
    const out = new Float64Array(length);
    out.set(channel, start);
    return out;
  });
}

import { z } from 'zod';
import { type Clip, frameLength } from '../audio/clip.ts';
import { framesIn } from '../audio/frames.ts';
import type { LongSound } from '../audio/long-sound.ts';
import { checkLongSize, placed as placedLong, repeated as repeatedLong, viewOf } from '../audio/long-view.ts';
import { atLongRate, atRate } from './at-rate.ts';
import { checkSize } from './clip-size.ts';
import { withoutClipping, withoutLongClipping } from './clipping.ts';
import { defineModule, type LongContext, type ModuleContext, type ParamMeta } from './module.ts';
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
  long: mixInLong,
});

async function mixIn(context: ModuleContext, input: Clip, given: MixinParams): Promise<Clip> {
  const added = context.source(given.file);
  const sampleRate = Math.max(input.sampleRate, added.sampleRate);
  const count = Math.max(input.channels.length, added.channels.length);
  const a = repeated(await atRate(context, input, sampleRate), count);
  const b = repeated(await atRate(context, added, sampleRate), count);
  const { starts, length } = placesOf([lengthOf(a), lengthOf(b)], sampleRate, given);
  checkSize(length);
  const mixed = context.kernels.edit.mix(placed(a, starts[0], length), placed(b, starts[1], length), given.levels);
  return { sampleRate, channels: withoutClipping(context, mixed) };
}

async function mixInLong(context: LongContext, input: LongSound, given: MixinParams): Promise<LongSound> {
  const added = context.source(given.file);
  const sampleRate = Math.max(input.sampleRate, added.sampleRate);
  const channelCount = Math.max(input.channelCount, added.channelCount);
  const share = { from: 0, to: 0.5, label: 'resampling' };
  const a = await atLongRate(context, input, sampleRate, share);
  const b = await atLongRate(context, added, sampleRate, share);
  const { starts, length } = placesOf([a.frames, b.frames], sampleRate, given);
  checkLongSize(length);
  const x = placedLong(repeatedLong(a, channelCount), -starts[0], length);
  const y = placedLong(repeatedLong(b, channelCount), -starts[1], length);
  const mixed = viewOf(x, (...of) => {
    const part = x.read(...of);
    return context.kernels.edit.mix([part], [y.read(...of)], given.levels)[0] ?? part;
  });
  return await withoutLongClipping(context, mixed, { from: 0.5, to: 1, label: 'measuring' });
}

/** Where two sounds of these lengths begin in the result, and how long it is. */
function placesOf(
  [a, b]: readonly [number, number],
  sampleRate: number,
  { pad, align }: MixinParams,
): { readonly starts: readonly [number, number]; readonly length: number } {
  const [aBefore, aAfter, bBefore, bAfter] = pad.map((each) => framesIn(each, sampleRate)) as Four;
  const [aLength, bLength] = [aBefore + a + aAfter, bBefore + b + bAfter];
  const length = Math.max(aLength, bLength);
  return { starts: [aBefore + room(length - aLength, align), bBefore + room(length - bLength, align)], length };
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

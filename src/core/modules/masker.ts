import { z } from 'zod';
import { type Clip, frameLength } from '../audio/clip.ts';
import { frameAt, framesIn } from '../audio/frames.ts';
import { blocksOfChannel, type LongSound } from '../audio/long-sound.ts';
import { checkLongSize, placed, repeated, viewOf } from '../audio/long-view.ts';
import type { AppError } from '../base/errors.ts';
import { atLongRate, atRate } from './at-rate.ts';
import { checkSize } from './clip-size.ts';
import { safeFromClipping, withoutLongClipping } from './clipping.ts';
import { type Part, realisedSnr, refused, speechParts, taken, takenBlocks } from './masker-parts.ts';
import { defineModule, type LongContext, type ModuleContext, type ParamMeta, type StepContext } from './module.ts';
import { source } from './source-param.ts';

const seconds = () => z.number({ error: 'a number of seconds, at least 0' }).min(0).default(0);
const ear = () => z.enum(['both', 'left', 'right']).default('both');

const span = z
  .tuple([z.number().min(0), z.number().min(0)])
  .refine(([from, to]) => from < to, { error: 'a span that begins before it ends, such as [0.1, 0.9]' });

const fields = z.strictObject({
  file: source().meta({
    label: 'Masker',
    help: 'The sound that masks: the name of a file, or a query, such as gibberish.',
  } satisfies ParamMeta),
  snr: z
    .number({ error: 'a ratio in dB' })
    .min(-100)
    .max(100)
    .transform((value) => value + 0)
    .meta({
      label: 'SNR',
      help: 'RMS of the target over that of the masker; the target keeps its level, the masker is set.',
      unit: 'dB',
      examples: [0],
    } satisfies ParamMeta),
  over: z
    .enum(['overlap', 'whole', 'speech'])
    .default('overlap')
    .meta({
      label: 'RMS over',
      help: 'Which part counts: the masker where the target is, all of it with lead and tail, or both where speech is.',
    } satisfies ParamMeta),
  speech: z
    .array(span, { error: 'a list of spans, such as [[0.1, 0.9]]' })
    .max(1000)
    .default([])
    .meta({
      label: 'Speech',
      help: 'Where in the target speech is: begin and end of each span; counts with RMS over speech.',
      unit: 's',
      implied: true,
      onlyWith: ['over', 'speech'],
    } satisfies ParamMeta),
  lead: seconds().meta({ label: 'Lead', help: 'So long the masker is alone before the target.', unit: 's' }),
  tail: seconds().meta({ label: 'Tail', help: 'So long the masker goes on after the target.', unit: 's' }),
  start: seconds().meta({ label: 'Start', help: 'Where in its own sound the masker begins.', unit: 's' }),
  repeat: z
    .boolean()
    .default(false)
    .meta({ label: 'Repeat', help: 'Begin again at its start where the masker ends too early.' } satisfies ParamMeta),
  targetEar: ear().meta({ label: 'Target in', help: 'With one ear named the result is stereo.' } satisfies ParamMeta),
  maskerEar: ear().meta({ label: 'Masker in', help: 'With one ear named the result is stereo.' } satisfies ParamMeta),
});

// An argument without an effect is refused, so that equal meaning has one form.
const params = fields.superRefine(({ over, speech }, context) => {
  if (over === 'speech' || speech.length === 0) return;
  const expected = '`over: speech` beside it';
  context.addIssue({ code: 'custom', path: ['speech'], input: speech, message: expected, params: { expected } });
});

type MaskerParams = z.output<typeof params>;

/**
 * Puts a sound into a masker at a signal-to-noise ratio: 20 log10(RMS of the target / RMS of the masker). `over` says where
 * RMS is taken: `overlap`, of all of the target and of the masker under it; `whole`, of all of either; `speech`, of both
 * where `speech` says that the target speaks. The masker is converted to the target's sampling rate and cut to lead, target and tail. What would
 * clip is scaled to a peak of 0.98, target and masker together, so that the ratio stays.
 */
export const masker = defineModule({
  name: 'masker',
  version: 1,
  kind: 'modifier',
  label: 'Masker',
  help: 'Adds a masker at a signal-to-noise ratio, in one ear or both.',
  references: [],
  params,
  process: mask,
  long: maskLong,
});

async function mask(context: ModuleContext, input: Clip, given: MaskerParams): Promise<Clip> {
  const { sampleRate } = input;
  const { kernels } = context;
  const [lead, tail] = [framesIn(given.lead, sampleRate), framesIn(given.tail, sampleRate)];
  const frames = frameLength(input);
  const length = checkSize(lead + frames + tail);
  const noise = await excerpt(context, input, given, length);
  const target = input.channels.map((channel) => {
    const out = new Float64Array(length);
    out.set(channel, lead);
    return out;
  });
  const parts = partsOf(context, given, sampleRate, frames);
  const count = {
    target: (all: Channels) => taken(all, parts, lead),
    masker: (all: Channels) => (given.over === 'whole' ? all : taken(all, parts, lead)),
  };
  const [signal, level] = [kernels.level.rms(count.target(target)), kernels.level.rms(count.masker(noise))];
  if (signal === 0 || level === 0) throw silent(signal === 0 ? 'target' : 'masker');
  // A quotient of two doubles is the same in every engine.
  const matched = kernels.level.scale(noise, signal / level);
  const [a, b] = routed(target, matched, given);
  const { channels, gain } = safeFromClipping(context, kernels.edit.mix(a, b, [0, -given.snr]));
  const ears = { target: EARS[given.targetEar], masker: EARS[given.maskerEar] };
  context.mixedAt(realisedSnr({ mix: channels, target: a, gain, ears }, count, kernels));
  return { sampleRate, channels };
}

const EARS = { both: undefined, left: 0, right: 1 } as const;

/** Where in the target levels are taken. */
function partsOf(
  context: Pick<StepContext, 'note'>,
  { over, speech }: MaskerParams,
  sampleRate: number,
  frames: number,
): readonly Part[] {
  return over === 'speech' ? speechParts(speech, sampleRate, frames, context) : [{ start: 0, end: frames }];
}

async function maskLong(context: LongContext, input: LongSound, given: MaskerParams): Promise<LongSound> {
  const { sampleRate, frames } = input;
  const { edit, level } = context.kernels;
  const [lead, tail] = [framesIn(given.lead, sampleRate), framesIn(given.tail, sampleRate)];
  const length = checkLongSize(lead + frames + tail);
  const noise = await longExcerpt(context, input, given, length);
  const target = placed(input, -lead, length);
  const parts = partsOf(context, given, sampleRate, frames);
  const rms = (sound: LongSound, from: number, isWhole = false): Promise<number> => {
    const blocks = (channel: number) =>
      isWhole ? blocksOfChannel(sound, channel) : takenBlocks(sound, channel, parts);
    const channels = Array.from({ length: sound.channelCount }, (_, channel) => blocks(channel));
    return context.run(level.rmsOf(channels), { from, to: from + 0.2, label: 'measuring' });
  };
  const isWhole = given.over === 'whole';
  const counted = isWhole ? noise : placed(noise, lead, frames);
  const [signal, masking] = [await rms(input, 0.3), await rms(counted, 0.5, isWhole)];
  if (signal === 0 || masking === 0) throw silent(signal === 0 ? 'target' : 'masker');
  const matched = viewOf(noise, (...of) => {
    const x = noise.read(...of);
    return level.scale([x], signal / masking)[0] ?? x;
  });
  const [a, b] = routedLong(target, matched, given);
  const mixed = viewOf(a, (...of) => {
    const x = a.read(...of);
    return edit.mix([x], [b.read(...of)], [0, -given.snr])[0] ?? x;
  });
  return await withoutLongClipping(context, mixed, { from: 0.7, to: 1, label: 'measuring' });
}

type Channels = readonly Float64Array[];

/** So many frames of the masker, at the target's rate, from its start on. */
async function excerpt(context: ModuleContext, input: Clip, given: MaskerParams, length: number): Promise<Channels> {
  const channels = await atRate(context, context.source(given.file), input.sampleRate);
  const start = startIn(channels[0]?.length ?? 0, input.sampleRate, given, length);
  return channels.map((channel) => {
    const out = channel.slice(start, start + length);
    if (out.length === length) return out;
    const whole = new Float64Array(length);
    for (let at = 0, from = start; at < length; from = 0) {
      const piece = channel.subarray(from, from + length - at);
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  });
}

async function longExcerpt(
  context: LongContext,
  { sampleRate }: LongSound,
  given: MaskerParams,
  length: number,
): Promise<LongSound> {
  const share = { from: 0, to: 0.3, label: 'resampling' };
  const sound = await atLongRate(context, context.source(given.file), sampleRate, share);
  const first = startIn(sound.frames, sampleRate, given, length);
  const read: LongSound['read'] = (channel, start, count) => {
    const whole = new Float64Array(count);
    for (let at = 0; at < count; ) {
      const from = placeIn(first, sound.frames, start + at);
      const piece = sound.read(channel, from, Math.min(count - at, sound.frames - from));
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  };
  return viewOf(sound, read, { frames: length });
}

/** The sample of a masker that comes after so many: from its start on, then all of it again and again. */
function placeIn(first: number, frames: number, at: number): number {
  return at < frames - first ? first + at : (at - (frames - first)) % frames;
}

/**
 * Where a masker of so many samples begins.
 * @throws AppError query-invalid where it is too short
 */
function startIn(there: number, sampleRate: number, given: MaskerParams, length: number): number {
  const start = frameAt(given.start, sampleRate);
  if (start < there && (given.repeat || start + length <= there)) return start;
  const has = (there / sampleRate).toFixed(3);
  const needed = ((start + length) / sampleRate).toFixed(3);
  const expected = `a masker of at least ${needed} s, or repeat: true and a start inside it`;
  throw refused('file', 'masker-short', expected, `one of ${has} s`);
}

/** Both with as many channels as the result has. */
function routed(target: Channels, noise: Channels, given: MaskerParams): [Channels, Channels] {
  const count = checkRoute(target.length, noise.length, given);
  const { targetEar, maskerEar } = given;
  if (targetEar !== 'both' || maskerEar !== 'both') return [inEar(target, targetEar), inEar(noise, maskerEar)];
  const spread = ([first = new Float64Array(), ...rest]: Channels): Channels =>
    rest.length + 1 === count ? [first, ...rest] : Array<Float64Array>(count).fill(first);
  return [spread(target), spread(noise)];
}

function routedLong(target: LongSound, noise: LongSound, given: MaskerParams): [LongSound, LongSound] {
  const count = checkRoute(target.channelCount, noise.channelCount, given);
  const { targetEar, maskerEar } = given;
  if (targetEar === 'both' && maskerEar === 'both') return [repeated(target, count), repeated(noise, count)];
  const inOne = (sound: LongSound, ear: MaskerParams['targetEar']): LongSound => {
    const silent = ear === 'left' ? 1 : ear === 'right' ? 0 : -1;
    const read: LongSound['read'] = (channel, start, count) =>
      channel === silent ? new Float64Array(count) : sound.read(0, start, count);
    return viewOf(sound, read, { channelCount: 2 });
  };
  return [inOne(target, targetEar), inOne(noise, maskerEar)];
}

/** @returns channels of the result @throws AppError query-invalid for sounds that cannot be put together so */
function checkRoute(target: number, noise: number, { targetEar, maskerEar }: MaskerParams): number {
  if (targetEar === 'both' && maskerEar === 'both') {
    if (noise === target || noise === 1 || target === 1) return Math.max(noise, target);
    throw refused('file', 'channels', `a masker of 1 or ${target} channels`, `${noise} channels`);
  }
  if (target === 1 && noise === 1) return 2;
  throw refused('targetEar', 'not-mono', 'mono sounds to send to one ear', `${target} and ${noise} channels`);
}

function inEar([channel = new Float64Array()]: Channels, ear: MaskerParams['targetEar']): Channels {
  const silence = new Float64Array(channel.length);
  return [ear === 'right' ? silence : channel, ear === 'left' ? silence : channel];
}

function silent(which: 'target' | 'masker'): AppError {
  return refused('snr', 'silence', 'sounds that are not silent where their level is taken', `a silent ${which}`);
}

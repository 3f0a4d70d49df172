import { z } from 'zod';
import { type Clip, frameLength } from '../audio/clip.ts';
import { frameAt, framesIn } from '../audio/frames.ts';
import { AppError } from '../base/errors.ts';
import { atRate } from './at-rate.ts';
import { checkSize } from './clip-size.ts';
import { withoutClipping } from './clipping.ts';
import { defineModule, type ModuleContext, type ParamMeta } from './module.ts';
import { source } from './source-param.ts';

const seconds = () => z.number({ error: 'a number of seconds, at least 0' }).min(0).default(0);
const ear = () => z.enum(['both', 'left', 'right']).default('both');

const params = z.strictObject({
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
    .enum(['overlap', 'whole'])
    .default('overlap')
    .meta({
      label: 'RMS over',
      help: 'Which part of the masker counts: where the target is, or all of it with lead and tail.',
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

type MaskerParams = z.output<typeof params>;

/**
 * Puts a sound into a masker at a signal-to-noise ratio: 20 log10(RMS of the target / RMS of the masker), over the span
 * that `over` names. The masker is converted to the target's sampling rate and cut to lead, target and tail. What would
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
  const counted = given.over === 'whole' ? noise : noise.map((each) => each.subarray(lead, lead + frames));
  const [signal, level] = [kernels.level.rms(input.channels), kernels.level.rms(counted)];
  if (signal === 0 || level === 0) throw silent(signal === 0 ? 'target' : 'masker');
  // A quotient of two doubles is the same in every engine.
  const matched = kernels.level.scale(noise, signal / level);
  const [a, b] = routed(target, matched, given);
  return { sampleRate, channels: withoutClipping(context, kernels.edit.mix(a, b, [0, -given.snr])) };
}

type Channels = readonly Float64Array[];

/** So many frames of the masker, at the target's rate, from its start on. */
async function excerpt(context: ModuleContext, input: Clip, given: MaskerParams, length: number): Promise<Channels> {
  const channels = await atRate(context, context.source(given.file), input.sampleRate);
  const start = frameAt(given.start, input.sampleRate);
  const there = channels[0]?.length ?? 0;
  if (start >= there || (!given.repeat && start + length > there)) {
    const has = (there / input.sampleRate).toFixed(3);
    const needed = ((start + length) / input.sampleRate).toFixed(3);
    const expected = `a masker of at least ${needed} s, or repeat: true and a start inside it`;
    throw refused('file', 'masker-short', expected, `one of ${has} s`);
  }
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

/** Both with as many channels as the result has. */
function routed(target: Channels, noise: Channels, { targetEar, maskerEar }: MaskerParams): [Channels, Channels] {
  if (targetEar === 'both' && maskerEar === 'both') {
    const [only] = noise;
    if (noise.length === target.length) return [target, noise];
    if (noise.length === 1 && only) return [target, target.map(() => only)];
    const [first] = target;
    if (target.length === 1 && first) return [noise.map(() => first), noise];
    throw refused('file', 'channels', `a masker of 1 or ${target.length} channels`, `${noise.length} channels`);
  }
  if (target.length !== 1 || noise.length !== 1) {
    const got = `${target.length} and ${noise.length} channels`;
    throw refused('targetEar', 'not-mono', 'mono sounds to send to one ear', got);
  }
  return [inEar(target, targetEar), inEar(noise, maskerEar)];
}

function inEar([channel = new Float64Array()]: Channels, ear: MaskerParams['targetEar']): Channels {
  const silence = new Float64Array(channel.length);
  return [ear === 'right' ? silence : channel, ear === 'left' ? silence : channel];
}

function silent(which: 'target' | 'masker'): AppError {
  return refused('snr', 'silence', 'sounds that are not silent where their level is taken', `a silent ${which}`);
}

function refused(path: string, code: string, expected: string, got: string): AppError {
  const issue = { path, code, expected, got };
  return new AppError('query-invalid', `${path}: expected ${expected}, got ${got}`, { issues: [issue] });
}

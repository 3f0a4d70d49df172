import { z } from 'zod';
import { frameLength } from '../audio/clip.ts';
import { framesIn } from '../audio/frames.ts';
import { viewOf } from '../audio/long-view.ts';
import { AppError } from '../base/errors.ts';
import { defineModule, type ParamMeta } from './module.ts';

const seconds = z.number().min(0);

const params = z.strictObject({
  duration: z
    .union([seconds, z.tuple([seconds, seconds])], {
      error: 'a number of seconds, at least 0, or a list of two: onset and offset',
    })
    .transform((given): [number, number] => (typeof given === 'number' ? [given + 0, given + 0] : given))
    .meta({
      label: 'Duration',
      help: 'Of the onset and of the offset ramp, cut to whole samples; or [onset, offset]. 0 is none.',
      unit: 's',
      examples: [0.05, [0.02, 0.1]],
    } satisfies ParamMeta),
  shape: z
    .enum(['linear', 'cosine'])
    .default('linear')
    .meta({
      label: 'Shape',
      help: 'linear: amplitude on a straight line. cosine: half a period of a raised cosine.',
    } satisfies ParamMeta),
});

/** Fades a sound in and out, all channels alike; the first weight of an onset is 0 and its last is 1. */
export const ramp = defineModule({
  name: 'ramp',
  version: 1,
  kind: 'modifier',
  label: 'Ramp',
  help: 'Fades the sound in and out.',
  references: [],
  params,
  async process({ kernels }, input, { duration, shape }) {
    const [onset, offset] = duration;
    const { sampleRate, channels } = input;
    const size = { sampleRate, frames: frameLength(input) };
    const frames = [rampFrames(size, onset, 'onset'), rampFrames(size, offset, 'offset')] as const;
    return { sampleRate, channels: kernels.edit.ramp(channels, frames[0], frames[1], shape) };
  },
  async long({ kernels }, input, { duration, shape }) {
    const [onset, offset] = [rampFrames(input, duration[0], 'onset'), rampFrames(input, duration[1], 'offset')];
    const { frames } = input;
    return viewOf(input, (channel, start, count) =>
      kernels.edit.rampPart(input.read(channel, start, count), { start, frames }, onset, offset, shape),
    );
  },
});

/** @throws AppError query-invalid when the ramp is longer than the sound */
function rampFrames(
  { sampleRate, frames: samples }: { readonly sampleRate: number; readonly frames: number },
  seconds: number,
  name: string,
): number {
  const frames = framesIn(seconds, sampleRate);
  if (frames <= samples) return frames;
  const expected = `an ${name} ramp no longer than the sound (${samples} samples)`;
  const got = `${seconds} s (${frames} samples)`;
  const issue = { path: 'duration', code: 'too-long', expected, got };
  throw new AppError('query-invalid', `duration: expected ${expected}, got ${got}`, { issues: [issue] });
}

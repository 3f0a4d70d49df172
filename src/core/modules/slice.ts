import { z } from 'zod';
import { type Clip, frameLength } from '../audio/clip.ts';
import { frameAt } from '../audio/frames.ts';
import { AppError } from '../base/errors.ts';
import { generousNumber } from '../units/number-schema.ts';
import { checkSize } from './clip-size.ts';
import { defineModule, type ParamMeta } from './module.ts';

const seconds = () => generousNumber({ what: 'a number of seconds' }).default(0);

const params = z.strictObject({
  start: seconds().meta({
    label: 'Start',
    help: 'Where the slice begins, at the nearest sample; below 0, counted from the end of the sound.',
    unit: 's',
  } satisfies ParamMeta),
  end: seconds().meta({
    label: 'End',
    help: 'The last sample of the slice, at the nearest one; 0 is the end of the sound, below 0 is counted from there. Zeroes follow where the sound is shorter.',
    unit: 's',
  } satisfies ParamMeta),
});

type SliceParams = z.output<typeof params>;

/**
 * A part of a sound, by VTServer's indices: from round(start * fs) up to and with round(end * fs), halves to even. The
 * end sample is included, so that an end equal to the duration gives one zero more.
 */
export const slice = defineModule({
  name: 'slice',
  version: 1,
  kind: 'modifier',
  label: 'Slice',
  help: 'Keeps a part of the sound.',
  references: [],
  params,
  async process(_context, input, given) {
    const { from, to } = bounds(input, given);
    const { sampleRate, channels } = input;
    return {
      sampleRate,
      channels: channels.map((channel) => {
        const out = new Float64Array(to - from);
        out.set(channel.subarray(from, to));
        return out;
      }),
    };
  },
});

/**
 * Frames from..to-1 of the sound, which may end before `to`.
 * @throws AppError query-invalid for an empty slice, memory-limit
 */
function bounds(input: Clip, { start, end }: SliceParams): { readonly from: number; readonly to: number } {
  const { sampleRate } = input;
  const samples = frameLength(input);
  const first = frameAt(start, sampleRate);
  const last = end === 0 ? samples - 1 : frameAt(end, sampleRate);
  // Where zeroes are appended, a negative index counts from their end.
  const length = checkSize(Math.max(samples, last + 1));
  const from = first < 0 ? Math.max(0, length + first) : first;
  const to = last + 1 < 0 ? length + last + 1 : last + 1;
  if (from < to) return { from, to };
  const expected = 'a start before the end';
  const ends = end === 0 ? 'the end of the sound' : `end ${end} s`;
  const got = `start ${start} s (sample ${first}) and ${ends} (sample ${last}) in ${samples} samples: nothing is left`;
  const issues = [{ path: 'start', code: 'empty', expected, got }];
  throw new AppError('query-invalid', `start: expected ${expected}, got ${got}`, { issues });
}

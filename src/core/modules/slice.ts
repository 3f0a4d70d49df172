import { z } from 'zod';
import { frameLength } from '../audio/clip.ts';
import { frameAt } from '../audio/frames.ts';
import { checkLongSize, placed } from '../audio/long-view.ts';
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
    const { sampleRate, channels } = input;
    const { from, to } = bounds({ sampleRate, frames: frameLength(input) }, given, checkSize);
    return {
      sampleRate,
      channels: channels.map((channel) => {
        const out = new Float64Array(to - from);
        out.set(channel.subarray(from, to));
        return out;
      }),
    };
  },
  async long(_context, input, given) {
    const { from, to } = bounds(input, given, checkLongSize);
    return placed(input, from, to - from);
  },
});

/**
 * Frames from..to-1 of the sound, which may end before `to`.
 * @param check refuses more frames than there may be
 * @throws AppError query-invalid for an empty slice
 */
function bounds(
  { sampleRate, frames: samples }: { readonly sampleRate: number; readonly frames: number },
  { start, end }: SliceParams,
  check: (frames: number) => number,
): { readonly from: number; readonly to: number } {
  const first = frameAt(start, sampleRate);
  const last = end === 0 ? samples - 1 : frameAt(end, sampleRate);
  // Where zeroes are appended, a negative index counts from their end.
  const length = check(Math.max(samples, last + 1));
  const from = first < 0 ? Math.max(0, length + first) : first;
  const to = last + 1 < 0 ? length + last + 1 : last + 1;
  if (from < to) return { from, to };
  const expected = 'a start before the end';
  const ends = end === 0 ? 'the end of the sound' : `end ${end} s`;
  const got = `start ${start} s (sample ${first}) and ${ends} (sample ${last}) in ${samples} samples: nothing is left`;
  const issues = [{ path: 'start', code: 'empty', expected, got }];
  throw new AppError('query-invalid', `start: expected ${expected}, got ${got}`, { issues });
}

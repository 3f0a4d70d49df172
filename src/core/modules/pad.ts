import { z } from 'zod';
import { type Clip, frameLength } from '../audio/clip.ts';
import { framesIn } from '../audio/frames.ts';
import { checkLongSize, placed } from '../audio/long-view.ts';
import { generousNumber } from '../units/number-schema.ts';
import { checkSize } from './clip-size.ts';
import { defineModule, type ParamMeta } from './module.ts';

const seconds = () => generousNumber({ what: 'a number of seconds', min: 0 }).default(0);

const params = z.strictObject({
  before: seconds().meta({
    label: 'Before',
    help: 'Silence put in front, cut to whole samples.',
    unit: 's',
  } satisfies ParamMeta),
  after: seconds().meta({
    label: 'After',
    help: 'Silence put behind, cut to whole samples.',
    unit: 's',
  } satisfies ParamMeta),
});

/** Zeroes around a sound: int(seconds * sampleRate) frames on each side, in every channel. */
export const pad = defineModule({
  name: 'pad',
  version: 1,
  kind: 'modifier',
  label: 'Pad',
  help: 'Puts silence before and after the sound.',
  references: [],
  params,
  async process(_context, input, { before, after }) {
    return padded(input, framesIn(before, input.sampleRate), framesIn(after, input.sampleRate));
  },
  async long(_context, input, { before, after }) {
    const [first, last] = [framesIn(before, input.sampleRate), framesIn(after, input.sampleRate)];
    return placed(input, -first, checkLongSize(first + input.frames + last));
  },
});

/**
 * @param before frames
 * @param after frames
 * @throws AppError memory-limit
 */
function padded({ sampleRate, channels }: Clip, before: number, after: number): Clip {
  const length = checkSize(before + frameLength({ sampleRate, channels }) + after);
  return {
    sampleRate,
    channels: channels.map((channel) => {
      const out = new Float64Array(length);
      out.set(channel, before);
      return out;
    }),
  };
}

import { z } from 'zod';
import { AppError } from '../base/errors.ts';
import { defineModule, type ParamMeta } from './module.ts';

/** As many channels as any sound card of a laboratory has. */
const MOST_CHANNELS = 64;

const params = z.strictObject({
  coefs: z
    .array(z.number())
    .min(1)
    .max(MOST_CHANNELS)
    .meta({
      label: 'Coefficients',
      help: 'One factor per channel of the result: [1, 0.5] is stereo, the right channel at half the amplitude.',
      examples: [[1, 1]],
    } satisfies ParamMeta),
});

/** Spreads a mono sound over channels: channel i is coefs[i] * input. Nothing keeps the result from clipping. */
export const channelPatch = defineModule({
  name: 'channel-patch',
  version: 1,
  kind: 'modifier',
  label: 'Channel patch',
  help: 'Spreads a mono sound over any number of channels, each with its own factor.',
  references: [],
  params,
  async process({ kernels }, input, { coefs }) {
    if (input.channels.length !== 1) {
      const expected = 'a mono sound as input';
      const got = `${input.channels.length} channels`;
      const issue = { path: 'coefs', code: 'not-mono', expected, got };
      throw new AppError('query-invalid', `coefs: expected ${expected}, got ${got}`, { issues: [issue] });
    }
    const channels = coefs.flatMap((coefficient) => kernels.level.scale(input.channels, coefficient));
    return { sampleRate: input.sampleRate, channels };
  },
});

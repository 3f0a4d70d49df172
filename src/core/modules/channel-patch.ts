import { z } from 'zod';
import type { LongSound } from '../audio/long-sound.ts';
import { viewOf } from '../audio/long-view.ts';
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
    checkMono(input.channels.length);
    const channels = coefs.flatMap((coefficient) => kernels.level.scale(input.channels, coefficient));
    return { sampleRate: input.sampleRate, channels };
  },
  async long({ kernels }, input, { coefs }) {
    checkMono(input.channelCount);
    const read: LongSound['read'] = (channel, start, count) => {
      const x = input.read(0, start, count);
      return kernels.level.scale([x], coefs[channel] ?? 0)[0] ?? x;
    };
    return viewOf(input, read, { channelCount: coefs.length });
  },
});

/** @throws AppError query-invalid */
function checkMono(channelCount: number): void {
  if (channelCount === 1) return;
  const expected = 'a mono sound as input';
  const got = `${channelCount} channels`;
  const issue = { path: 'coefs', code: 'not-mono', expected, got };
  throw new AppError('query-invalid', `coefs: expected ${expected}, got ${got}`, { issues: [issue] });
}

import { z } from 'zod';
import { viewOf } from '../audio/long-view.ts';
import { defineModule } from './module.ts';

/** The frames in reverse order, every channel alike; no sample changes its value. */
export const timeReverse = defineModule({
  name: 'time-reverse',
  version: 1,
  kind: 'modifier',
  label: 'Time reverse',
  help: 'Plays the sound backwards.',
  references: [],
  params: z.strictObject({}),
  async process(_context, input) {
    return { sampleRate: input.sampleRate, channels: input.channels.map((channel) => channel.slice().reverse()) };
  },
  async long(_context, input) {
    const { frames } = input;
    return viewOf(input, (channel, start, count) =>
      input
        .read(channel, frames - start - count, count)
        .slice()
        .reverse(),
    );
  },
});

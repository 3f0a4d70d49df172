import type { Clip } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import { type Aside, asideOn, viewOf } from '../audio/long-view.ts';
import type { LongContext, ModuleContext, ProgressShare } from './module.ts';

/** The channels of a sound at a sampling rate, converted where it has another. */
export async function atRate(
  { kernels, run }: ModuleContext,
  clip: Clip,
  sampleRate: number,
): Promise<readonly Float64Array[]> {
  if (clip.sampleRate === sampleRate) return clip.channels;
  const slices = kernels.resample.convert(clip.channels, clip.sampleRate, sampleRate);
  return run(slices, { from: 0, to: 1, label: 'resampling' });
}

/** The same for a sound that may not be in memory: what is converted is put aside. */
export async function atLongRate(
  context: LongContext,
  sound: LongSound,
  sampleRate: number,
  share: ProgressShare,
): Promise<LongSound> {
  if (sound.sampleRate === sampleRate) return sound;
  const { resample } = context.kernels;
  const asides: Aside[] = [];
  for (let channel = 0; channel < sound.channelCount; channel++) {
    const aside = asideOn(context.scratch());
    const read = (start: number, count: number): Float64Array => sound.read(channel, start, count);
    const work = resample.convertStream(sound.frames, read, sound.sampleRate, sampleRate, aside.write);
    await context.run(work, share);
    asides.push(aside);
  }
  const frames = resample.length(sound.frames, sound.sampleRate, sampleRate);
  const read: LongSound['read'] = (channel, ...of) => asides[channel]?.read(...of) ?? new Float64Array(of[1]);
  return viewOf(sound, read, { sampleRate, frames });
}

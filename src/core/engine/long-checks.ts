import type { Clip } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import { viewOf } from '../audio/long-view.ts';
import { AppError } from '../base/errors.ts';
import { notFinite } from '../codecs/finite.ts';
import type { Kernels, LevelKernel } from '../kernels/kernels.ts';

/** Samples, over all channels, that a module without a form for long sounds is given. */
const MOST_GATHERED = 2 ** 27;

/** A sound that refuses to be read where it is not finite, as `checkClip` refuses a clip. @param what "The result" */
export function finiteSound(sound: LongSound, level: LevelKernel, what: string): LongSound {
  return viewOf(sound, (channel, start, count) => {
    const x = sound.read(channel, start, count);
    if (level.isFinite([x])) return x;
    const place = x.findIndex((sample) => !Number.isFinite(sample));
    throw notFinite(what, x[place] ?? Number.NaN, channel, start + place);
  });
}

/** As `roundToPcm16`, where it is read. */
export function roundedToPcm16(sound: LongSound, { pcm }: Kernels): LongSound {
  return viewOf(sound, (...of) => {
    const x = sound.read(...of);
    return pcm.decode(pcm.encode([x], 's16', 'flac'), 's16', 1)[0] ?? x;
  });
}

/**
 * All of a sound, for a module that needs it at once.
 * @param module its name, for the message
 * @throws AppError memory-limit
 */
export function gather(sound: LongSound, module: string): Clip {
  const { sampleRate, channelCount, frames } = sound;
  if (frames * channelCount > MOST_GATHERED) {
    const most = Math.floor(MOST_GATHERED / channelCount / sampleRate / 60);
    const message = `${module} needs the whole sound in memory, and this one is too long for that: of ${channelCount} channels at ${sampleRate} Hz, at most ${most} minutes.`;
    throw new AppError('memory-limit', message, { details: { limit: MOST_GATHERED } });
  }
  return { sampleRate, channels: Array.from({ length: channelCount }, (_, channel) => sound.read(channel, 0, frames)) };
}

/**
 * One after the other.
 * @param sounds at least one, of one rate and number of channels
 */
export function joined(sounds: readonly LongSound[]): LongSound {
  const [first] = sounds;
  if (first === undefined) throw new AppError('internal', 'there is nothing to join.');
  const frames = sounds.reduce((sum, sound) => sum + sound.frames, 0);
  const read = (channel: number, start: number, count: number): Float64Array => {
    const whole = new Float64Array(count);
    let before = 0;
    for (const sound of sounds) {
      const from = Math.max(0, start - before);
      const end = Math.min(sound.frames, start + count - before);
      if (end > from) whole.set(sound.read(channel, from, end - from), before + from - start);
      before += sound.frames;
    }
    return whole;
  };
  return viewOf(first, read, { frames });
}

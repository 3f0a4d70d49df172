import type { Clip } from '../audio/clip.ts';
import { AppError } from '../base/errors.ts';
import type { LevelKernel } from '../kernels/kernels.ts';

/**
 * Refuses a sound with NaN or infinite samples, which would spread through every transformation.
 * @param what the sound, as the message names it: "The file"
 * @throws AppError audio-not-finite, naming the first such sample
 */
export function assertFinite(clip: Clip, level: LevelKernel, what: string): void {
  if (level.isFinite(clip.channels)) return;
  const places = clip.channels.map((channel) => channel.findIndex((sample) => !Number.isFinite(sample)));
  const channel = places.findIndex((place) => place >= 0);
  const sample = places[channel] ?? -1;
  const value = clip.channels[channel]?.[sample] ?? Number.NaN;
  throw notFinite(what, value, channel, sample);
}

/** @param channel from 0 */
export function notFinite(what: string, value: number, channel: number, sample: number): AppError {
  const message = `${what} has a sample that is no finite number: ${value} at sample ${sample} of channel ${channel + 1}.`;
  return new AppError('audio-not-finite', message, { details: { channel, sample } });
}

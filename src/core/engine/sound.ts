import { type Clip, frameLength } from '../audio/clip.ts';
import type { LongSound } from '../audio/long-sound.ts';
import { AppError } from '../base/errors.ts';
import { assertFinite } from '../codecs/finite.ts';
import type { Kernels } from '../kernels/kernels.ts';

/**
 * @param what "the sound", "the result"
 * @returns the clip
 * @throws AppError audio-empty, audio-not-finite; internal when its channels differ in length or its rate is no rate
 */
export function checkClip(clip: Clip, what: string, kernels: Kernels): Clip {
  const frames = frameLength(clip);
  if (frames === 0) throw new AppError('audio-empty', `${what} has no samples.`);
  if (clip.channels.some((channel) => channel.length !== frames) || !(clip.sampleRate > 0)) {
    const lengths = clip.channels.map((channel) => channel.length).join(', ');
    throw new AppError('internal', `${what} is no sound: channels of ${lengths} samples at ${clip.sampleRate} Hz.`);
  }
  assertFinite(clip, kernels.level, what);
  return clip;
}

/** What VTServer did between steps: to 16 bits and back. The rounding is that of its FLAC files. */
export function roundToPcm16({ sampleRate, channels }: Clip, { pcm }: Kernels): Clip {
  const bytes = pcm.encode(channels, 's16', 'flac');
  return { sampleRate, channels: pcm.decode(bytes, 's16', channels.length) };
}

/**
 * One after the other, in fresh arrays.
 * @param place where the list is in the request: "file"
 * @throws AppError query-invalid naming every sound that does not fit the first one
 */
export function joinClips(clips: readonly Clip[], place: string): Clip {
  const [first] = clips;
  if (first === undefined) throw new AppError('internal', `${place}: there is nothing to join.`);
  const shapes = clips.map(({ sampleRate, channels }) => ({ sampleRate, channelCount: channels.length }));
  checkAlike(shapes, place);
  const channels = first.channels.map((_, channel) => joinArrays(clips.map((clip) => clip.channels[channel])));
  return { sampleRate: first.sampleRate, channels };
}

/** @throws AppError query-invalid naming every sound that does not fit the first one */
export function checkAlike(sounds: readonly Shape[], place: string): void {
  const [first] = sounds;
  if (first === undefined) return;
  const issues = sounds.flatMap((clip, index) => {
    const path = `${place}[${index}]`;
    const got = formatOf(clip);
    const expected = `${formatOf(first)} like ${place}[0]`;
    return got === formatOf(first) ? [] : [{ path, code: 'mismatch', expected, got }];
  });
  const [issue] = issues;
  if (issue !== undefined) {
    const message = `${issue.path}: mismatching sampling rate or channels: expected ${issue.expected}, got ${issue.got}`;
    throw new AppError('query-invalid', message, { issues });
  }
}

type Shape = Pick<LongSound, 'sampleRate' | 'channelCount'>;

function joinArrays(parts: readonly (Float64Array | undefined)[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + (part?.length ?? 0), 0));
  let offset = 0;
  for (const part of parts) {
    if (part !== undefined) whole.set(part, offset);
    offset += part?.length ?? 0;
  }
  return whole;
}

function formatOf({ sampleRate, channelCount }: Shape): string {
  return `${sampleRate} Hz with ${channelCount} channel${channelCount === 1 ? '' : 's'}`;
}

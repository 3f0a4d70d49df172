import type { FormantOptions } from '../../core/kernels/view-kernel.ts';
import type { Intensity } from '../services/engine-client.ts';
import type { PictureSound } from './picture-sound.ts';
import type { ColumnTools } from './sound-columns.ts';

/** Frames between two breaths: some milliseconds of work. */
const FRAMES_AT_ONCE = 256;
const FORMANTS_AT_ONCE = 64;
/** s read beyond frames on each side: more than any window or filter reaches. */
const MARGIN = 1;

interface Stretch {
  readonly x: Float64Array;
  /** Number of the frame that stands at its first sample. */
  readonly first: number;
}

/** What frames look at, from a whole second on, where a frame and a sample of any rate meet. @param step s, a whole part of 1 s */
async function stretchOf(
  sound: PictureSound,
  channel: number,
  step: number,
  start: number,
  frames: number,
): Promise<Stretch> {
  const { sampleRate } = sound;
  const second = Math.max(0, Math.floor(start * step) - MARGIN);
  const end = Math.ceil(((start + frames) * step + MARGIN) * sampleRate);
  const x = await sound.read(channel, second * sampleRate, Math.min(end, sound.frames) - second * sampleRate);
  return { x, first: Math.round(second / step) };
}

/** Of the whole channel, a frame every 0.8 / floor s. */
export async function findIntensity(
  sound: PictureSound,
  channel: number,
  floor: number,
  { kernels, breathe }: ColumnTools,
): Promise<Intensity> {
  const step = 0.8 / floor;
  const levelDb = new Float64Array(Math.floor(Math.max(sound.frames - 1, 0) / sound.sampleRate / step) + 1);
  for (let start = 0; start < levelDb.length; start += FRAMES_AT_ONCE) {
    const frames = Math.min(FRAMES_AT_ONCE, levelDb.length - start);
    const { x, first } = await stretchOf(sound, channel, step, start, frames);
    const options = { floor, step, start: start - first, frames };
    levelDb.set(kernels.view.intensity(x, sound.sampleRate, options), start);
    await breathe();
  }
  return { step, levelDb };
}

/** @returns Hz, `[frames x 2 count]` */
export async function findFormants(
  sound: PictureSound,
  channel: number,
  options: FormantOptions,
  { kernels, breathe }: ColumnTools,
): Promise<Float64Array<ArrayBuffer>> {
  const { count, start, frames, step } = options;
  const rows = new Float64Array(frames * 2 * count);
  for (let done = 0; done < frames; done += FORMANTS_AT_ONCE) {
    const many = Math.min(FORMANTS_AT_ONCE, frames - done);
    const { x, first } = await stretchOf(sound, channel, step, start + done, many);
    const span = { start: start + done - first, frames: many };
    rows.set(kernels.view.formants(x, sound.sampleRate, { ...options, ...span }), done * 2 * count);
    await breathe();
  }
  return rows;
}

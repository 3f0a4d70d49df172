import { AppError } from '../base/errors.ts';

/** One channel is one array, and fits into linear memory in one piece. */
const MOST_FRAMES = 2 ** 28 - 8;

/**
 * The number of frames, when a channel may have so many.
 * @throws AppError memory-limit
 */
export function checkSize(frames: number): number {
  if (frames <= MOST_FRAMES) return frames;
  const message = `the result would have ${frames} samples per channel, of which ${MOST_FRAMES} is the limit`;
  throw new AppError('memory-limit', message, { details: { limitFrames: MOST_FRAMES } });
}

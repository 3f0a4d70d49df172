import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';

/** Largest file that is held as a whole: 12 minutes of mono 16-bit sound at 44.1 kHz. */
export const MAX_HELD_BYTES = 64_000_000;

/**
 * Refuses what is too large to be held before a byte of it is read.
 * @throws AppError size-limit
 */
export function checkHeldSize(file: { readonly name: string; readonly size: number }): void {
  if (file.size <= MAX_HELD_BYTES) return;
  const details = { limit: MAX_HELD_BYTES, size: file.size };
  // Rounded up, so that one byte too many never reads as exactly the limit.
  const size = Math.ceil(file.size / 1e5) / 10;
  const most = `${MAX_HELD_BYTES / 1e6} MB`;
  const message = `"${file.name}" has ${size} MB; the page opens WAV, AIFF and FLAC files of any size, and others of up to ${most}.`;
  throw new AppError('size-limit', message, { details });
}

/** What a loaded sound takes: its file, its samples, and those that the worker which draws has of it. */
export function heldBytesOf({ channels }: Clip, bytes: Uint8Array): number {
  return bytes.length + 2 * channels.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

import { AppError } from '../base/errors.ts';
import type { CodecWarning } from './codec.ts';

/** The bytes of a sound, as a file promises and has them. */
export interface SoundData {
  /** Bytes that the header promises; what is there when it promises nothing definite. */
  readonly claimed: number;
  /** Bytes that are in the file: never more than that. */
  readonly length: number;
  /** The header was never completed: the sound goes on to the end of the file. */
  readonly unfinished: boolean;
}

interface FrameFormat {
  /** Bytes of one sample of every channel. */
  readonly frameBytes: number;
  /** Hz */
  readonly sampleRate: number;
}

/** The bytes are not what the format says; `offset` is where. */
export function invalid(message: string, offset: number): AppError {
  return new AppError('audio-invalid', message, { details: { offset } });
}

/** Understood, but of a kind that is not read here. */
export function unsupported(what: string, offset: number): AppError {
  const message = `${what} at byte ${offset} cannot be read here, only PCM and IEEE float.`;
  return new AppError('audio-unsupported', message, { details: { offset } });
}

/** What is missing from, or odd about, the samples. */
export function describeDamage(data: SoundData, { frameBytes, sampleRate }: FrameFormat): CodecWarning[] {
  const frames = Math.floor(data.length / frameBytes);
  const seconds = (count: number): string => `${(count / sampleRate).toFixed(3)} s`;
  if (data.unfinished) {
    const message = `The header was never finished; all ${data.length} bytes after it were read as sound (${seconds(frames)}).`;
    return [{ code: 'unfinished', message }];
  }
  if (data.length < data.claimed) {
    const missing = data.claimed - data.length;
    const message =
      `The file is cut short: ${missing} of ${data.claimed} bytes of sound are missing. ` +
      `What is there was read (${seconds(frames)} of ${seconds(data.claimed / frameBytes)}).`;
    return [{ code: 'truncated', message }];
  }
  const excess = data.length % frameBytes;
  if (excess === 0) return [];
  const message = `The last ${excess} bytes of sound were left out: they are no whole frame of ${frameBytes} bytes.`;
  return [{ code: 'partial-frame', message }];
}

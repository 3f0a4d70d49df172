import type { Clip } from '../../core/audio/clip.ts';
import { AppError } from '../../core/base/errors.ts';

/** How long a browser may take to open its output before the page says that it did not, ms. */
const OPEN_TIMEOUT_MS = 2000;

/** Samples copied in one go: about 24 s of sound, 5 ms of work. */
const PIECE_SAMPLES = 1 << 20;

/**
 * An audio context at the sound's own rate, so that nothing is resampled before the system's mixer; at the device's
 * rate where a browser does not take that one.
 * @throws AppError device-unavailable
 */
export function openContext(sampleRate: number): AudioContext {
  if (typeof AudioContext === 'undefined') {
    throw new AppError('device-unavailable', 'This browser cannot play sound: it has no Web Audio.');
  }
  try {
    return new AudioContext({ sampleRate, latencyHint: 'interactive' });
  } catch {
    return new AudioContext({ latencyHint: 'interactive' });
  }
}

/**
 * Resolves when the context's clock runs. Without a gesture a browser neither starts nor refuses, hence the time-out.
 * @throws AppError device-unavailable
 */
export async function startContext(context: AudioContext): Promise<void> {
  if (context.state === 'running') return;
  const failed = new Promise<void>((_, reject) => {
    context.addEventListener('error', () => reject(new Error('the output device failed')), { once: true });
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, OPEN_TIMEOUT_MS);
  });
  try {
    await Promise.race([context.resume(), failed, late]);
  } catch (cause) {
    throw new AppError('device-unavailable', 'No sound output could be opened. Is an output device connected?', {
      cause,
      details: { output: 'none' },
    });
  } finally {
    clearTimeout(timer);
  }
  // Read anew: it changes while the lines above wait.
  if ((context.state as AudioContextState) !== 'running') {
    throw new AppError(
      'device-unavailable',
      'The browser has not started sound: it wants one click first, or no output device is connected.',
      { details: { output: isClicked() ? 'silent' : 'click' } },
    );
  }
}

/** A browser that does not tell is taken to wait: a click more does no harm. */
function isClicked(): boolean {
  return (navigator as { readonly userActivation?: UserActivation }).userActivation?.hasBeenActive ?? false;
}

/** @throws AppError audio-unsupported when this browser cannot play the sound's rate */
export function newAudioBuffer(clip: Clip, frames: number): AudioBuffer {
  try {
    return new AudioBuffer({ length: frames, numberOfChannels: clip.channels.length, sampleRate: clip.sampleRate });
  } catch (cause) {
    const what = `${clip.channels.length} channels at ${clip.sampleRate} Hz`;
    throw new AppError('audio-unsupported', `This browser cannot play ${what}; it can still be saved.`, { cause });
  }
}

/** Copies a clip, rounded to float32, some milliseconds of work at a time: it yields when there is more to do. */
export function* copyInPieces(clip: Clip, buffer: AudioBuffer): Generator<void, void> {
  let copied = 0;
  for (const [index, channel] of clip.channels.entries()) {
    const target = buffer.getChannelData(index);
    for (let start = 0; start < channel.length; start += PIECE_SAMPLES) {
      if (copied >= PIECE_SAMPLES) {
        yield;
        copied = 0;
      }
      const piece = channel.subarray(start, start + PIECE_SAMPLES);
      target.set(piece, start);
      copied += piece.length;
    }
  }
}

/** The samples of all channels from frame `start` to `end`, for meters. */
export function samplesBetween(buffer: AudioBuffer, start: number, end: number): readonly Float32Array[] {
  const first = Math.floor(start);
  const count = Math.max(0, Math.ceil(end) - first);
  // A copy of the window, because asking for a whole channel of a buffer that plays makes some browsers copy it all.
  return Array.from({ length: buffer.numberOfChannels }, (_, channel) => {
    const samples = new Float32Array(count);
    buffer.copyFromChannel(samples, channel, first);
    return samples;
  });
}

import * as Comlink from 'comlink';
import type { Clip } from '../../core/audio/clip.ts';
import type { F0Track, RenderedSound } from '../services/engine-client.ts';

/**
 * What leaves a worker is transferred, so that it is copied once at most: here, where the worker keeps the original.
 * Outside a worker these are plain values.
 */
export function handOverClip(kept: Clip): Clip {
  const clip = copyClip(kept);
  return Comlink.transfer(clip, buffersOf(clip));
}

export function handOverTrack(kept: F0Track): F0Track {
  const track = copyTrack(kept);
  return Comlink.transfer(track, [track.f0.buffer as ArrayBuffer]);
}

export function handOverResult(kept: RenderedSound): RenderedSound {
  const clip = kept.clip && copyClip(kept.clip);
  const f0 = kept.f0 && copyTrack(kept.f0);
  const buffers = [...(clip ? buffersOf(clip) : []), ...(f0 ? [f0.f0.buffer as ArrayBuffer] : [])];
  return Comlink.transfer({ ...kept, clip, f0 }, buffers);
}

/** Rounded, for ears and eyes. */
export function handOverSamples(channels: readonly Float64Array[]): readonly Float32Array[] {
  const rounded = channels.map((channel) => Float32Array.from(channel));
  return Comlink.transfer(
    rounded,
    rounded.map(({ buffer }) => buffer),
  );
}

export function copyClip({ sampleRate, channels }: Clip): Clip {
  return { sampleRate, channels: channels.map((channel) => channel.slice()) };
}

function copyTrack(track: F0Track): F0Track {
  return { ...track, f0: track.f0.slice() };
}

function buffersOf(clip: Clip): ArrayBuffer[] {
  return clip.channels.map((channel) => channel.buffer as ArrayBuffer);
}

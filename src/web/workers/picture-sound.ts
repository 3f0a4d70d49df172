import type { Clip } from '../../core/audio/clip.ts';
import { frameLength } from '../../core/audio/clip.ts';
import type { SampleSource } from './samples-protocol.ts';
import { WavePyramid } from './wave-pyramid.ts';

/** A sound that pictures are made of, wherever its samples are. */
export interface PictureSound {
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Samples per channel. */
  readonly frames: number;
  /** Too long to be here as a whole. */
  readonly isLong: boolean;
  /** Samples start..start+count-1 of a channel, as far as there are any; not to be written to. */
  read(channel: number, start: number, count: number): Float64Array | Promise<Float64Array>;
  /** Of a long sound. */
  pyramid(channel: number): WavePyramid | undefined;
}

/** @throws AppError source-not-found */
export async function openPictureSound(id: string, source: SampleSource): Promise<PictureSound> {
  const opened = await source.open(id);
  if (opened.kind === 'clip') return ofClip(opened.clip);
  const { sampleRate, channelCount, frames } = opened.shape;
  const pyramids = opened.pyramids.map((base) => new WavePyramid(base));
  return {
    sampleRate,
    channelCount,
    frames,
    isLong: true,
    async read(channel, start, count) {
      const from = Math.min(Math.max(start, 0), frames);
      const to = Math.min(Math.max(start + count, from), frames);
      return to === from ? new Float64Array(0) : source.read(id, channel, from, to - from);
    },
    pyramid: (channel) => pyramids[channel],
  };
}

function ofClip(clip: Clip): PictureSound {
  const { sampleRate, channels } = clip;
  return {
    sampleRate,
    channelCount: channels.length,
    frames: frameLength(clip),
    isLong: false,
    read: (channel, start, count) =>
      channels[channel]?.subarray(Math.max(start, 0), Math.max(start + count, 0)) ?? new Float64Array(0),
    pyramid: () => undefined,
  };
}

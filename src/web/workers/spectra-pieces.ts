import type { MonoSource, WorldAnalysisOptions, WorldContour } from '../../core/kernels/kernels.ts';
import type { SpectraSpan } from '../services/spectra-client.ts';
import type { PictureSound } from './picture-sound.ts';

/** Frames first, first + step, … last. */
export interface FrameSpan {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/** A stretch of a sound with its f0, in which rows can be computed. */
export interface SpectraPiece {
  readonly source: MonoSource;
  readonly contour: Pick<WorldContour, 'f0' | 'shares'>;
  /** Number of its first frame in the sound. */
  readonly first: number;
}

/** Frames of a long sound whose f0 is looked for together. */
const FRAMES_TOGETHER = 2048;
/** Above this hop, f0 is looked for around each column only. */
const LONGEST_HOP = 32;
/** s on either side of a piece: more than f0 hears of what is around. */
const MARGIN = 0.25;

/** Which frames columns look at. Of a sound that is not held those whose f0 is found together. */
export function cutPieces(span: SpectraSpan, looks: number, total: number, isLong: boolean): readonly FrameSpan[] {
  const { hop, start, columns } = span;
  const last = Math.min(start + columns * hop, total) - 1;
  const step = Math.max(1, hop / looks);
  if (!isLong) return last < start ? [] : [{ first: start, last, step }];
  const pieces: FrameSpan[] = [];
  if (hop > LONGEST_HOP) {
    for (let first = start; first <= last; first += hop) pieces.push({ first, last: first, step: 1 });
    return pieces;
  }
  for (let first = start; first <= last; first += FRAMES_TOGETHER) {
    pieces.push({ first, last: Math.min(first + FRAMES_TOGETHER - 1, last), step });
  }
  return pieces;
}

/** Reads what frames of a long sound look at. Its first sample stands on a frame, to within half a sample. */
export async function openPiece(
  sound: PictureSound,
  channel: number,
  frames: FrameSpan,
  { framePeriodMs = 5 }: WorldAnalysisOptions,
  track: (source: MonoSource, first: number) => Promise<WorldContour>,
): Promise<SpectraPiece> {
  const { sampleRate } = sound;
  const period = framePeriodMs / 1000;
  const margin = Math.ceil(MARGIN / period);
  const first = Math.max(frames.first - margin, 0);
  const from = Math.round(first * period * sampleRate);
  const to = Math.ceil((frames.last + margin) * period * sampleRate);
  const x = await sound.read(channel, from, Math.min(to, sound.frames) - from);
  const source = {
    length: x.length,
    sampleRate,
    read: (start: number, count: number) => x.subarray(start, start + count),
  };
  return { source, contour: await track(source, first), first };
}

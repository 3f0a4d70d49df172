import type { ContourEdit } from '../../core/kernels/contour-kernel.ts';
import type { WorldAnalysisOptions, WorldRowKind } from '../../core/kernels/kernels.ts';
import type { Spectrogram } from '../../core/kernels/view-kernel.ts';

/** Some columns of a map of WORLD's analysis: each the largest of frames from its own up to the next one's. */
export interface SpectraSpan {
  /** Frames between columns, a power of two. */
  readonly hop: number;
  /** Frame of the first column. */
  readonly start: number;
  readonly columns: number;
  /** Hz */
  readonly maxFrequency: number;
}

/** How a map's analysis is made. */
export interface SpectraOptions extends WorldAnalysisOptions {
  /** Of what the tracker finds. */
  readonly corrections?: readonly ContourEdit[];
}

/** WORLD's analysis of a sound as pictures need it; the picture worker computes it, as much as is looked at. */
export interface SpectraClient {
  /**
   * dB: of CheapTrick's power, or of D4C's ratio, which has -Infinity where a frame is unvoiced.
   * @throws AppError source-not-found, audio-unsupported, query-invalid
   */
  columns(
    id: string,
    channel: number,
    kind: WorldRowKind,
    options: SpectraOptions,
    span: SpectraSpan,
  ): Promise<Spectrogram>;
  /** The envelope's loudest level, dB. @throws AppError as above */
  loudest(
    id: string,
    channel: number,
    options: SpectraOptions,
    maxFrequency: number,
    onFraction: (fraction: number) => void,
  ): Promise<number>;
}

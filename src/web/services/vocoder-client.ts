import type { VocoderShape } from '../../core/modules/vocoder-shape.ts';
import type { JsonValue } from '../../core/query/query.ts';

/** The arguments of a step of the module `vocoder`, as they were given. */
export type GivenVocoder = Readonly<Record<string, JsonValue>>;

/** The places at which a filter's curve is known: 0.034 mm from each other, from the apex to where 20.6 kHz is heard. */
export const SHAPE_GRID = { top: 20_657, points: 1024 };

/** Numbers for pictures of a vocoder; the picture worker computes them. */
export interface VocoderClient {
  /**
   * What the filters are at a sampling rate.
   * @throws AppError query-invalid when the arguments are wrong
   */
  shape(given: GivenVocoder, sampleRate: number): Promise<VocoderShape>;
  /**
   * The envelopes of the bands in a stretch of a sound or result; what is around it is heeded as far as it matters.
   * @throws AppError query-invalid, source-not-found
   */
  envelopes(id: string, channel: number, given: GivenVocoder, stretch: BandStretch): Promise<BandEnvelopes>;
}

/** Samples `first` to `first + count - 1`. */
export interface BandStretch {
  readonly first: number;
  readonly count: number;
  readonly samplesPerCell: number;
}

export interface BandEnvelopes {
  readonly bands: number;
  /** The largest value in each cell, linear, `[bands x cells]`. */
  readonly cells: number;
  readonly values: Float32Array;
}

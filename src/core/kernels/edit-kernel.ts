/** Weights of a ramp: on a straight line, or on half a period of a raised cosine. */
export type RampShape = 'linear' | 'cosine';

export interface EditKernel {
  /**
   * Fades the first `onset` frames in and the last `offset` frames out, fresh arrays; 0 for none. Ramps may overlap, and
   * then multiply. Weights run from 0 to 1 and from 1 to 0, both ends included.
   */
  ramp(channels: readonly Float64Array[], onset: number, offset: number, shape: RampShape): Float64Array[];
  /** The same of a stretch of one channel: samples `start` and on of `frames`. */
  rampPart(
    x: Float64Array,
    place: { readonly start: number; readonly frames: number },
    onset: number,
    offset: number,
    shape: RampShape,
  ): Float64Array;
  /** 10^(levels[0] / 20) * x + 10^(levels[1] / 20) * y, levels in dB, for sounds of one length and number of channels. */
  mix(x: readonly Float64Array[], y: readonly Float64Array[], levels: readonly [number, number]): Float64Array[];
}

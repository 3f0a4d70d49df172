export type FilterKind = 'low-pass' | 'high-pass' | 'band-pass';

/** Filters as second-order sections, `[sections x 6]`: b0 b1 b2 1 a1 a2, the poles nearest to the unit circle last. */
export interface FilterKernel {
  /**
   * Butterworth, of the prototype's order 1..48: a band-pass has twice as many poles.
   * @param low, high cut-offs (-3 dB), Hz, inside 0 < low < high < sampleRate / 2; a low-pass has no low, a high-pass no high
   * @throws AppError internal for arguments out of their range
   */
  butterworth(kind: FilterKind, order: number, low: number, high: number, sampleRate: number): Float64Array;
  /** |H| at a frequency, Hz. */
  gain(sections: Float64Array, frequency: number, sampleRate: number): number;
  /** The same at each of many frequencies, Hz. */
  gains(sections: Float64Array, frequencies: ArrayLike<number>, sampleRate: number): Float64Array;
  /** Samples that zero-phase filtering needs at each end of a sound. */
  edge(sections: Float64Array): number;
  /** Forward, from rest. */
  causal(sections: Float64Array, x: Float64Array): Float64Array;
  /** Forward and backward, continued oddly at both ends. @throws AppError query-invalid for a sound of `edge` samples or less */
  zeroPhase(sections: Float64Array, x: Float64Array): Float64Array;
  /** Modulus of the analytic signal, the sound continued by zeros to a length of small prime factors. */
  hilbertEnvelope(x: Float64Array): Float64Array;
}

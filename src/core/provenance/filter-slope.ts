import type { BankParams } from '../modules/vocoder-params.ts';

/** What a filterbank's method means for its curves. */
export interface BandShape {
  /** Of one pass. */
  readonly order: number;
  /** `band-pass` of half the order, or a high-pass and a low-pass of the order each. */
  readonly design: 'band-pass' | 'high-pass and low-pass';
  /** dB per octave, of one use of the filters: both directions where they are zero-phase. */
  readonly slope: number;
  /** dB at the cut-offs, of one use of the filters. */
  readonly edge: number;
}

const DB_PER_OCTAVE_AND_POLE = 6;
const EDGE_OF_ONE_PASS = -3;

/**
 * Slopes and edges of Butterworth bands: 6 dB per octave for each pole of a side, -3 dB at the cut-offs, both doubled by
 * a second pass in the other direction.
 */
export function bandShape({ order, 'zero-phase': zeroPhase }: BankParams['method']): BandShape {
  const passes = zeroPhase ? 2 : 1;
  const each = order / passes;
  const isSplit = each % 2 === 1;
  return {
    order: each,
    design: isSplit ? 'high-pass and low-pass' : 'band-pass',
    slope: DB_PER_OCTAVE_AND_POLE * (isSplit ? each : each / 2) * passes,
    edge: EDGE_OF_ONE_PASS * passes,
  };
}

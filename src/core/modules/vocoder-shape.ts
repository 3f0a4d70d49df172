import type { Kernels } from '../kernels/kernels.ts';
import { designBand, placeBands, spreadWeights } from './vocoder-bank.ts';
import type { BankParams, VocoderParams } from './vocoder-params.ts';

/** Where curves are known: Hz, evenly by place on the cochlea. */
export interface ShapeGrid {
  /** Hz, the highest. */
  readonly top: number;
  readonly points: number;
}

/** What a filterbank is at one sampling rate. */
export interface BankShape {
  /** Hz, `[bands + 1]` and `[bands]`. */
  readonly edges: readonly number[];
  readonly centers: readonly number[];
  /** |H| of one use of the filters, both directions where they are zero-phase, `[bands x points]`; NaN where there is none. */
  readonly gains: Float32Array;
  /** The same at a band's low edge, its high edge, an octave below the one and an octave above the other, `[bands x 4]`. */
  readonly marks: Float32Array;
}

/** What a vocoder's filters are at one sampling rate, in numbers for a picture. */
export interface VocoderShape {
  readonly sampleRate: number;
  /** Hz, `[points]` */
  readonly frequencies: Float64Array;
  readonly analysis: BankShape;
  /** Undefined where it is the analysis bank. */
  readonly synthesis: BankShape | undefined;
  /** How much of each band's envelope (row) reaches each tone (column); undefined without spread. */
  readonly spread: Float64Array | undefined;
}

/**
 * Describes a vocoder's filters without a sound. Bands that the sampling rate has not, which a render refuses, have NaN in
 * the place of their curves, so that they can be shown where they are.
 */
export function shapeVocoder(
  kernels: Kernels,
  given: VocoderParams,
  sampleRate: number,
  grid: ShapeGrid,
): VocoderShape {
  const frequencies = kernels.vocoder.frequencies('greenwood', 0, grid.top, grid.points, 0);
  const shape = (bank: BankParams) => shapeBank(kernels, bank, sampleRate, frequencies);
  const { analysis_filters: analysis, synthesis_filters: synthesis } = given;
  return {
    sampleRate,
    frequencies,
    analysis: shape(analysis),
    synthesis: synthesis === 'analysis_filters' ? undefined : shape(synthesis),
    spread: shapeSpread(kernels, given, sampleRate),
  };
}

function shapeBank(kernels: Kernels, bank: BankParams, sampleRate: number, frequencies: Float64Array): BankShape {
  const { edges, centers } = placeBands(kernels, bank.f);
  const gains = new Float32Array(centers.length * frequencies.length).fill(Number.NaN);
  const marks = new Float32Array(centers.length * 4).fill(Number.NaN);
  const known = frequencies.filter((frequency) => frequency < sampleRate / 2);
  for (const band of centers.keys()) {
    const [low = 0, high = 0] = [edges[band], edges[band + 1]];
    if (!isPossible(low, high, sampleRate)) continue;
    const sections = designBand(kernels, bank.method, low, high, sampleRate);
    const uses = (at: ArrayLike<number>) =>
      kernels.filter.gains(sections, at, sampleRate).map((gain) => (bank.method['zero-phase'] ? gain * gain : gain));
    gains.set(uses(known), band * frequencies.length);
    const above = 2 * high < sampleRate / 2 ? [2 * high] : [];
    marks.set(uses([low, high, low / 2, ...above]), 4 * band);
  }
  return { edges, centers, gains, marks };
}

function shapeSpread(kernels: Kernels, given: VocoderParams, sampleRate: number): Float64Array | undefined {
  const { analysis_filters: analysis, synthesis_filters: own, synthesis, envelope } = given;
  if (!envelope.modifiers.includes('spread')) return undefined;
  const bank = own === 'analysis_filters' ? analysis : own;
  const { edges, centers } = placeBands(kernels, bank.f);
  if (!centers.every((_, band) => isPossible(edges[band] ?? 0, edges[band + 1] ?? 0, sampleRate))) return undefined;
  const bands = centers.map((_, band) =>
    designBand(kernels, bank.method, edges[band] ?? 0, edges[band + 1] ?? 0, sampleRate),
  );
  const filters = { bands, zeroPhase: bank.method['zero-phase'] };
  return spreadWeights(kernels, filters, synthesis.f ?? centers, sampleRate);
}

function isPossible(low: number, high: number, sampleRate: number): boolean {
  return low > 0 && low < high && high < sampleRate / 2;
}

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

/** What the low-pass of the envelopes lets through, of one pass forward and backward. */
export interface EnvelopeShape {
  /** Hz, each once, the lowest first. */
  readonly cutoffs: readonly number[];
  /** Hz, `[points]` */
  readonly frequencies: Float64Array;
  /** `[cutoffs x points]` */
  readonly gains: Float32Array;
  /** At each cut-off, `[cutoffs]`. */
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
  /** Undefined for Hilbert envelopes, and where a cut-off is beyond the sampling rate. */
  readonly envelope: EnvelopeShape | undefined;
  /** How much of each band's envelope (row) reaches each tone (column); undefined without spread. */
  readonly spread: Float64Array | undefined;
}

/** Curves of bands that were described before: a hand that moves one edge changes two bands of many. */
export type KnownCurves = Map<string, Pick<BankShape, 'gains' | 'marks'>>;

/** Curves that are kept at most: those of a bank with a few of its moves. */
const KEPT_CURVES = 256;

/**
 * Describes a vocoder's filters without a sound. Bands that the sampling rate has not, which a render refuses, have NaN in
 * the place of their curves, so that they can be shown where they are.
 */
export function shapeVocoder(
  kernels: Kernels,
  given: VocoderParams,
  sampleRate: number,
  grid: ShapeGrid,
  known: KnownCurves = new Map(),
): VocoderShape {
  const frequencies = kernels.vocoder.frequencies('greenwood', 0, grid.top, grid.points, 0);
  const shape = (bank: BankParams) => shapeBank(kernels, bank, sampleRate, { frequencies, known });
  const { analysis_filters: analysis, synthesis_filters: synthesis } = given;
  return {
    sampleRate,
    frequencies,
    analysis: shape(analysis),
    synthesis: synthesis === 'analysis_filters' ? undefined : shape(synthesis),
    envelope: shapeEnvelope(kernels, given, sampleRate),
    spread: shapeSpread(kernels, given, sampleRate),
  };
}

/** Where the response of an envelope's low-pass is known: Hz, and how many points. */
const ENVELOPE_GRID = { low: 1, high: 5000, points: 128 };

function shapeEnvelope(
  { filter, vocoder }: Kernels,
  { envelope }: VocoderParams,
  sampleRate: number,
): EnvelopeShape | undefined {
  if (envelope.method !== 'low-pass') return undefined;
  const all = typeof envelope.fc === 'number' ? [envelope.fc] : envelope.fc;
  const cutoffs = [...new Set(all)].sort((a, b) => a - b);
  if (!cutoffs.every((fc) => fc > 0 && fc < sampleRate / 2)) return undefined;
  const high = Math.min(ENVELOPE_GRID.high, sampleRate / 2);
  const frequencies = vocoder.frequencies('log', ENVELOPE_GRID.low, high, ENVELOPE_GRID.points, 0);
  const found = cutoffs.map((fc) => {
    const sections = filter.butterworth('low-pass', envelope.order / 2, 0, fc, sampleRate);
    return filter.gains(sections, [...frequencies, fc], sampleRate).map((gain) => gain * gain);
  });
  return {
    cutoffs,
    frequencies,
    gains: Float32Array.from(found.flatMap((gains) => [...gains.subarray(0, frequencies.length)])),
    marks: Float32Array.from(found, (gains) => gains.at(-1) ?? Number.NaN),
  };
}

interface Drawing {
  readonly frequencies: Float64Array;
  readonly known: KnownCurves;
}

function shapeBank(kernels: Kernels, bank: BankParams, sampleRate: number, drawing: Drawing): BankShape {
  const { frequencies, known } = drawing;
  const { edges, centers } = placeBands(kernels, bank.f);
  const gains = new Float32Array(centers.length * frequencies.length).fill(Number.NaN);
  const marks = new Float32Array(centers.length * 4).fill(Number.NaN);
  for (const band of centers.keys()) {
    const [low = 0, high = 0] = [edges[band], edges[band + 1]];
    if (!isPossible(low, high, sampleRate)) continue;
    const grid = `${frequencies.length} ${frequencies.at(-1)}`;
    const key = JSON.stringify([bank.method, low, high, sampleRate, grid]);
    const curve = known.get(key) ?? curveOf(kernels, bank.method, [low, high], { sampleRate, frequencies });
    // The latest last, so that what goes first is what was not drawn for the longest time.
    known.delete(key);
    known.set(key, curve);
    gains.set(curve.gains, band * frequencies.length);
    marks.set(curve.marks, 4 * band);
  }
  for (const oldest of [...known.keys()].slice(0, Math.max(known.size - KEPT_CURVES, 0))) known.delete(oldest);
  return { edges, centers, gains, marks };
}

interface CurveGrid {
  readonly sampleRate: number;
  readonly frequencies: Float64Array;
}

function curveOf(
  kernels: Kernels,
  method: BankParams['method'],
  [low, high]: readonly [number, number],
  { sampleRate, frequencies }: CurveGrid,
): Pick<BankShape, 'gains' | 'marks'> {
  const sections = designBand(kernels, method, low, high, sampleRate);
  const uses = (at: ArrayLike<number>) =>
    kernels.filter.gains(sections, at, sampleRate).map((gain) => (method['zero-phase'] ? gain * gain : gain));
  const above = 2 * high < sampleRate / 2 ? [2 * high] : [];
  return {
    gains: Float32Array.from(uses(frequencies.filter((frequency) => frequency < sampleRate / 2))),
    marks: Float32Array.from(uses([low, high, low / 2, ...above])),
  };
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

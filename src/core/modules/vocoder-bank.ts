import { AppError } from '../base/errors.ts';
import type { FilterBank, Kernels } from '../kernels/kernels.ts';
import type { BandFrequencies } from './vocoder-frequencies.ts';
import type { BankParams, VocoderParams } from './vocoder-params.ts';

/** A filterbank for one sampling rate. */
export interface Bank {
  /** Hz, `[bands + 1]` */
  readonly edges: readonly number[];
  /** Hz, `[bands]` */
  readonly centers: readonly number[];
  readonly filters: FilterBank;
}

/**
 * Designs a bank. An even order is one band-pass of half of it; an odd one a high-pass and a low-pass of that order.
 * Zero phase takes half of the order in each direction.
 * @param path of the bank in the step, for messages
 * @throws AppError query-invalid when a cut-off is not between 0 and half the sampling rate
 */
export function makeBank(kernels: Kernels, { f, method }: BankParams, sampleRate: number, path: string): Bank {
  const { edges, centers } = placeBands(kernels, f);
  for (const edge of edges) checkFrequency(edge, sampleRate, `${path}.f`);
  const bands = centers.map((_, band) =>
    designBand(kernels, method, edges[band] ?? 0, edges[band + 1] ?? 0, sampleRate),
  );
  return { edges, centers, filters: { bands, zeroPhase: method['zero-phase'] } };
}

/**
 * The low-pass of each band's envelope; a shorter list of cut-offs is taken round and round.
 * @throws AppError query-invalid when a cut-off is not below half the sampling rate
 */
export function makeEnvelopeFilters(
  { filter }: Kernels,
  envelope: Extract<VocoderParams['envelope'], { method: 'low-pass' }>,
  bands: number,
  sampleRate: number,
): Float64Array[] {
  const cutoffs = typeof envelope.fc === 'number' ? [envelope.fc] : envelope.fc;
  return Array.from({ length: bands }, (_, band) => {
    const fc = cutoffs[band % cutoffs.length] ?? 0;
    checkFrequency(fc, sampleRate, 'envelope.fc');
    return filter.butterworth('low-pass', envelope.order / 2, 0, fc, sampleRate);
  });
}

/**
 * How much of each band's envelope (row) the synthesis filters let through at each carrier frequency (column): |H|^2 when
 * they run forward and backward, else |H|.
 */
export function spreadWeights(
  { filter }: Kernels,
  bank: FilterBank,
  frequencies: readonly number[],
  sampleRate: number,
) {
  return Float64Array.from(
    bank.bands.flatMap((sections) =>
      frequencies.map((frequency) => {
        const gain = filter.gain(sections, frequency, sampleRate);
        return bank.zeroPhase ? gain * gain : gain;
      }),
    ),
  );
}

/** Where a bank's bands are, Hz, whatever sampling rate they are for. */
export function placeBands({ vocoder }: Kernels, f: BandFrequencies): { edges: number[]; centers: number[] } {
  if ('n' in f) {
    const points = [...vocoder.frequencies(f.scale, f.fmin, f.fmax, 2 * f.n + 1, f.shift)];
    return { edges: points.filter((_, i) => i % 2 === 0), centers: points.filter((_, i) => i % 2 === 1) };
  }
  return { edges: [...f], centers: [...vocoder.geometricMeans(f)] };
}

/** One band's sections. @param low, high inside 0 < low < high < sampleRate / 2 */
export function designBand(
  { filter }: Kernels,
  method: BankParams['method'],
  low: number,
  high: number,
  sampleRate: number,
): Float64Array {
  const order = method['zero-phase'] ? method.order / 2 : method.order;
  if (order % 2 === 0) return filter.butterworth('band-pass', order / 2, low, high, sampleRate);
  const above = filter.butterworth('high-pass', order, low, 0, sampleRate);
  return Float64Array.of(...above, ...filter.butterworth('low-pass', order, 0, high, sampleRate));
}

/** @throws AppError query-invalid */
export function checkFrequency(frequency: number, sampleRate: number, path: string): void {
  if (frequency > 0 && frequency < sampleRate / 2) return;
  const expected = `frequencies above 0 and below ${sampleRate / 2} Hz, half the sampling rate`;
  const issue = { path, code: 'value', expected, got: `${frequency} Hz` };
  throw new AppError('query-invalid', `${path}: expected ${expected}, got ${issue.got}`, { issues: [issue] });
}

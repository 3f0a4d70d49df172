import type { VocoderParams } from '../../core/modules/vocoder-params.ts';
import type { BankShape, VocoderShape } from '../../core/modules/vocoder-shape.ts';
import { type BandShape, bandShape } from '../../core/provenance/filter-slope.ts';

/** Which of the two banks is looked at. */
export type BankKey = 'analysis_filters' | 'synthesis_filters';

export function bankShape(shape: VocoderShape, bank: BankKey): BankShape {
  return bank === 'analysis_filters' ? shape.analysis : (shape.synthesis ?? shape.analysis);
}

/** What a bank's method means, with the order as it was asked for. */
export function shapeOfMethod(given: VocoderParams, bank: BankKey): BandShape & { readonly total: number } {
  const method = methodOf(given, bank);
  return { ...bandShape(method), total: method.order };
}

/** The same of another order. */
export function shapeOfOrder(given: VocoderParams, bank: BankKey, order: number): BandShape {
  return bandShape({ ...methodOf(given, bank), order });
}

function methodOf({ analysis_filters: analysis, synthesis_filters: synthesis }: VocoderParams, bank: BankKey) {
  return (bank === 'analysis_filters' || synthesis === 'analysis_filters' ? analysis : synthesis).method;
}

/** How often the carrier passes the synthesis filters. */
export function synthesisUses({ synthesis }: VocoderParams): number {
  return Number(synthesis.filter_before) + Number(synthesis.filter_after);
}

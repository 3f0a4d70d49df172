import { AppError } from '../base/errors.ts';
import { type Pointer, SONDE_FILTER_BAND_PASS, SONDE_FILTER_HIGH_PASS, SONDE_FILTER_LOW_PASS } from './abi.gen.ts';
import { blocksOf } from './blocks.ts';
import type { FilterKernel, FilterKind } from './filter-kernel.ts';
import type { Heap, Scope } from './heap.ts';
import type { Sliced } from './kernels.ts';
import { complete } from './sliced.ts';

const KINDS: Readonly<Record<FilterKind, number>> = {
  'low-pass': SONDE_FILTER_LOW_PASS,
  'high-pass': SONDE_FILTER_HIGH_PASS,
  'band-pass': SONDE_FILTER_BAND_PASS,
};

/** Doubles of a section. */
const ROW = 6;

/** Samples of a pair that are filtered between two yields: about a millisecond. */
const SLICE_SAMPLES = 1 << 16;

/** Filter design and filtering on linear memory. */
export function createFilterKernel(heap: Heap): FilterKernel {
  const { abi } = heap;
  const filter = (sections: Float64Array, x: Float64Array, zeroPhase: boolean): Float64Array =>
    alone(heap, x, (scope, at) => filterPairSlices(heap, scope, sections, sections, zeroPhase, at, x.length));
  return {
    butterworth(kind, order, low, high, sampleRate) {
      const sections = abi.sonde_butterworth_sections(KINDS[kind], order);
      return heap.scoped((scope) => {
        const at = scope.f64(ROW * sections);
        heap.check(abi.sonde_butterworth(KINDS[kind], order, low, high, sampleRate, at));
        return heap.readF64(at, ROW * sections);
      });
    },
    gain: (sections, frequency, sampleRate) =>
      heap.scoped((scope) => abi.sonde_sos_gain(scope.putF64(sections), sections.length / ROW, frequency, sampleRate)),
    gains: (sections, frequencies, sampleRate) =>
      heap.scoped((scope) => {
        const at = scope.putF64(sections);
        const count = sections.length / ROW;
        return Float64Array.from(frequencies, (frequency) => abi.sonde_sos_gain(at, count, frequency, sampleRate));
      }),
    edge: (sections) => heap.scoped((scope) => abi.sonde_sos_edge(scope.putF64(sections), sections.length / ROW)),
    causal: (sections, x) => filter(sections, x, false),
    zeroPhase: (sections, x) => filter(sections, x, true),
    hilbertEnvelope: (x) => alone(heap, x, (scope, at) => hilbertPairSlices(heap, scope, at, x.length)),
  };
}

/**
 * Filters a pair in linear memory, in place and in slices.
 * @param at `[length x 2]`
 * @throws AppError query-invalid when zero phase needs a longer sound
 */
export function* filterPairSlices(
  heap: Heap,
  scope: Scope,
  first: Float64Array,
  second: Float64Array,
  zeroPhase: boolean,
  at: Pointer,
  length: number,
): Sliced<void> {
  const { abi } = heap;
  const sections = first.length / ROW;
  const [a, b] = [scope.putF64(first), scope.putF64(second)];
  if (zeroPhase) checkLength(abi.sonde_sos_edge(a, sections), length);
  const pair = scope.own(abi.sonde_sos_pair_create(a, b, sections, zeroPhase ? 1 : 0), abi.sonde_sos_pair_destroy);
  heap.check(abi.sonde_sos_pair_start(pair, at, length));
  const all = abi.sonde_sos_pair_left(pair);
  for (let left = all; left > 0; left = abi.sonde_sos_pair_left(pair)) {
    abi.sonde_sos_pair_run(pair, SLICE_SAMPLES);
    yield 1 - abi.sonde_sos_pair_left(pair) / all;
  }
}

/** Turns a pair in linear memory, `[length x 2]`, into its Hilbert envelopes, in slices. */
export function* hilbertPairSlices(heap: Heap, scope: Scope, at: Pointer, length: number): Sliced<void> {
  const { abi } = heap;
  const hilbert = scope.own(abi.sonde_hilbert_pair_create(length), abi.sonde_hilbert_pair_destroy);
  const steps = abi.sonde_hilbert_pair_steps(hilbert);
  for (let step = 0; step < steps; step++) {
    abi.sonde_hilbert_pair_step(hilbert, step, at);
    yield (step + 1) / steps;
  }
}

function checkLength(edge: number, length: number): void {
  if (length > edge) return;
  const expected = `a sound longer than the padding of zero-phase filters (padlen), ${edge} samples`;
  const issue = { path: '', code: 'too-short', expected, got: `${length} samples` };
  throw new AppError('query-invalid', `expected ${expected}, got ${issue.got}`, { issues: [issue] });
}

/** Works on one sound as both lanes of a pair. @returns a fresh array */
function alone(heap: Heap, x: Float64Array, work: (scope: Scope, at: Pointer) => Sliced<void>): Float64Array {
  if (x.length === 0) throw new AppError('audio-empty', 'The sound has no samples.');
  return heap.scoped((scope) => {
    const mono = scope.putF64(x);
    const at = scope.f64(2 * x.length);
    heap.abi.sonde_pair_join(mono, mono, x.length, at);
    complete(work(scope, at));
    const out = new Float64Array(x.length);
    for (const { start, length } of blocksOf(x.length, SLICE_SAMPLES)) {
      const pairs = heap.readF64(at + 16 * start, 2 * length);
      for (let i = 0; i < length; i++) out[start + i] = pairs[2 * i] ?? 0;
    }
    return out;
  });
}

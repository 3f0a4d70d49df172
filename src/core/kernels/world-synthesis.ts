import { AppError } from '../base/errors.ts';
import type { Pointer } from './abi.gen.ts';
import { blocksOf } from './blocks.ts';
import type { Heap, Scope } from './heap.ts';
import type { Sliced, WorldAnalysis } from './kernels.ts';
import { checkAnalysis, type FrameGrid, makeF64 } from './world-checks.ts';

/** Samples per slice of the search for pulses: some milliseconds. */
const PULSE_SEARCH_SLICE = 262_144;
/** Frames whose rows are in linear memory at a time, times the FFT size. */
const ROWS = 131_072;
/** Pulses per slice, times the FFT size: some milliseconds. */
const PULSES = 131_072;

/**
 * Batch synthesis in slices: first all pulses, which is a matter of one running phase, then their responses in order.
 * @param noise gives the noise sequence's handle
 * @param length samples
 * @throws AppError audio-empty, query-invalid, memory-limit
 */
export function* synthesisSlices(
  heap: Heap,
  noise: () => Pointer,
  analysis: WorldAnalysis,
  length: number,
): Sliced<Float64Array<ArrayBuffer>> {
  const grid = checkAnalysis(analysis);
  if (!Number.isInteger(length) || length < 0 || length >= 2 ** 31) {
    throw new AppError('internal', `world: the length must be a whole number of samples >= 0, got ${length}`);
  }
  const y = makeF64(length);
  if (length === 0) return y;
  const { abi } = heap;
  const scope = heap.open();
  try {
    const synthesis = scope.own(
      abi.sonde_synthesis_create(noise(), grid.sampleRate, grid.fftSize),
      abi.sonde_synthesis_destroy,
    );
    start(heap, synthesis, analysis, length);
    for (const block of blocksOf(length, PULSE_SEARCH_SLICE)) {
      const until = block.start + block.length;
      heap.check(abi.sonde_synthesis_advance(synthesis, until));
      yield (SEARCH_PART * until) / length;
    }
    const yAt = scope.putF64(y);
    yield* addPulses(heap, scope, synthesis, analysis, grid, { at: yAt, length });
    heap.readF64Into(yAt, y);
    return y;
  } finally {
    scope.close();
  }
}

/** The search's part of the time. */
const SEARCH_PART = 0.05;

function start(heap: Heap, synthesis: Pointer, { f0, framePeriodMs }: WorldAnalysis, length: number): void {
  heap.scoped((scope) => {
    const f0At = scope.putF64(f0);
    heap.check(heap.abi.sonde_synthesis_start(synthesis, framePeriodMs, f0At, f0.length, length));
  });
}

function* addPulses(
  heap: Heap,
  scope: Scope,
  synthesis: Pointer,
  { f0, spectralEnvelope, aperiodicity }: WorldAnalysis,
  { bins, fftSize }: FrameGrid,
  y: { readonly at: Pointer; readonly length: number },
): Sliced<void> {
  const { abi } = heap;
  const frames = f0.length;
  const mostFrames = Math.max(1, Math.round(ROWS / fftSize));
  const mostPulses = Math.max(1, Math.round(PULSES / fftSize));
  // The pulses between a chunk's last frame and the next chunk's first need both.
  const envelopeAt = scope.f64((mostFrames + 1) * bins);
  const aperiodicityAt = scope.f64((mostFrames + 1) * bins);
  const total = abi.sonde_synthesis_pulse_at(synthesis, frames);
  for (const chunk of blocksOf(frames, mostFrames)) {
    const end = chunk.start + chunk.length;
    const from = abi.sonde_synthesis_pulse_at(synthesis, chunk.start);
    const pulses = abi.sonde_synthesis_pulse_at(synthesis, end) - from;
    if (pulses === 0) continue;
    const rows = Math.min(end + 1, frames) - chunk.start;
    const range = [chunk.start * bins, (chunk.start + rows) * bins] as const;
    heap.writeF64(envelopeAt, spectralEnvelope.subarray(...range));
    heap.writeF64(aperiodicityAt, aperiodicity.subarray(...range));
    for (const slice of blocksOf(pulses, mostPulses)) {
      const first = from + slice.start;
      const last = first + slice.length;
      abi.sonde_synthesis_add(synthesis, envelopeAt, aperiodicityAt, chunk.start, rows, first, last, y.at, 0, y.length);
      yield SEARCH_PART + ((1 - SEARCH_PART) * last) / total;
    }
  }
}

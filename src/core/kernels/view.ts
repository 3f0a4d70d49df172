import { AppError } from '../base/errors.ts';
import type { Pointer } from './abi.gen.ts';
import { BLOCK_SAMPLES, blocksOf } from './blocks.ts';
import type { Heap } from './heap.ts';
import { formants, intensity } from './view-inspect.ts';
import type { Spectrogram, SpectrogramOptions, ViewKernel } from './view-kernel.ts';

/** Numbers for pictures. Only what a picture shows crosses into linear memory, in blocks. */
export function createViewKernel(heap: Heap): ViewKernel {
  return {
    spectrogram: (x, sampleRate, options) => spectrogram(heap, x, sampleRate, options),
    minMax: (x, samplesPerCell) => minMax(heap, x, samplesPerCell),
    intensity: (x, sampleRate, options) => intensity(heap, x, sampleRate, options),
    formants: (x, sampleRate, options) => formants(heap, x, sampleRate, options),
  };
}

function spectrogram(heap: Heap, x: Float64Array, sampleRate: number, options: SpectrogramOptions): Spectrogram {
  assertOptions(sampleRate, options);
  const { abi } = heap;
  const { columns, hop } = options;
  return heap.scoped((scope) => {
    const { windowLength, maxFrequency, preEmphasis } = options;
    const made = abi.sonde_spectrogram_plan_create(sampleRate, windowLength, maxFrequency, preEmphasis);
    const plan = scope.own(made, abi.sonde_spectrogram_plan_destroy);
    const windowSamples = abi.sonde_spectrogram_window_samples(plan);
    const bins = abi.sonde_spectrogram_bins(plan);
    const levelDb = new Float32Array(columns * bins);

    // Neighbouring windows overlap: as many columns at once as one block of the sound serves.
    const most = Math.max(1, Math.min(columns, 1 + Math.floor((BLOCK_SAMPLES - windowSamples) / hop)));
    const from = scope.f64((most - 1) * hop + windowSamples);
    const to = scope.f32(most * bins);
    for (const { start, length } of blocksOf(columns, most)) {
      const first = options.start + start * hop - (windowSamples - 1) / 2;
      writePadded(heap, from, x, first, (length - 1) * hop + windowSamples);
      abi.sonde_spectrogram_columns(plan, from, hop, length, to);
      levelDb.set(heap.readF32(to, length * bins), start * bins);
    }
    return { columns, bins, binWidth: abi.sonde_spectrogram_bin_width(plan), levelDb };
  });
}

/** Writes `x[first .. first + length - 1]`, with zeros where there is no x. */
function writePadded(heap: Heap, at: Pointer, x: Float64Array, first: number, length: number): void {
  const begin = Math.min(Math.max(0, -first), length);
  const end = Math.max(begin, Math.min(length, x.length - first));
  heap.writeF64(at, new Float64Array(begin));
  heap.writeF64(at + 8 * begin, x.subarray(first + begin, first + end));
  heap.writeF64(at + 8 * end, new Float64Array(length - end));
}

function assertOptions(sampleRate: number, options: SpectrogramOptions): void {
  const { windowLength, hop, start, columns, maxFrequency, preEmphasis } = options;
  const isRight =
    sampleRate > 0 &&
    windowLength > 0 &&
    Number.isInteger(hop) &&
    hop >= 1 &&
    Number.isInteger(start) &&
    Number.isInteger(columns) &&
    columns >= 0 &&
    maxFrequency >= 0 &&
    Number.isFinite(preEmphasis);
  if (!isRight) {
    const got = JSON.stringify({ sampleRate, ...options });
    throw new AppError('internal', `view: a spectrogram needs positive lengths and whole samples, got ${got}`);
  }
}

function minMax(heap: Heap, x: Float64Array, samplesPerCell: number): Float32Array {
  if (!Number.isInteger(samplesPerCell) || samplesPerCell < 1) {
    throw new AppError('internal', `view: a cell has a whole number of samples, at least one; got ${samplesPerCell}`);
  }
  const out = new Float32Array(2 * Math.ceil(x.length / samplesPerCell));
  return heap.scoped((scope) => {
    const from = scope.f64(BLOCK_SAMPLES);
    const cellsAtOnce = Math.max(1, Math.floor(BLOCK_SAMPLES / samplesPerCell));
    const to = scope.f32(2 * cellsAtOnce);
    for (const { start, length } of blocksOf(x.length, cellsAtOnce * samplesPerCell)) {
      const at = (2 * start) / samplesPerCell;
      // More than one part only where a single cell is longer than a block.
      for (const part of blocksOf(length, BLOCK_SAMPLES)) {
        const begin = start + part.start;
        heap.writeF64(from, x.subarray(begin, begin + part.length));
        const partOfCell = Math.min(samplesPerCell, BLOCK_SAMPLES);
        heap.check(heap.abi.sonde_view_min_max(from, part.length, partOfCell, to));
        const cells = heap.readF32(to, 2 * Math.ceil(part.length / partOfCell));
        if (part.start === 0) out.set(cells, at);
        else widen(out, at, cells);
      }
    }
    return out;
  });
}

/** Takes another part of the same cell into account. */
function widen(out: Float32Array, at: number, cell: Float32Array): void {
  out[at] = Math.min(out[at] ?? 0, cell[0] ?? 0);
  out[at + 1] = Math.max(out[at + 1] ?? 0, cell[1] ?? 0);
}

import { AppError } from '../base/errors.ts';
import type { Pointer } from './abi.gen.ts';
import type { Heap, Scope } from './heap.ts';
import type { F0Method, WorldAnalysis, WorldAnalysisOptions } from './kernels.ts';
import { frameCount, type SoundInHeap } from './world-f0.ts';

/** The frames of an analysis and the size of its rows. */
export interface FrameGrid {
  readonly sampleRate: number;
  readonly framePeriodMs: number;
  readonly fftSize: number;
  readonly bins: number;
}

/** Analysis options with their defaults, checked. */
export interface AnalysisGrid extends FrameGrid {
  readonly f0Method: F0Method;
  readonly f0Floor: number;
  readonly f0Ceiling: number;
  readonly decimation: number;
  readonly allowedRange: number;
  /** of D4C's safeguard noise */
  readonly noiseAmplitude: number;
}

/** Below, WORLD's windows for unvoiced frames (500 Hz) have hardly a sample; above, they have more than pays. */
const SAMPLE_RATES = { least: 2000, most: 768_000 };
/** At least so many in a period of the floor: with fewer the FFT is shorter than the 64 points that the spectra need. */
const SAMPLES_PER_PERIOD = 11;
/** Of one matrix; larger ones are no use to a browser either. */
const MATRIX_BYTES = 2 ** 31 - 64;

/** @throws AppError audio-unsupported */
export function checkSampleRate(sampleRate: number): void {
  const { least, most } = SAMPLE_RATES;
  if (Number.isInteger(sampleRate) && sampleRate >= least && sampleRate <= most) return;
  throw new AppError(
    'audio-unsupported',
    `WORLD works at whole sampling rates from ${least} to ${most} Hz; this sound has ${sampleRate} Hz.`,
  );
}

/** Defaults and limits of the options. @throws AppError audio-unsupported, query-invalid */
export function analysisGrid(heap: Heap, sampleRate: number, options: WorldAnalysisOptions = {}): AnalysisGrid {
  checkSampleRate(sampleRate);
  const { f0Method = 'dio', framePeriodMs = 5, f0Floor = 71, f0Ceiling = 800, revision = '2025' } = options;
  const { decimation = 1, allowedRange = 0.1 } = options;
  checkRange('framePeriodMs', framePeriodMs, 0.1, 1000, 'ms');
  checkRange('f0Floor', f0Floor, 10, sampleRate / SAMPLES_PER_PERIOD, 'Hz');
  checkRange('f0Ceiling', f0Ceiling, f0Floor, sampleRate / 2, 'Hz');
  checkRange('decimation', decimation, 1, 12, 'times');
  if (!Number.isInteger(decimation)) {
    throw queryInvalid('decimation', 'out-of-range', 'a whole number', String(decimation));
  }
  checkRange('allowedRange', allowedRange, 0, Number.MAX_VALUE, 'of f0');
  const fftSize = heap.abi.sonde_cheap_trick_fft_size(sampleRate, f0Floor);
  return {
    sampleRate,
    framePeriodMs,
    fftSize,
    bins: fftSize / 2 + 1,
    f0Method,
    f0Floor,
    f0Ceiling,
    decimation,
    allowedRange,
    noiseAmplitude: revision === '2021' ? 1e-12 : 1e-6,
  };
}

function checkRange(path: string, value: number, least: number, most: number, unit: string): void {
  if (value >= least && value <= most) return;
  throw queryInvalid(path, 'out-of-range', `a number from ${least} to ${most} ${unit}`, String(value));
}

/** One issue as an error: a module's own check of what the parser could not know. */
export function queryInvalid(path: string, code: string, expected: string, got: string): AppError {
  return new AppError('query-invalid', `${path}: expected ${expected}, got ${got}.`, {
    issues: [{ path, code, expected, got }],
  });
}

/** Copies a sound into linear memory. @throws AppError audio-empty, audio-not-finite, memory-limit */
export function putSound(heap: Heap, scope: Scope, x: Float64Array, sampleRate: number): SoundInHeap {
  checkNotEmpty(x.length);
  const at = scope.putF64(x);
  checkFiniteAt(heap, at, x.length);
  return { at, length: x.length, sampleRate };
}

/** @throws AppError audio-empty */
export function checkNotEmpty(samples: number): void {
  if (samples === 0) throw new AppError('audio-empty', 'The sound has no samples; WORLD needs at least one.');
}

/** @throws AppError audio-empty, audio-not-finite */
export function checkFinite(heap: Heap, x: Float64Array): void {
  checkNotEmpty(x.length);
  heap.scoped((scope) => checkFiniteAt(heap, scope.putF64(x), x.length));
}

/** @throws AppError audio-not-finite */
export function checkFiniteAt(heap: Heap, at: Pointer, length: number): void {
  if (heap.abi.sonde_level_is_finite(at, length) !== 0) return;
  throw new AppError('audio-not-finite', 'The sound contains NaN or infinite samples; WORLD cannot analyse it.');
}

/** @throws AppError query-invalid when f0 is not that of `samples` samples */
export function checkContour(heap: Heap, f0: Float64Array, samples: number, grid: FrameGrid): void {
  const frames = frameCount(heap, samples, grid.sampleRate, grid.framePeriodMs);
  if (f0.length !== frames) {
    throw queryInvalid('f0', 'wrong-length', `${frames} frames for ${samples} samples`, `${f0.length}`);
  }
  checkF0(f0, grid.sampleRate / 2);
}

function checkF0(f0: Float64Array, most: number): void {
  const wrong = f0.findIndex((hz) => !(hz >= 0 && hz <= most));
  if (wrong < 0) return;
  throw queryInvalid(`f0[${wrong}]`, 'out-of-range', `0 (unvoiced) or a frequency up to ${most} Hz`, `${f0[wrong]}`);
}

/** @throws AppError audio-empty for no frames, audio-unsupported, query-invalid when the parts do not fit together */
export function checkAnalysis(analysis: WorldAnalysis): FrameGrid {
  const { sampleRate, framePeriodMs, fftSize, f0, spectralEnvelope, aperiodicity } = analysis;
  checkSampleRate(sampleRate);
  checkRange('framePeriodMs', framePeriodMs, 0.1, 1000, 'ms');
  if (!(fftSize >= 64 && fftSize <= 2 ** 22 && Number.isInteger(Math.log2(fftSize)))) {
    throw queryInvalid('fftSize', 'out-of-range', 'a power of two from 64 to 2^22', String(fftSize));
  }
  if (f0.length === 0) throw new AppError('audio-empty', 'The analysis has no frames; WORLD needs at least one.');
  checkF0(f0, Number.MAX_VALUE);
  const bins = fftSize / 2 + 1;
  for (const [path, rows] of Object.entries({ spectralEnvelope, aperiodicity })) {
    if (rows.length === f0.length * bins) continue;
    throw queryInvalid(path, 'wrong-length', `${f0.length} frames of ${bins} bins`, `${rows.length} values`);
  }
  return { sampleRate, framePeriodMs, fftSize, bins };
}

/** @throws AppError size-limit when a matrix would pass 2 GiB */
export function checkRows(frames: number, bins: number): void {
  if (8 * frames * bins <= MATRIX_BYTES) return;
  throw new AppError('size-limit', `${frames} frames of ${bins} bins pass the limit of 2 GiB: take a shorter sound.`);
}

/** A matrix of zeroes. @throws AppError size-limit, memory-limit */
export function makeRows(frames: number, bins: number): Float64Array<ArrayBuffer> {
  checkRows(frames, bins);
  return makeF64(frames * bins);
}

/** @throws AppError memory-limit */
export function makeF64(length: number): Float64Array<ArrayBuffer> {
  try {
    return new Float64Array(length);
  } catch (cause) {
    const message = `Not enough memory for another ${8 * length} bytes. A shorter sound may fit.`;
    throw new AppError('memory-limit', message, { cause });
  }
}

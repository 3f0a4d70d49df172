import { AppError } from '../base/errors.ts';
import { blocksOf } from './blocks.ts';
import type { Heap, Scope } from './heap.ts';
import type { CodedSpectra, FeatureCodecKernel, Sliced, WorldAnalysis } from './kernels.ts';
import { checkAnalysis, makeF64, makeRows } from './world-checks.ts';

/** Frames between two yields: some milliseconds. */
const FRAMES_PER_SLICE = 64;

type Spectra = Pick<WorldAnalysis, 'spectralEnvelope' | 'aperiodicity'>;

/** WORLD's feature codec on linear memory: spectra in and out a slice at a time. */
export function createFeatureCodecKernel(heap: Heap): FeatureCodecKernel {
  return {
    size: (sampleRate, fftSize) =>
      heap.scoped((scope) => {
        const codec = open(heap, scope, sampleRate, fftSize);
        return { bands: heap.abi.sonde_codec_bands(codec), most: heap.abi.sonde_codec_most(codec) };
      }),
    code: (analysis, count) => codeSlices(heap, analysis, count),
    decode: (coded, sampleRate, fftSize) => decodeSlices(heap, coded, sampleRate, fftSize),
  };
}

function open(heap: Heap, scope: Scope, sampleRate: number, fftSize: number) {
  return scope.own(heap.abi.sonde_codec_create(sampleRate, fftSize), heap.abi.sonde_codec_destroy);
}

function checkCount(count: number, most: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= most) return;
  const issue = { path: 'coefficients', code: 'out-of-range', expected: `a whole number from 1 to ${most}` };
  const got = String(count);
  throw new AppError('query-invalid', `coefficients: expected ${issue.expected}, got ${got}.`, {
    issues: [{ ...issue, got }],
  });
}

function* codeSlices(heap: Heap, analysis: WorldAnalysis, count: number): Sliced<CodedSpectra> {
  const { sampleRate, fftSize, bins } = checkAnalysis(analysis);
  const { abi } = heap;
  const frames = analysis.f0.length;
  const scope = heap.open();
  try {
    const codec = open(heap, scope, sampleRate, fftSize);
    checkCount(count, abi.sonde_codec_most(codec));
    const bands = abi.sonde_codec_bands(codec);
    const [envelope, aperiodicity] = [makeF64(frames * count), makeF64(frames * bands)];
    const [rows, coded] = [scope.f64(FRAMES_PER_SLICE * bins), scope.f64(FRAMES_PER_SLICE * Math.max(count, bands, 1))];
    for (const { start, length } of blocksOf(frames, FRAMES_PER_SLICE)) {
      const range = [start * bins, (start + length) * bins] as const;
      heap.writeF64(rows, analysis.spectralEnvelope.subarray(...range));
      abi.sonde_codec_code_envelope(codec, rows, length, count, coded);
      heap.readF64Into(coded, envelope.subarray(start * count, (start + length) * count));
      heap.writeF64(rows, analysis.aperiodicity.subarray(...range));
      abi.sonde_codec_code_aperiodicity(codec, rows, length, coded);
      heap.readF64Into(coded, aperiodicity.subarray(start * bands, (start + length) * bands));
      yield (start + length) / frames;
    }
    return { frames, count, bands, envelope, aperiodicity };
  } finally {
    scope.close();
  }
}

function* decodeSlices(heap: Heap, given: CodedSpectra, sampleRate: number, fftSize: number): Sliced<Spectra> {
  const { frames, count, bands } = given;
  const { abi } = heap;
  const bins = fftSize / 2 + 1;
  const scope = heap.open();
  try {
    const codec = open(heap, scope, sampleRate, fftSize);
    checkCount(count, abi.sonde_codec_most(codec));
    if (bands !== abi.sonde_codec_bands(codec) || given.envelope.length !== frames * count) {
      throw new AppError('internal', `coded spectra of ${bands} bands do not fit ${sampleRate} Hz`);
    }
    const [spectralEnvelope, aperiodicity] = [makeRows(frames, bins), makeRows(frames, bins)];
    const [rows, coded] = [scope.f64(FRAMES_PER_SLICE * bins), scope.f64(FRAMES_PER_SLICE * Math.max(count, bands, 1))];
    for (const { start, length } of blocksOf(frames, FRAMES_PER_SLICE)) {
      const range = [start * bins, (start + length) * bins] as const;
      heap.writeF64(coded, given.envelope.subarray(start * count, (start + length) * count));
      abi.sonde_codec_decode_envelope(codec, coded, length, count, rows);
      heap.readF64Into(rows, spectralEnvelope.subarray(...range));
      heap.writeF64(coded, given.aperiodicity.subarray(start * bands, (start + length) * bands));
      abi.sonde_codec_decode_aperiodicity(codec, coded, length, rows);
      heap.readF64Into(rows, aperiodicity.subarray(...range));
      yield (start + length) / frames;
    }
    return { spectralEnvelope, aperiodicity };
  } finally {
    scope.close();
  }
}

import { AppError } from '../base/errors.ts';
import type { CodedSpectra, WorldAnalysis } from '../kernels/kernels.ts';
import { invalid } from './failure.ts';
import { type NpyArray, npyPieces, readNpy } from './npy.ts';
import { unzip } from './unzip.ts';
import { type ZipMember, zipPieces } from './zip.ts';

/** What a file of features holds: an analysis with its spectra, or with coded ones. */
export type Features = Omit<WorldAnalysis, 'spectralEnvelope' | 'aperiodicity'> &
  (Pick<WorldAnalysis, 'spectralEnvelope' | 'aperiodicity'> | { readonly coded: CodedSpectra });

/** What a file may leave out, as one written by hand does. */
export interface FeatureDefaults {
  /** Hz */
  readonly sampleRate?: number | undefined;
  /** ms */
  readonly framePeriodMs?: number | undefined;
}

/** Bytes that a file may unpack to. */
const LARGEST = 2 ** 31 - 1;
/** Python's wrapper of WORLD works with it when it is not told. */
const USUAL_PERIOD_MS = 5;
const NAMES = ['t', 'f0', 'sp', 'ap', 'coded_sp', 'coded_ap', 'fs', 'frame_period', 'fft_size'] as const;
type Name = (typeof NAMES)[number];
type Arrays = Partial<Record<Name, NpyArray>>;

/**
 * Features as a NumPy archive (`.npz`), in pieces, with the names that users of WORLD in Python give them: `t` (s), `f0` (Hz, 0 =
 * unvoiced), `sp` (power), `ap` (ratio), or `coded_sp` and `coded_ap`; with `fs` (Hz), `frame_period` (ms) and `fft_size`.
 * @param deflate packs the arrays
 * @throws AppError size-limit before there are pieces
 */
export function featurePieces(features: Features, deflate: boolean): Iterable<Uint8Array<ArrayBuffer>> {
  const { f0, sampleRate, framePeriodMs, fftSize } = features;
  const frames = f0.length;
  const times = Float64Array.from({ length: frames }, (_, i) => (i * framePeriodMs) / 1000);
  return zipPieces(
    [
      member('t', times, [frames]),
      member('f0', f0, [frames]),
      ...spectraMembers(features),
      member('fs', Float64Array.of(sampleRate), [], '<i8'),
      member('frame_period', Float64Array.of(framePeriodMs), []),
      member('fft_size', Float64Array.of(fftSize), [], '<i8'),
    ],
    deflate,
  );
}

function spectraMembers(features: Features): ZipMember[] {
  const frames = features.f0.length;
  if ('coded' in features) {
    const { envelope, aperiodicity, count, bands } = features.coded;
    return [member('coded_sp', envelope, [frames, count]), member('coded_ap', aperiodicity, [frames, bands])];
  }
  const shape = [frames, features.fftSize / 2 + 1];
  return [member('sp', features.spectralEnvelope, shape), member('ap', features.aperiodicity, shape)];
}

function member(name: Name, values: Float64Array, shape: readonly number[], type?: '<f8' | '<i8'): ZipMember {
  // An archive is written from memory that is not shared.
  const owned = values.buffer instanceof ArrayBuffer ? (values as Float64Array<ArrayBuffer>) : values.slice();
  return { name: `${name}.npy`, pieces: npyPieces({ shape, values: owned }, type) };
}

/**
 * Reads features from a NumPy archive, stored or packed, with numbers of any usual type. Other arrays in it are left alone.
 * @throws AppError features-invalid, saying what is wrong and what would be right; size-limit
 */
export function readFeatures(bytes: Uint8Array, given: FeatureDefaults = {}): Features {
  const arrays = arraysOf(bytes, NAMES, LARGEST);
  const f0 = contourOf(arrays);
  const sampleRate = sampleRateOf(arrays, given);
  const framePeriodMs = given.framePeriodMs ?? scalar(arrays, 'frame_period') ?? periodOf(arrays, f0.length);
  const frames = { sampleRate, framePeriodMs, f0 };
  if (arrays.sp === undefined && arrays.ap === undefined && arrays.coded_sp !== undefined) {
    const fftSize = scalar(arrays, 'fft_size');
    if (fftSize === undefined) throw invalid('coded_sp needs fft_size, the size that it was coded from');
    return { ...frames, fftSize, coded: codedOf(arrays, f0.length) };
  }
  const [spectralEnvelope, bins] = rowsOf(arrays, 'sp', f0.length);
  const [aperiodicity, others] = rowsOf(arrays, 'ap', f0.length);
  if (bins !== others) throw invalid(`sp has ${bins} columns and ap ${others}; they need the same`);
  checkValues(
    'sp',
    spectralEnvelope,
    bins,
    'a power above 0',
    (value) => value > 0 && value < Number.POSITIVE_INFINITY,
  );
  checkValues('ap', aperiodicity, bins, 'a ratio from 0 to 1', (value) => value >= 0 && value <= 1);
  return { ...frames, fftSize: 2 * (bins - 1), spectralEnvelope, aperiodicity };
}

/**
 * f0 of such an archive, whatever else is in it: Hz, 0 or NaN = unvoiced, with the time of each frame, s, where it is said.
 * @param limit bytes of its arrays, unpacked
 * @throws AppError features-invalid, audio-empty, size-limit
 */
export function readContourArrays(bytes: Uint8Array, limit: number) {
  const arrays = arraysOf(bytes, ['t', 'f0', 'frame_period'], limit);
  const f0 = contourOf(arrays, (hz) => !(hz < 0 || hz === Number.POSITIVE_INFINITY));
  const { t } = arrays;
  const framePeriodMs = scalar(arrays, 'frame_period') ?? periodOf(arrays, f0.length);
  if (t === undefined && !(framePeriodMs > 0))
    throw invalid(`frame_period is ${framePeriodMs}, and ms above 0 are needed`);
  if (t !== undefined && t.values.length !== f0.length) {
    throw invalid(`t has ${t.values.length} values, and f0 has ${f0.length}`);
  }
  return { f0, times: t?.values, framePeriodMs };
}

function arraysOf(bytes: Uint8Array, names: readonly Name[], limit: number): Arrays {
  const isWanted = (file: string) => names.some((name) => file === `${name}.npy`);
  const arrays: Arrays = {};
  for (const [file, content] of unzip(bytes, isWanted, limit)) {
    arrays[file.slice(0, -'.npy'.length) as Name] = readNpy(content, file);
  }
  return arrays;
}

function contourOf({ f0 }: Arrays, holds = (hz: number) => hz >= 0 && hz < Number.POSITIVE_INFINITY): Float64Array {
  if (f0 === undefined) throw invalid('it has no array f0');
  if (f0.values.length === 0) throw new AppError('audio-empty', 'The features have no frames.');
  // A column is a contour, too.
  if (f0.shape.filter((side) => side !== 1).length > 1) throw invalid(`f0 has the shape (${f0.shape}), not one row`);
  checkValues('f0', f0.values, 1, '0 or a frequency in Hz', holds);
  return f0.values;
}

function sampleRateOf(arrays: Arrays, given: FeatureDefaults): number {
  const sampleRate = given.sampleRate ?? scalar(arrays, 'fs');
  if (sampleRate === undefined) throw invalid('it has no fs, and none was given: the sampling rate in Hz');
  return sampleRate;
}

/** ms between the times of the frames, where there are two. */
function periodOf({ t }: Arrays, frames: number): number {
  const [first = 0, second] = t?.values ?? [];
  if (t !== undefined && t.values.length !== frames) {
    throw invalid(`t has ${t.values.length} values, and f0 has ${frames}`);
  }
  return second === undefined ? USUAL_PERIOD_MS : (second - first) * 1000;
}

function scalar(arrays: Arrays, name: Name): number | undefined {
  const array = arrays[name];
  if (array === undefined) return undefined;
  const [value] = array.values;
  if (value === undefined || array.values.length !== 1)
    throw invalid(`${name} has the shape (${array.shape}), not one number`);
  return value;
}

function rowsOf(arrays: Arrays, name: Name, frames: number): [rows: Float64Array, columns: number] {
  const array = arrays[name];
  if (array === undefined) throw invalid(`it has no array ${name}`);
  const [rows, columns] = array.shape;
  if (array.shape.length === 2 && rows === frames && columns !== undefined) return [array.values, columns];
  throw invalid(`${name} has the shape (${array.shape}), and f0 has ${frames} frames: one row for each is needed`);
}

function codedOf(arrays: Arrays, frames: number): CodedSpectra {
  const [envelope, count] = rowsOf(arrays, 'coded_sp', frames);
  const [aperiodicity, bands] = rowsOf(arrays, 'coded_ap', frames);
  checkValues('coded_sp', envelope, count, 'a finite number', Number.isFinite);
  checkValues('coded_ap', aperiodicity, bands, 'a finite number of dB', Number.isFinite);
  return { frames, count, bands, envelope, aperiodicity };
}

function checkValues(
  name: Name,
  values: Float64Array,
  columns: number,
  expected: string,
  holds: (value: number) => boolean,
): void {
  const wrong = values.findIndex((value) => !holds(value));
  if (wrong < 0) return;
  const place = columns === 1 ? `${wrong}` : `${Math.floor(wrong / columns)}, ${wrong % columns}`;
  throw invalid(`${name}[${place}] is ${values[wrong]}, and ${expected} is needed`);
}

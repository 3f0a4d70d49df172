import { readFixture, readFixtureF64, readFixtureGzip, readFixtureText } from './fixture.ts';

/**
 * The golden set of the WORLD vocoder: reference results with their provenance, made by `scripts/make-golden.mjs`.
 * See `golden/world/README.md` for what is in it and how far each stage may be from it.
 */
const FOLDER = 'src/testing/golden/world';

export interface GoldenVector {
  /** relative to the golden folder */
  readonly file: string;
  readonly type: 'f64' | 's16';
  readonly shape: readonly number[];
  /** of the decompressed bytes */
  readonly sha256: string;
  /** frame numbers of the rows, for `sp_rows` and `ap_rows` */
  readonly frames?: readonly number[];
}

export interface GoldenSignal {
  readonly name: string;
  readonly input: { readonly file: string; readonly sha256: string; readonly headerBytes: number };
  readonly sampleRate: number;
  readonly samples: number;
  readonly frames: number;
  readonly fftSize: number;
  readonly bins: number;
  /** trunc(frames * 5 ms * sampleRate): the length of `y` */
  readonly outputSamples: number;
  readonly vectors: Readonly<Record<string, GoldenVector>>;
}

export interface GoldenTolerance {
  readonly measure: string;
  readonly max: number;
  readonly reason: string;
}

export interface GoldenManifest {
  readonly tolerances: Readonly<Record<string, GoldenTolerance>>;
  readonly signals: Readonly<Record<string, GoldenSignal>>;
  readonly debug: { readonly vectors: Readonly<Record<string, GoldenVector>> };
  /** the noise generator's 128-bit state as four hexadecimal words p, q, r, s */
  readonly noiseGenerator: {
    readonly seed: readonly string[];
    readonly stateAfter: Readonly<Record<string, readonly string[]>>;
  };
}

/** Some rows of a `[frames x bins]` matrix. */
export interface GoldenRows {
  /** frame number of each row */
  readonly frames: readonly number[];
  readonly bins: number;
  /** `[frames.length x bins]`, row-major */
  readonly values: Float64Array;
}

/** Every signal of the set, so that `test.each` needs no asynchronous list; a test holds it against the manifest. */
export const GOLDEN_SIGNALS = [
  'clip30_44100',
  'silence_44100',
  'white_noise_44100',
  'glide_gap_44100',
  'glide_gap_dither_44100',
  'speech_female_8000',
  'speech_female_16000',
  'speech_female_44100',
  'speech_female_48000',
  'speech_male_16000',
  'speech_male_44100',
  'speech_male_48000',
] as const;

export type GoldenSignalName = (typeof GOLDEN_SIGNALS)[number];

/** Has digital silence inside voicing: two frames of DIO are rounding noise, so only later stages are comparable. */
export const GLIDE_WITH_DIGITAL_SILENCE: GoldenSignalName = 'glide_gap_44100';

let manifest: Promise<GoldenManifest> | undefined;

export function goldenManifest(): Promise<GoldenManifest> {
  manifest ??= readFixtureText(`${FOLDER}/manifest.json`).then((text) => {
    const parsed = JSON.parse(text) as GoldenManifest;
    const signals = Object.entries(parsed.signals).map(([name, signal]) => [name, { ...signal, name }] as const);
    return { ...parsed, signals: Object.fromEntries(signals) };
  });
  return manifest;
}

export async function goldenSignal(name: GoldenSignalName): Promise<GoldenSignal> {
  const signal = (await goldenManifest()).signals[name];
  if (!signal) throw new Error(`no golden signal named ${name}`);
  return signal;
}

/** The bytes of the signal's WAV file. */
export function goldenInputFile(signal: GoldenSignal): Promise<Uint8Array<ArrayBuffer>> {
  return readFixture(`${FOLDER}/${signal.input.file}`);
}

/** The signal as the reference was given it: code / 32768, mono. */
export async function goldenInput(signal: GoldenSignal): Promise<Float64Array<ArrayBuffer>> {
  const file = await goldenInputFile(signal);
  return Float64Array.from(new Int16Array(file.slice(signal.input.headerBytes).buffer), (code) => code / 32768);
}

/** The decompressed bytes of a vector. */
export function goldenBytes(vector: GoldenVector): Promise<Uint8Array<ArrayBuffer>> {
  return readFixtureGzip(`${FOLDER}/${vector.file}`);
}

function readF64(vector: GoldenVector): Promise<Float64Array<ArrayBuffer>> {
  return readFixtureF64(`${FOLDER}/${vector.file}`);
}

/** True where the signal has this vector: not every signal has every variant. */
export function hasGolden(signal: GoldenSignal, id: string): boolean {
  return id in signal.vectors;
}

function vectorOf(signal: GoldenSignal, id: string, type: GoldenVector['type']): GoldenVector {
  const vector = signal.vectors[id];
  if (vector?.type !== type) throw new Error(`${signal.name} has no golden vector ${id} of type ${type}`);
  return vector;
}

/** A vector of doubles such as `f0_dio`, `f0_stonemask`, `sp_logrowsum`, `ap_rowsum`, `y`. */
export function goldenF64(signal: GoldenSignal, id: string): Promise<Float64Array<ArrayBuffer>> {
  return readF64(vectorOf(signal, id, 'f64'));
}

/** The stored rows of the spectral envelope (`sp`) or the aperiodicity (`ap`), as they are, coded, or decoded. */
export async function goldenRows(
  signal: GoldenSignal,
  stage: 'sp' | 'ap' | `codec_${'sp' | 'ap'}_${'coded' | 'decoded'}`,
): Promise<GoldenRows> {
  const vector = vectorOf(signal, `${stage}_rows`, 'f64');
  return { frames: vector.frames ?? [], bins: vector.shape[1] ?? 0, values: await readF64(vector) };
}

/** The synthesised sound as the reference writes it to 16 bit: clamp(trunc(y * 32767)). */
export async function goldenPcm16(
  signal: GoldenSignal,
  id: 'y' | 'y_mod' | 'y_harvest_path',
): Promise<Int16Array<ArrayBuffer>> {
  return new Int16Array((await goldenBytes(vectorOf(signal, `${id}_pcm16`, 's16'))).buffer);
}

/** An intermediate result, of `speech_female_44100` unless it is generic (such as `noise_4096`). */
export async function goldenDebug(id: string): Promise<Float64Array<ArrayBuffer>> {
  const vector = (await goldenManifest()).debug.vectors[id];
  if (!vector) throw new Error(`no golden debug vector named ${id}`);
  return readF64(vector);
}

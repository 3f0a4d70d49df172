import type { Quantity } from '../units/quantity.ts';
import type { ContourKernel } from './contour-kernel.ts';
import type { EditKernel } from './edit-kernel.ts';
import type { FilterKernel } from './filter-kernel.ts';
import type { InterpolationKernel } from './interpolation-kernel.ts';
import type { Perform, Staged } from './staged.ts';
import type { ViewKernel } from './view-kernel.ts';

/**
 * What the WebAssembly binary offers, as the rest of core sees it. All signal values come from behind this interface.
 * Every array handed out is a fresh copy outside linear memory, owned by the caller and free to transfer; arrays
 * handed in are copied and never kept. One `Kernels` belongs to one thread.
 */
export interface Kernels {
  readonly hash: HashKernel;
  readonly pcm: PcmKernel;
  readonly level: LevelKernel;
  readonly edit: EditKernel;
  readonly contour: ContourKernel;
  readonly resample: ResampleKernel;
  readonly fft: FftKernel;
  readonly filter: FilterKernel;
  readonly interpolation: InterpolationKernel;
  readonly world: WorldKernel;
  readonly features: FeatureCodecKernel;
  readonly view: ViewKernel;
  readonly vocoder: VocoderKernel;
}

/**
 * A long computation cut into slices of some milliseconds: each `yield` is the fraction done (0..1), at which the
 * caller may answer messages, report progress or stop (`return()` frees everything held in linear memory).
 */
export type Sliced<T> = Generator<number, T, void>;

export interface HashKernel {
  /**
   * `hashBytes` of the pieces one after the other, the same 48 characters, at the speed of compiled code and in slices.
   * @param size of all pieces together, bytes; for the fraction done, and the memory that is taken
   */
  hash(pieces: Iterable<Uint8Array>, size: number): Sliced<string>;
}

export type PcmEncoding = 'u8' | 's16' | 's24' | 's32' | 'f32' | 'f64';

/**
 * How doubles become integers:
 * - `wav`: floor(round(x * 2^31) / 2^(32 - bits)), what libsndfile writes to WAV and AIFF with clipping on;
 * - `flac`: round-half-even(x * 2^(bits - 1)), what it writes to FLAC;
 * - `world-tool`: clamp(trunc(x * 32767)), the WORLD reference's own 16-bit test writer.
 */
export type PcmRule = 'wav' | 'flac' | 'world-tool';

export interface PcmKernel {
  /**
   * Interleaved little-endian PCM to planar doubles: integers by code / 2^(bits - 1) (u8: (code - 128) / 128), floats unchanged.
   * @param bytes length a multiple of channels * bytes per sample (asserted)
   */
  decode(bytes: Uint8Array, encoding: PcmEncoding, channelCount: number): Float64Array[];
  /** Planar doubles to interleaved little-endian PCM, limited to the integer range. `rule` is ignored for floats. */
  encode(channels: readonly Float64Array[], encoding: PcmEncoding, rule: PcmRule): Uint8Array<ArrayBuffer>;
}

export interface LevelKernel {
  /** sqrt(mean(x^2)) over all samples of all channels; 0 for no samples. Pairwise summation. */
  rms(channels: readonly Float64Array[]): number;
  /** Largest |x| over all channels. */
  peak(channels: readonly Float64Array[]): number;
  /** False if any sample is NaN or infinite. */
  isFinite(channels: readonly Float64Array[]): boolean;
  /** `rms` of channels that come in blocks, each but the last a multiple of 512 samples; a slice per block. */
  rmsOf(channels: Iterable<Iterable<Float64Array>>): Sliced<number>;
  /** x / rms * target, as `matchRms` does it for the whole that x is a stretch of; a fresh array. */
  toLevel(x: Float64Array, rms: number, target: number): Float64Array;
  /** The factor that `preventClipping` uses for this peak. */
  clippingGain(peak: number): number;
  /** x * gain, fresh arrays. */
  scale(channels: readonly Float64Array[], gain: number): Float64Array[];
  /** y / rms(y) * target over all channels together; unchanged copy when rms(y) is 0; all zeros when target is 0. */
  matchRms(channels: readonly Float64Array[], target: number): Float64Array[];
  /** m = max|y|; if m >= 1 then y * (0.98 / m), else y unchanged. `gain` is the factor used. */
  preventClipping(channels: readonly Float64Array[]): { channels: Float64Array[]; gain: number };
}

export interface ResampleKernel {
  /** int(frames * (to / from)), as libsamplerate's wrappers count. */
  length(frames: number, from: number, to: number): number;
  /**
   * The sound at another sampling rate, by a windowed sinc of 138 zero crossings on each side: no delay, flat up to 93 % of
   * the lower Nyquist frequency, closed from it on. Agrees with libsamplerate's `sinc_best` to its float32 precision.
   * @param from Hz, an integer
   * @param to Hz, an integer
   */
  convert(channels: readonly Float64Array[], from: number, to: number): Sliced<Float64Array[]>;
  /**
   * The same of one channel that may not be in memory, at two rates.
   * @param read gives samples start..start+count-1, all inside
   * @param write takes the result's samples from `start` on, in order; shared
   */
  convertStream(
    frames: number,
    read: (start: number, count: number) => Float64Array,
    from: number,
    to: number,
    write: (start: number, y: Float64Array) => void,
  ): Sliced<void>;
}

export interface FftKernel {
  /** Forward DFT of a real signal of power-of-two length n >= 2: bins 0..n/2, no scaling, exp(-j). */
  realForward(x: Float64Array): { re: Float64Array; im: Float64Array };
  /** Unnormalised inverse (no 1/n) of bins 0..n/2 to n real samples; imaginary parts of bins 0 and n/2 are ignored. */
  realInverse(re: Float64Array, im: Float64Array): Float64Array;
}

export type FrequencyScale = 'log' | 'greenwood' | 'linear';

export interface FilterBank {
  /** Sections of each band, of one kind and order. */
  readonly bands: readonly Float64Array[];
  readonly zeroPhase: boolean;
}

/** Noise and tones of a vocoder: `frequencies` in Hz, one per band; `edges` the bands' cut-offs, one more than bands. */
export type Carrier =
  | { readonly kind: 'noise' }
  | { readonly kind: 'sin'; readonly frequencies: readonly number[] }
  | { readonly kind: 'low-noise'; readonly edges: readonly number[] }
  | { readonly kind: 'pshc'; readonly frequencies: readonly number[] };

export interface VocoderPlan {
  /** Hz */
  readonly sampleRate: number;
  readonly analysis: FilterBank;
  /** As many bands as analysis. */
  readonly synthesis: FilterBank;
  /** A low-pass has the sections of each band; they work forward and backward. */
  readonly envelope:
    | { readonly kind: 'hilbert' }
    | {
        readonly kind: 'low-pass';
        readonly rectify: 'half-wave' | 'full-wave';
        readonly bands: readonly Float64Array[];
      };
  /** `[bands x bands]`: how much of each band's envelope (row) goes into each band (column). */
  readonly spread: Float64Array | undefined;
  readonly carrier: Carrier;
  readonly filterBefore: boolean;
  readonly filterAfter: boolean;
  readonly seed: VocoderSeed;
}

/** A word 0..2^32-1 or a list of such; `each` begins anew with every channel, otherwise channels go on from each other. */
export interface VocoderSeed {
  readonly words: number | readonly number[];
  readonly each: boolean;
}

export interface VocoderKernel {
  /** `count` >= 2 frequencies from low to high, Hz, evenly on a scale, moved by `shift` mm towards the cochlea's base. */
  frequencies(scale: FrequencyScale, low: number, high: number, count: number, shift: number): Float64Array;
  /** The geometric means of neighbours: middles of the bands between these edges, Hz. */
  geometricMeans(edges: readonly number[]): Float64Array;
  /** NumPy's legacy uniform noise from low to high. @param words as in VocoderSeed */
  noise(words: number | readonly number[], low: number, high: number, count: number): Float64Array;
  /** Two words for each channel that name its samples. */
  nameSamples(channels: readonly Float64Array[]): number[];
  /** Channel vocoder, channel by channel, unscaled: each band has the RMS that it had in the input. */
  vocode(channels: readonly Float64Array[], plan: VocoderPlan): Sliced<Float64Array[]>;
  /**
   * The bands' envelopes as they are put on the carriers, for pictures: the largest value of each cell of so many samples,
   * `[bands x ceil(samples / samplesPerCell)]`, linear.
   */
  envelopes(x: Float64Array, plan: VocoderPlan, samplesPerCell: number): Sliced<Float32Array>;
}

/** WORLD D4C's safeguard noise: 1e-6 since `2025`, 1e-12 in `2021`. */
export type WorldRevision = '2025' | '2021';

/** How f0 is found: DIO and StoneMask, or Harvest. */
export type F0Method = 'dio' | 'harvest';

export interface WorldAnalysisOptions {
  /** default 'dio'. */
  readonly f0Method?: F0Method;
  /** ms, default 5. */
  readonly framePeriodMs?: number;
  /** Hz, default 71. */
  readonly f0Floor?: number;
  /** Hz, default 800. */
  readonly f0Ceiling?: number;
  /** DIO: 1..12, default 1: works on the sound decimated by so much, after a low-pass. */
  readonly decimation?: number;
  /** DIO: largest relative step of f0 between frames, default 0.1. */
  readonly allowedRange?: number;
  /** default '2025'. */
  readonly revision?: WorldRevision;
}

/** What WORLD knows of a mono sound. Frames are every `framePeriodMs`; bins = fftSize / 2 + 1. */
export interface WorldAnalysis {
  readonly sampleRate: number;
  readonly framePeriodMs: number;
  readonly fftSize: number;
  /** Hz, `[frames]`, 0 = unvoiced. */
  readonly f0: Float64Array;
  /** Power, `[frames x bins]` row-major. */
  readonly spectralEnvelope: Float64Array;
  /** Amplitude ratio in (0, 1), `[frames x bins]` row-major. */
  readonly aperiodicity: Float64Array;
}

export interface WorldChange {
  /** Ratio, offset in st or Hz (voiced frames only), or a new geometric mean in Hz over the voiced frames. */
  readonly f0?: Quantity;
  /** Ratio new / old vocal-tract length, or offset in st. Above 1 is longer: formants go down. */
  readonly vtl?: Quantity;
  /** Ratio, offset in s, or absolute s. */
  readonly duration?: Quantity;
}

export interface WorldKernel {
  /** Does a part of what `stages` asks for, on this thread. */
  readonly perform: Perform;
  /** Everything below that takes long, as stages. */
  readonly stages: WorldStages;

  /** trunc(1000 * samples / sampleRate / framePeriodMs) + 1. */
  frameCount(samples: number, sampleRate: number, framePeriodMs: number): number;
  /** Frames that `modify` gives for a change of duration; below 1 where it refuses one, because nothing is left. */
  changedFrameCount(frames: number, framePeriodMs: number, duration: Quantity | undefined): number;
  /** CheapTrick's and synthesis's FFT size for the given floor (default 71 Hz). */
  fftSize(sampleRate: number, f0Floor?: number): number;

  /** DIO: coarse f0, Hz, `[frames]`. */
  dio(x: Float64Array, sampleRate: number, options?: WorldAnalysisOptions): Float64Array;
  /** Harvest: f0, Hz, `[frames]`, which StoneMask needs not refine. */
  harvest(x: Float64Array, sampleRate: number, options?: WorldAnalysisOptions): Float64Array;
  /** StoneMask: refines an f0 contour. */
  stoneMask(x: Float64Array, sampleRate: number, f0: Float64Array, options?: WorldAnalysisOptions): Float64Array;
  /** CheapTrick: power envelope `[frames x bins]`. */
  cheapTrick(x: Float64Array, sampleRate: number, f0: Float64Array, options?: WorldAnalysisOptions): Float64Array;
  /** D4C with LoveTrain: aperiodicity `[frames x bins]`. */
  d4c(x: Float64Array, sampleRate: number, f0: Float64Array, options?: WorldAnalysisOptions): Float64Array;

  /** DIO and StoneMask, or Harvest, in slices: the f0 that `analyze` finds. @throws AppError audio-empty when x is empty. */
  trackF0(x: Float64Array, sampleRate: number, options?: WorldAnalysisOptions): Sliced<Float64Array>;
  /** f0, CheapTrick, D4C in slices. @throws AppError audio-empty when x is empty. */
  analyze(x: Float64Array, sampleRate: number, options?: WorldAnalysisOptions): Sliced<WorldAnalysis>;
  /**
   * The parameters after a change (section 16.3 of the VTServer behaviour, corrected); the input is untouched,
   * and what does not change is shared with it: with f0 alone, both matrices.
   */
  modify(analysis: WorldAnalysis, change: WorldChange): Sliced<WorldAnalysis>;
  /** Batch synthesis of exactly `length` samples, unscaled, in slices. */
  synthesize(analysis: WorldAnalysis, length: number): Sliced<Float64Array>;
  /**
   * Some rows of an analysis, where the whole would be too much: those that `analyze` gives.
   * @param contour as `stages.contour` gives it for this source and these options
   * @throws AppError audio-unsupported, query-invalid
   */
  rows(
    source: MonoSource,
    contour: Pick<WorldContour, 'f0' | 'shares'>,
    kind: WorldRowKind,
    options?: WorldAnalysisOptions,
  ): WorldRows;
}

/** CheapTrick's power, or D4C's amplitude ratio. */
export type WorldRowKind = 'envelope' | 'aperiodicity';

export interface WorldRows {
  readonly fftSize: number;
  readonly bins: number;
  /** Frames first..first+count-1, `[count x bins]`; each call begins where the one before ended, or later. */
  read(first: number, count: number): Float64Array;
}

/** A mono sound to be read from anywhere: in memory, or so long that it is not. */
export interface MonoSource {
  /** samples, at least 1 */
  readonly length: number;
  /** Hz */
  readonly sampleRate: number;
  /** Samples start..start+count-1, all inside; shared, not to be written to. */
  read(start: number, count: number): Float64Array;
}

/** What a change makes of a contour, and where the result's rows are to be read in those of the analysis. */
export interface ChangedContour {
  /** Hz, of the result's frames, 0 = unvoiced. */
  readonly f0: Float64Array;
  /** s on the old time axis, of the result's frames; undefined where the duration stays. */
  readonly times: Float64Array | undefined;
  readonly vtlRatio: number;
}

/** What is kept of a sound too long for its spectra to be: from these, any stretch of them is made again. */
export interface WorldContour {
  readonly sampleRate: number;
  readonly framePeriodMs: number;
  readonly fftSize: number;
  /** Hz, `[frames]`, 0 = unvoiced. */
  readonly f0: Float64Array;
  /** LoveTrain's: what of a frame's power below 7900 Hz is below 4000 Hz, 0..1, `[frames]`. */
  readonly shares: Float64Array;
}

/**
 * WORLD's computations as stages, for whoever runs them on one thread or several. `hands` says how many; it changes how the
 * work is cut, never the result.
 */
export interface WorldStages {
  /** The f0 that `analyze` finds. @throws AppError audio-empty, audio-not-finite */
  trackF0(source: MonoSource, options?: WorldAnalysisOptions, hands?: number): Staged<Float64Array>;
  /** DIO, StoneMask, CheapTrick, D4C. @throws AppError audio-empty, audio-not-finite */
  analyze(source: MonoSource, options?: WorldAnalysisOptions, hands?: number): Staged<WorldAnalysis>;
  /** The spectra that belong to an f0 found or corrected elsewhere, `[frames]` of this sound. @throws as above, query-invalid */
  spectra(source: MonoSource, f0: Float64Array, options?: WorldAnalysisOptions, hands?: number): Staged<WorldAnalysis>;
  /** What of an analysis is short enough to keep for any sound; with an f0 found or corrected elsewhere, of that. */
  contour(source: MonoSource, options?: WorldAnalysisOptions, hands?: number, f0?: Float64Array): Staged<WorldContour>;
  /** f0 after a change, as `modify` gives it. @throws AppError query-invalid */
  change(analysis: Pick<WorldAnalysis, 'f0' | 'framePeriodMs'>, change: WorldChange): ChangedContour;
  /** Batch synthesis of exactly `length` samples, unscaled, of a changed analysis. */
  synthesize(analysis: WorldAnalysis, change: WorldChange, length: number, hands?: number): Staged<Float64Array>;
  /**
   * The same without the analysis as a whole: its rows are made again for each stretch of the result.
   * @param write takes the samples from `start` on, in order
   */
  resynthesize(
    source: MonoSource,
    contour: WorldContour,
    changed: ChangedContour,
    length: number,
    write: (start: number, y: Float64Array) => void,
    options?: WorldAnalysisOptions,
    hands?: number,
  ): Staged<void>;
}

/** The spectra of an analysis in a few numbers per frame. */
export interface CodedSpectra {
  readonly frames: number;
  /** Coefficients of a frame's envelope. */
  readonly count: number;
  /** Values of a frame's aperiodicity: one for each 3 kHz up to 15 kHz, below Nyquist; 0 at low rates. */
  readonly bands: number;
  /** `[frames x count]` row-major, much like a mel-cepstrum. */
  readonly envelope: Float64Array;
  /** dB, `[frames x bands]` row-major. */
  readonly aperiodicity: Float64Array;
}

/** WORLD's feature codec. What is decoded is smoother than what was coded. */
export interface FeatureCodecKernel {
  /** Bands of a coded aperiodicity, and the most coefficients of an envelope. */
  size(sampleRate: number, fftSize: number): { readonly bands: number; readonly most: number };
  /** @throws AppError query-invalid for a count that is not 1..most */
  code(analysis: WorldAnalysis, count: number): Sliced<CodedSpectra>;
  /** @throws AppError query-invalid as above, memory-limit, size-limit */
  decode(
    coded: CodedSpectra,
    sampleRate: number,
    fftSize: number,
  ): Sliced<Pick<WorldAnalysis, 'spectralEnvelope' | 'aperiodicity'>>;
}

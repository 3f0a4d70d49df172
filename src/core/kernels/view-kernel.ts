/** Frames `start` to `start + frames - 1` of those that stand every `step` s from 0 on. */
interface FrameSpan {
  /** s */
  readonly step: number;
  readonly start: number;
  readonly frames: number;
}

/** For ViewKernel.intensity. */
export interface IntensityOptions extends FrameSpan {
  /** Lowest periodicity that is smoothed away, Hz; the window's effective length is 3.2 / floor. */
  readonly floor: number;
}

/** For ViewKernel.formants. */
export interface FormantOptions extends FrameSpan {
  /** Highest frequency that is looked at, Hz; the sound is resampled to twice as much. Twice of it is a whole number. */
  readonly ceiling: number;
  /** Formants per frame at most, 1..10. */
  readonly count: number;
  /** Effective length of the window, s. */
  readonly windowLength: number;
  /** Pre-emphasis of 6 dB per octave from here on, Hz. */
  readonly emphasisFrom: number;
}

export interface SpectrogramOptions {
  /** Effective Gaussian window length, s: 0.005 wide band, 0.030 narrow band. */
  readonly windowLength: number;
  /** Samples between columns. */
  readonly hop: number;
  /** First column's centre, samples (may be negative or beyond the end: zeros are assumed there). */
  readonly start: number;
  readonly columns: number;
  /** Highest frequency kept, Hz. */
  readonly maxFrequency: number;
  /** dB per octave above 50 Hz, 0 for none; Praat's default is 6. */
  readonly preEmphasis: number;
}

export interface Spectrogram {
  readonly columns: number;
  readonly bins: number;
  /** Hz between bins; bin 0 is 0 Hz. */
  readonly binWidth: number;
  /** dB re full scale per Hz, `[columns x bins]`, float32 for drawing. */
  readonly levelDb: Float32Array;
}

/** Numbers for pictures: never part of a sound. */
export interface ViewKernel {
  spectrogram(x: Float64Array, sampleRate: number, options: SpectrogramOptions): Spectrogram;
  /** Per cell of `samplesPerCell` samples: min and max interleaved, `[2 * ceil(n / samplesPerCell)]`. */
  minMax(x: Float64Array, samplesPerCell: number): Float32Array;
  /** Mean square under a bell-shaped window, dB re 1, `[frames]`. @throws AppError internal for settings out of range */
  intensity(x: Float64Array, sampleRate: number, options: IntensityOptions): Float64Array;
  /** Burg's method: frequency and bandwidth by turns, Hz, ascending, 0 where there is none, `[frames x 2 count]`. @throws as above */
  formants(x: Float64Array, sampleRate: number, options: FormantOptions): Float64Array;
}

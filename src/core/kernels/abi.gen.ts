// Made by scripts/gen-abi.mjs from wasm/abi/*.h. Do not edit.

/** An address in linear memory; 0 is none. As WebAssembly returns it, that is signed: read it with `>>> 0`. */
export type Pointer = number;

/** Done. */
export const SONDE_OK = 0;

/** There was no memory; nothing was changed. */
export const SONDE_NO_MEMORY = 1;

/** An argument was out of its range: a defect of the caller. */
export const SONDE_BAD_ARGUMENT = 2;

/** Samples that every block but a channel's last is a multiple of, for sonde_square_sum_add. */
export const SONDE_SQUARE_SUM_LEAF = 512;

/** unsigned 8 bit */
export const SONDE_PCM_U8 = 0;

/** signed 16 bit */
export const SONDE_PCM_S16 = 1;

/** signed 24 bit in 3 bytes */
export const SONDE_PCM_S24 = 2;

/** signed 32 bit */
export const SONDE_PCM_S32 = 3;

/** IEEE single */
export const SONDE_PCM_F32 = 4;

/** IEEE double */
export const SONDE_PCM_F64 = 5;

/** floor(round(x * 2^31) / 2^(32 - bits)) */
export const SONDE_PCM_RULE_WAV = 0;

/** round(x * 2^(bits - 1)) */
export const SONDE_PCM_RULE_FLAC = 1;

/** trunc(x * 32767), for 16 bit only */
export const SONDE_PCM_RULE_WORLD_TOOL = 2;

/** The functions that the binary exports. */
export interface Abi {
  /** Memory for `bytes` bytes, aligned for any type, contents undefined; null when there is none. Freed by the caller. */
  sonde_alloc(bytes: number): Pointer;
  /** Gives back what sonde_alloc gave. Takes null too. */
  sonde_free(memory: Pointer): void;
  /** Why the last call failed or trapped: ASCII, ended by a zero byte, empty if nothing has. Owned by the library. */
  sonde_last_message(): Pointer;
  /** A plan for n real samples, n a power of two >= 2; null when n is none or there is no memory. */
  sonde_fft_plan_create(n: number): Pointer;
  /** Takes null too. */
  sonde_fft_plan_destroy(plan: Pointer): void;
  /** x `[n]` to bins 0..n/2 in re, im `[n/2 + 1]`, unscaled, exp(-j). No overlap. */
  sonde_fft_real_forward(plan: Pointer, x: Pointer, re: Pointer, im: Pointer): void;
  /** Bins 0..n/2 to x `[n]`, without 1/n; im[0] and im[n/2] are ignored. work `[n]` is scratch. No overlap. */
  sonde_fft_real_inverse(plan: Pointer, re: Pointer, im: Pointer, x: Pointer, work: Pointer): void;
  /** Piecewise linear on knots, values `[n]`, n >= 2, at queries `[m]`; out `[m]` may be queries. Extends the end segments. */
  sonde_interpolation_linear(knots: Pointer, values: Pointer, n: number, queries: Pointer, m: number, out: Pointer): number;
  /** Doubles of scratch that sonde_interpolation_cubic needs for n knots. */
  sonde_interpolation_cubic_work(n: number): number;
  /** Not-a-knot spline through knots, values `[n]`, n >= 4, at queries `[m]`; out `[m]` may be queries. Constant outside. */
  sonde_interpolation_cubic(knots: Pointer, values: Pointer, n: number, queries: Pointer, m: number, out: Pointer, work: Pointer): number;
  /** A sum of squares of nothing yet; null when there is no memory. */
  sonde_square_sum_create(): Pointer;
  /** Takes null too. */
  sonde_square_sum_destroy(sum: Pointer): void;
  /** Adds a block x `[n]` of the present channel; n a multiple of SONDE_SQUARE_SUM_LEAF, except in a channel's last block. */
  sonde_square_sum_add(sum: Pointer, x: Pointer, n: number): void;
  /** Closes a channel; the next block belongs to another one. */
  sonde_square_sum_end_channel(sum: Pointer): void;
  /** Root of the mean over all that was added, of closed channels; 0 for nothing. */
  sonde_square_sum_rms(sum: Pointer): number;
  /** The larger of `least` and the largest |x| in x `[n]`. NaN is passed over. */
  sonde_level_peak(x: Pointer, n: number, least: number): number;
  /** 1, or 0 if any of x `[n]` is NaN or infinite. */
  sonde_level_is_finite(x: Pointer, n: number): number;
  /** x `[n]` times gain, in place. */
  sonde_level_scale(x: Pointer, n: number, gain: number): void;
  /** (x / divisor) * factor for x `[n]`, in place, with both roundings. */
  sonde_level_divide_multiply(x: Pointer, n: number, divisor: number, factor: number): void;
  /** The factor that keeps a peak below full scale: 1 for a peak < 1, else 0.98 / peak. */
  sonde_level_clipping_gain(peak: number): number;
  /** Interleaved bytes of `[frames x channels]` samples to planar out `[channels x frames]`. */
  sonde_pcm_decode(bytes: Pointer, encoding: number, channels: number, frames: number, out: Pointer): number;
  /** Planar x `[channels x frames]` to interleaved bytes of `[frames x channels]` samples. The rule is for integers. */
  sonde_pcm_encode(x: Pointer, encoding: number, rule: number, channels: number, frames: number, bytes: Pointer): number;
  /** Smallest and largest of each cell of x `[n]`: out `[2 * ceil(n / samples_per_cell)]`, min and max by turns. */
  sonde_view_min_max(x: Pointer, n: number, samplesPerCell: number, out: Pointer): number;
  /**
   * Window and tables for spectrograms; null when there is no memory or the window is longer than 2^22 samples.
   * Lengths in s, frequencies in Hz, pre_emphasis in dB per octave above 50 Hz.
   */
  sonde_spectrogram_plan_create(sampleRate: number, windowLength: number, maxFrequency: number, preEmphasis: number): Pointer;
  /** Takes null too. */
  sonde_spectrogram_plan_destroy(plan: Pointer): void;
  /** Samples under the window, an odd number. */
  sonde_spectrogram_window_samples(plan: Pointer): number;
  /** Frequencies per column. */
  sonde_spectrogram_bins(plan: Pointer): number;
  /** Hz between bins; bin 0 is 0 Hz. */
  sonde_spectrogram_bin_width(plan: Pointer): number;
  /**
   * Column c looks at x from c * hop on, as many samples as the window has. level_db is `[columns x bins]`, dB re full
   * scale per Hz. The plan holds the scratch: one caller at a time.
   */
  sonde_spectrogram_columns(plan: Pointer, x: Pointer, hop: number, columns: number, levelDb: Pointer): void;
}

export const ABI_NAMES: readonly (keyof Abi)[] = [
  'sonde_alloc',
  'sonde_free',
  'sonde_last_message',
  'sonde_fft_plan_create',
  'sonde_fft_plan_destroy',
  'sonde_fft_real_forward',
  'sonde_fft_real_inverse',
  'sonde_interpolation_linear',
  'sonde_interpolation_cubic_work',
  'sonde_interpolation_cubic',
  'sonde_square_sum_create',
  'sonde_square_sum_destroy',
  'sonde_square_sum_add',
  'sonde_square_sum_end_channel',
  'sonde_square_sum_rms',
  'sonde_level_peak',
  'sonde_level_is_finite',
  'sonde_level_scale',
  'sonde_level_divide_multiply',
  'sonde_level_clipping_gain',
  'sonde_pcm_decode',
  'sonde_pcm_encode',
  'sonde_view_min_max',
  'sonde_spectrogram_plan_create',
  'sonde_spectrogram_plan_destroy',
  'sonde_spectrogram_window_samples',
  'sonde_spectrogram_bins',
  'sonde_spectrogram_bin_width',
  'sonde_spectrogram_columns',
];

// Made by scripts/gen-abi.mjs from wasm/abi/*.h. Do not edit.

/** An address in linear memory; 0 is none. As WebAssembly returns it, that is signed: read it with `>>> 0`. */
export type Pointer = number;

/** Done. */
export const SONDE_OK = 0;

/** There was no memory; nothing was changed. */
export const SONDE_NO_MEMORY = 1;

/** An argument was out of its range: a defect of the caller. */
export const SONDE_BAD_ARGUMENT = 2;

/** Numbers of each band in sonde_top_bins_finish. */
export const SONDE_TOP_BINS_FIELDS = 3;

/** Weights on a straight line. */
export const SONDE_RAMP_LINEAR = 0;

/** Weights on half a period of a raised cosine. */
export const SONDE_RAMP_COSINE = 1;

/** Passes what lies below `high`. */
export const SONDE_FILTER_LOW_PASS = 0;

/** Passes what lies above `low`. */
export const SONDE_FILTER_HIGH_PASS = 1;

/** Passes what lies between; of order N it has 2N poles. */
export const SONDE_FILTER_BAND_PASS = 2;

/** Highest order of a design. */
export const SONDE_FILTER_MOST_ORDER = 48;

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

/** The highest rate, Hz. */
export const SONDE_RESAMPLE_RATE_LIMIT = 4194304;

/** Evenly in ln f. */
export const SONDE_SCALE_LOG = 0;

/** Evenly along the basilar membrane. */
export const SONDE_SCALE_GREENWOOD = 1;

/** Evenly in Hz. */
export const SONDE_SCALE_LINEAR = 2;

/** Doubles of one pulse. */
export const SONDE_PULSE_FIELDS = 3;

/** The functions that the binary exports. */
export interface Abi {
  /** Memory for `bytes` bytes, aligned for any type, contents undefined; null when there is none. Freed by the caller. */
  sonde_alloc(bytes: number): Pointer;
  /** Gives back what sonde_alloc gave. Takes null too. */
  sonde_free(memory: Pointer): void;
  /** Why the last call failed or trapped: ASCII, ended by a zero byte, empty if nothing has. Owned by the library. */
  sonde_last_message(): Pointer;
  /** For one sampling rate in Hz and an FFT size, a power of two from 64 on. Null without memory or for others. */
  sonde_codec_create(sampleRate: number, fftSize: number): Pointer;
  /** Takes null too. */
  sonde_codec_destroy(codec: Pointer): void;
  /** Values of a frame's coded aperiodicity; 0 at low rates. */
  sonde_codec_bands(codec: Pointer): number;
  /** The most coefficients that an envelope can be coded to. */
  sonde_codec_most(codec: Pointer): number;
  /** Power envelopes `[frames x (fft_size / 2 + 1)]` to coded `[frames x count]`, 1 <= count <= most. */
  sonde_codec_code_envelope(codec: Pointer, envelope: Pointer, frames: number, count: number, coded: Pointer): void;
  /** The other way. */
  sonde_codec_decode_envelope(codec: Pointer, coded: Pointer, frames: number, count: number, envelope: Pointer): void;
  /** Aperiodicities `[frames x (fft_size / 2 + 1)]` to coded `[frames x bands]`, dB. */
  sonde_codec_code_aperiodicity(codec: Pointer, aperiodicity: Pointer, frames: number, coded: Pointer): void;
  /** The other way. */
  sonde_codec_decode_aperiodicity(codec: Pointer, coded: Pointer, frames: number, aperiodicity: Pointer): void;
  /** f0 * times / by, in place. */
  sonde_contour_rescale(f0: Pointer, first: number, last: number, times: number, by: number): void;
  /** No voice in these frames, in place. */
  sonde_contour_unvoice(f0: Pointer, first: number, last: number): void;
  /** Voice in these frames, interpolated, in place. The number of those that stay unvoiced, as the whole contour is. */
  sonde_contour_voice(f0: Pointer, frames: number, first: number, last: number): number;
  /** Voiced frames on a line through anchors times, hz `[count]`, count >= 1, times increasing; blend in s, >= 0; in place. */
  sonde_contour_draw(f0: Pointer, frames: number, framePeriod: number, first: number, last: number, blend: number, times: Pointer, hz: Pointer, count: number): void;
  /** Median over `width` frames, odd, 1..31, into out `[frames]`, which is not f0. */
  sonde_contour_median(f0: Pointer, frames: number, first: number, last: number, width: number, out: Pointer): number;
  /** Mean under a Gaussian of `width` ms, > 0, at half its height, into out `[frames]`, which is not f0. */
  sonde_contour_smooth(f0: Pointer, frames: number, framePeriod: number, first: number, last: number, width: number, out: Pointer): void;
  /** Voiced frames into least..most, in place. The number of those that were outside. */
  sonde_contour_limit(f0: Pointer, first: number, last: number, least: number, most: number): number;
  /** For a sound of n samples, n >= 10, and a factor 2..12. Null without memory or for other arguments. */
  sonde_decimation_create(n: number, factor: number): Pointer;
  /** Takes null too. */
  sonde_decimation_destroy(decimation: Pointer): void;
  /** Samples of the sound in one block; the last may have less. */
  sonde_decimation_block(): number;
  /** Number of the first value at or after the start of a block; for the block after the last, that of all values. */
  sonde_decimation_first(decimation: Pointer, block: number): number;
  /** The sound once, forwards: takes the `count` samples of the next block. */
  sonde_decimation_take(decimation: Pointer, x: Pointer, count: number): void;
  /**
   * Then the blocks once from the last to the first, and after that in any order: from its samples x `[count]`, writes the
   * values of a block, sonde_decimation_first of the next less its own.
   */
  sonde_decimation_run(decimation: Pointer, block: number, x: Pointer, count: number, values: Pointer): void;
  /**
   * Of a decimated signal of `length` samples with that mean, what its two highest bins are; the other arguments are
   * DIO's. Null without memory or for arguments that DIO refuses.
   */
  sonde_top_bins_create(sampleRate: number, f0Floor: number, f0Ceiling: number, decimation: number, length: number, mean: number): Pointer;
  /** Takes null too. */
  sonde_top_bins_destroy(topBins: Pointer): void;
  /** DIO's bands. */
  sonde_top_bins_bands(topBins: Pointer): number;
  /** Takes the next samples; those that never come are zeros. */
  sonde_top_bins_take(topBins: Pointer, x: Pointer, count: number): void;
  /** What they add to the bands, shares `[bands x SONDE_TOP_BINS_FIELDS]`, after the last sample. */
  sonde_top_bins_finish(topBins: Pointer, shares: Pointer): void;
  /**
   * Multiplies x `[n]` in place by the weights first..first+n-1 of a ramp of `count` frames, from 0 to 1 when rising is not 0,
   * else from 1 to 0.
   */
  sonde_edit_ramp(x: Pointer, n: number, first: number, count: number, rising: number, shape: number): number;
  /** Puts x * x_gain + y * y_gain into x `[n]`; y `[n]`. */
  sonde_edit_weighted_sum(x: Pointer, xGain: number, y: Pointer, yGain: number, n: number): void;
  /** 10^(decibels / 20). */
  sonde_edit_amplitude(decibels: number): number;
  /** trunc(1000 n / sample_rate / frame_period_ms) + 1; 0 when that is no number of frames. */
  sonde_frame_count(n: number, sampleRate: number, framePeriodMs: number): number;
  /**
   * DIO on x `[n]`, n >= 1, which is kept until the last block has run. Two bands per octave.
   * sample_rate in Hz; 1 <= f0_floor <= f0_ceiling in Hz; decimation 1..12; tolerance >= 0, the largest relative step of f0
   * between frames. Null without memory or for other arguments.
   */
  sonde_dio_create(x: Pointer, n: number, sampleRate: number, f0Floor: number, f0Ceiling: number, framePeriodMs: number, decimation: number, tolerance: number): Pointer;
  /** Takes null too. */
  sonde_dio_destroy(dio: Pointer): void;
  /** Frames of the contour. */
  sonde_dio_frames(dio: Pointer): number;
  /** Blocks that have not run yet. A block takes about a millisecond. */
  sonde_dio_blocks_left(dio: Pointer): number;
  /** Runs so many blocks, or as many as are left. */
  sonde_dio_run(dio: Pointer, blocks: number): void;
  /** The contour f0 `[frames]` in Hz, 0 = unvoiced, once no blocks are left. */
  sonde_dio_finish(dio: Pointer, f0: Pointer): number;
  /** StoneMask for one sampling rate, Hz. Null without memory or for a rate below 1. */
  sonde_stone_mask_create(sampleRate: number): Pointer;
  /** Takes null too. */
  sonde_stone_mask_destroy(stoneMask: Pointer): void;
  /**
   * Refines f0 `[frames]` in place, each for itself: frames first..first+frames-1 of a sound of `length` samples, >= 1, of
   * which x `[count]` holds those from `start` on, at least all within 60 ms of these frames. A frame takes about 10 us.
   */
  sonde_stone_mask_run(stoneMask: Pointer, x: Pointer, start: number, count: number, length: number, framePeriodMs: number, f0: Pointer, first: number, frames: number): void;
  /**
   * before + x[0] + x[1] + ... `[n]`, added in this order. DIO's mean is such a sum of all samples of its signal, which has
   * a zero more than the sound has samples, or is the decimated sound.
   */
  sonde_running_sum(x: Pointer, n: number, before: number): number;
  /** 0 for a sound of n samples that is too short to be tracked: its contour is all zeros. */
  sonde_dio_is_trackable(n: number, sampleRate: number, f0Floor: number, framePeriodMs: number, decimation: number): number;
  /**
   * A finder of events in DIO's bands, at the sound's rate and decimation. Null without memory or for arguments that DIO
   * refuses.
   */
  sonde_event_finder_create(sampleRate: number, f0Floor: number, f0Ceiling: number, decimation: number): Pointer;
  /** Takes null too. */
  sonde_event_finder_destroy(finder: Pointer): void;
  /** Rows of events: four kinds in every band. */
  sonde_event_finder_rows(finder: Pointer): number;
  /** Samples of one block: a signal of `length` samples has (length - 1) / step + 1 of them. */
  sonde_event_finder_step(finder: Pointer): number;
  /** Samples that the filters reach to either side of a block. */
  sonde_event_finder_reach(finder: Pointer): number;
  /**
   * Finds the events in blocks first..first+blocks-1 of a signal with that mean, which has `given` samples and zeros after
   * them up to `length`. x `[count]` holds the samples from `start` on: the blocks, the one before them, and the reach on
   * both sides, as far as there are any. top_bins are the shares that sonde_top_bins_finish gave, for a decimated sound,
   * or null.
   */
  sonde_event_finder_run(finder: Pointer, x: Pointer, start: number, count: number, given: number, length: number, mean: number, topBins: Pointer, first: number, blocks: number): number;
  /** Events of a row in the last run. */
  sonde_event_finder_count(finder: Pointer, row: number): number;
  /** Copies their positions, in samples, into positions `[count]`. */
  sonde_event_finder_read(finder: Pointer, row: number, positions: Pointer): void;
  /** A tracker for a contour of so many frames; the rest is DIO's. Null as above. */
  sonde_dio_tracker_create(frames: number, sampleRate: number, f0Floor: number, f0Ceiling: number, framePeriodMs: number, decimation: number, tolerance: number): Pointer;
  /** Takes null too. */
  sonde_dio_tracker_destroy(tracker: Pointer): void;
  /** The events of the next blocks: counts `[rows]`, and the positions of all rows, one after the other. */
  sonde_dio_tracker_take(tracker: Pointer, positions: Pointer, counts: Pointer, rows: number): number;
  /** The contour f0 `[frames]` in Hz, 0 = unvoiced, after the last events. */
  sonde_dio_tracker_finish(tracker: Pointer, f0: Pointer): number;
  /** A plan for n real samples, n a power of two >= 2; null when n is none or there is no memory. */
  sonde_fft_plan_create(n: number): Pointer;
  /** Takes null too. */
  sonde_fft_plan_destroy(plan: Pointer): void;
  /** x `[n]` to bins 0..n/2 in re, im `[n/2 + 1]`, unscaled, exp(-j). No overlap. */
  sonde_fft_real_forward(plan: Pointer, x: Pointer, re: Pointer, im: Pointer): void;
  /** Bins 0..n/2 to x `[n]`, without 1/n; im[0] and im[n/2] are ignored. work `[n]` is scratch. No overlap. */
  sonde_fft_real_inverse(plan: Pointer, re: Pointer, im: Pointer, x: Pointer, work: Pointer): void;
  /** Sections of a design; 0 for an order or kind that there is not. */
  sonde_butterworth_sections(kind: number, order: number): number;
  /** Sections of a filter with its cut-offs, Hz, at -3 dB, inside 0 < f < sample_rate / 2. */
  sonde_butterworth(kind: number, order: number, low: number, high: number, sampleRate: number, sos: Pointer): number;
  /** |H| at a frequency, Hz. */
  sonde_sos_gain(sos: Pointer, sections: number, frequency: number, sampleRate: number): number;
  /** Samples that zero-phase filtering needs at each end: a sound must have more. */
  sonde_sos_edge(sos: Pointer, sections: number): number;
  /** Filters of one design kind and order for the two sounds of a pair; null without memory. */
  sonde_sos_pair_create(first: Pointer, second: Pointer, sections: number, zeroPhase: number): Pointer;
  /** Takes null too. */
  sonde_sos_pair_destroy(pair: Pointer): void;
  /** Begins to filter x `[n x 2]` in place; x stays where it is until nothing is left. */
  sonde_sos_pair_start(pair: Pointer, x: Pointer, n: number): number;
  /** Samples that are left, over all passes. */
  sonde_sos_pair_left(pair: Pointer): number;
  /** Does so many samples, or as many as are left in this pass and the next. */
  sonde_sos_pair_run(pair: Pointer, count: number): void;
  /** Envelopes for pairs of n samples; null without memory. */
  sonde_hilbert_pair_create(n: number): Pointer;
  /** Takes null too. */
  sonde_hilbert_pair_destroy(hilbert: Pointer): void;
  /** Steps of an envelope. */
  sonde_hilbert_pair_steps(hilbert: Pointer): number;
  /** Does step `step`, from 0, in order; the last one turns x `[n x 2]` into its envelope. */
  sonde_hilbert_pair_step(hilbert: Pointer, step: number, x: Pointer): void;
  /**
   * Harvest on a sound of n samples, n >= 1, which comes twice, in any pieces. sample_rate in Hz; 1 <= f0_floor <= f0_ceiling
   * in Hz. Null without memory or for other arguments.
   */
  sonde_harvest_create(n: number, sampleRate: number, f0Floor: number, f0Ceiling: number, framePeriodMs: number): Pointer;
  /** Takes null too. */
  sonde_harvest_destroy(harvest: Pointer): void;
  /** Frames of the contour. */
  sonde_harvest_frames(harvest: Pointer): number;
  /** Samples that are still to come, of the two times that the sound comes. */
  sonde_harvest_left(harvest: Pointer): number;
  /**
   * Takes the sound's next samples x `[count]`; the first time is for their mean alone, and the second takes some 50 ms for
   * a second of sound. @returns status; after a failure only destroy is of use
   */
  sonde_harvest_take(harvest: Pointer, x: Pointer, count: number): number;
  /** The contour f0 `[frames]` in Hz, 0 = unvoiced, once the sound has come twice. @returns status */
  sonde_harvest_finish(harvest: Pointer, f0: Pointer): number;
  /** Begins a digest of digest_size bytes, 1..64 (asserted); null when there is no memory. */
  sonde_blake2b_create(digestSize: number): Pointer;
  /** Takes null too. */
  sonde_blake2b_destroy(hash: Pointer): void;
  /** Takes bytes `[n]`. */
  sonde_blake2b_update(hash: Pointer, bytes: Pointer, n: number): void;
  /** Writes digest `[digest_size]`; the handle is then good for nothing but being destroyed. */
  sonde_blake2b_digest(hash: Pointer, digest: Pointer): void;
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
  /** A converter of rates in Hz, 1..SONDE_RESAMPLE_RATE_LIMIT; null without memory or for other rates. */
  sonde_resample_create(from: number, to: number): Pointer;
  /** Takes null too. */
  sonde_resample_destroy(resample: Pointer): void;
  /** The first input sample that result sample k needs; below 0 where that is before the sound. */
  sonde_resample_first(resample: Pointer, k: number): number;
  /** Input samples that one result sample needs. */
  sonde_resample_width(resample: Pointer): number;
  /**
   * Result samples k..k+count-1 into out `[count]`, from the input x `[n]`, which begins with sonde_resample_first(k) and
   * holds zeroes where the sound has nothing.
   */
  sonde_resample_run(resample: Pointer, x: Pointer, n: number, k: number, count: number, out: Pointer): number;
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
  /** Window for intensity; floor in Hz. Null when there is no memory or the window is too long. */
  sonde_intensity_plan_create(sampleRate: number, floor: number): Pointer;
  /** Takes null too. */
  sonde_intensity_plan_destroy(plan: Pointer): void;
  /** Samples that a frame looks at on each side of its middle. */
  sonde_intensity_reach(plan: Pointer): number;
  /**
   * dB re a mean square of 1, out `[frames]`, at samples `centres`. x `[count]` is samples start..start+count-1 of the sound: all
   * of it that the frames reach.
   */
  sonde_intensity_frames(plan: Pointer, x: Pointer, start: number, count: number, centres: Pointer, frames: number, out: Pointer): void;
  /** Burg's method for a sound at sample_rate, twice the ceiling; null when there is no memory or the window fits no order. */
  sonde_formant_plan_create(sampleRate: number, windowLength: number, formants: number, emphasisFrom: number): Pointer;
  /** Takes null too. */
  sonde_formant_plan_destroy(plan: Pointer): void;
  /** Samples that a frame looks at on each side of its middle; one more on the left. */
  sonde_formant_reach(plan: Pointer): number;
  /**
   * Frequency and bandwidth by turns, Hz, ascending, 0 where there is none, out `[frames x 2 formants]`, at samples `centres` of x;
   * x has all that the frames reach. The plan holds the scratch: one caller at a time.
   */
  sonde_formant_frames(plan: Pointer, x: Pointer, centres: Pointer, frames: number, formants: number, out: Pointer): void;
  /** `count` >= 2 frequencies, Hz, evenly on a scale, moved by `shift` mm towards the base. */
  sonde_space_frequencies(scale: number, low: number, high: number, count: number, shift: number, out: Pointer): void;
  /** The geometric means of neighbours among f `[count]`, Hz; out `[count - 1]`. */
  sonde_geometric_means(f: Pointer, count: number, out: Pointer): void;
  /** MT19937 from one word, or, when is_list, from a list of `count` >= 1; null without memory. */
  sonde_mersenne_create(key: Pointer, count: number, isList: number): Pointer;
  /** Takes null too. */
  sonde_mersenne_destroy(generator: Pointer): void;
  /** The next n values of low + (high - low) * u, u in [0, 1) from two words each. */
  sonde_mersenne_uniform(generator: Pointer, low: number, high: number, n: number, out: Pointer): void;
  /** Two words that name the samples x `[n]`: a key for sounds that come without a seed. */
  sonde_fold_bits(x: Pointer, n: number, key: Pointer): void;
  /** sin(2 pi f i / sample_rate) for samples first..first+n-1 of both lanes. */
  sonde_tone_pair(firstHz: number, secondHz: number, sampleRate: number, first: number, n: number, out: Pointer): void;
  /** Low-noise noise between two frequencies, Hz, out `[n]`. */
  sonde_low_noise(generator: Pointer, low: number, high: number, sampleRate: number, n: number, out: Pointer): number;
  /** Pulse-spreading harmonic complex for the auditory filter at `center`, Hz, out `[n]`. */
  sonde_pulse_spreading_complex(center: number, sampleRate: number, n: number, out: Pointer): number;
  /** Sounds a, b `[n]` into a pair; they may be the same. */
  sonde_pair_join(a: Pointer, b: Pointer, n: number, out: Pointer): void;
  /** max(x, 0), or |x| when full_wave, in place. */
  sonde_pair_rectify(x: Pointer, n: number, fullWave: number): void;
  /** x times y, in place. */
  sonde_pair_multiply(x: Pointer, y: Pointer, n: number): void;
  /** Sums of squares of the lanes; n a multiple of SONDE_SQUARE_SUM_LEAF but in the last block. */
  sonde_pair_add_squares(x: Pointer, n: number, a: Pointer, b: Pointer): void;
  /** mix `[n]` += each lane / its rms * its target; a lane whose rms is 0 adds nothing. rms, target `[2]`. */
  sonde_pair_mix(x: Pointer, n: number, rms: Pointer, target: Pointer, mix: Pointer): void;
  /**
   * Weighted sums of all bands' envelopes, samples first..first+n-1. Pairs of envelopes begin `stride` doubles apart;
   * weights `[bands x 2]`; out pair `[n x 2]`.
   */
  sonde_pair_spread(envelopes: Pointer, bands: number, stride: number, first: number, n: number, weights: Pointer, out: Pointer): void;
  /** The noise sequence, addressable by position; null when there is no memory. Handles below keep it: destroy it last. */
  sonde_noise_plan_create(): Pointer;
  /** Takes null too. */
  sonde_noise_plan_destroy(plan: Pointer): void;
  /** The FFT size of CheapTrick and synthesis for the lowest f0, Hz. */
  sonde_cheap_trick_fft_size(sampleRate: number, f0Floor: number): number;
  /** CheapTrick for one rate and size, a power of two >= 64; null when it is none or there is no memory. */
  sonde_cheap_trick_create(noise: Pointer, sampleRate: number, fftSize: number): Pointer;
  /** Takes null too. */
  sonde_cheap_trick_destroy(cheapTrick: Pointer): void;
  /** Noise values that these frames consume. */
  sonde_cheap_trick_noise_count(cheapTrick: Pointer, f0: Pointer, frames: number): number;
  /** Power envelopes of the frames from `first` on into out; f0 is of these frames, noise_offset the count before them. */
  sonde_cheap_trick_frames(cheapTrick: Pointer, x: Pointer, start: number, count: number, length: number, framePeriod: number, f0: Pointer, first: number, frames: number, noiseOffset: number, out: Pointer): void;
  /** D4C and LoveTrain for one rate and output size; null as above. noise_amplitude: 1e-6, in WORLD before 2024-09 1e-12. */
  sonde_d4c_create(noise: Pointer, sampleRate: number, fftSize: number, noiseAmplitude: number): Pointer;
  /** Takes null too. */
  sonde_d4c_destroy(d4c: Pointer): void;
  /** Noise values that LoveTrain consumes on these frames. */
  sonde_d4c_share_noise_count(d4c: Pointer, f0: Pointer, frames: number): number;
  /** LoveTrain's shares, out `[frames]`, of the frames from `first` on. */
  sonde_d4c_shares(d4c: Pointer, x: Pointer, start: number, count: number, length: number, framePeriod: number, f0: Pointer, first: number, frames: number, noiseOffset: number, out: Pointer): void;
  /** Noise values that the main pass consumes on these frames, after LoveTrain's on all frames. */
  sonde_d4c_noise_count(d4c: Pointer, f0: Pointer, share: Pointer, frames: number): number;
  /** Aperiodicity of the frames from `first` on into out; f0 and share are of these frames. */
  sonde_d4c_frames(d4c: Pointer, x: Pointer, start: number, count: number, length: number, framePeriod: number, f0: Pointer, share: Pointer, first: number, frames: number, noiseOffset: number, out: Pointer): void;
  /** Synthesis for one rate and size; null as above. */
  sonde_synthesis_create(noise: Pointer, sampleRate: number, fftSize: number): Pointer;
  /** Takes null too. */
  sonde_synthesis_destroy(synthesis: Pointer): void;
  /** Begins a sound of `length` samples, >= 0, on f0 `[frames]`, frames >= 1, which is kept. */
  sonde_synthesis_start(synthesis: Pointer, framePeriod: number, f0: Pointer, frames: number, length: number): number;
  /** Looks for the pulses up to sample `until`, or the end. To be called in order, until the end is reached. */
  sonde_synthesis_advance(synthesis: Pointer, until: number): number;
  /** The first pulse at or after a frame, once all are found; the number of pulses for the number of frames. */
  sonde_synthesis_pulse_at(synthesis: Pointer, frame: number): number;
  /**
   * Adds the pulses from..to-1 to y, which is samples start..start+count-1 of the sound. Envelope and aperiodicity are rows
   * first_frame..first_frame+frames-1: those around these pulses, the next frame too.
   */
  sonde_synthesis_add(synthesis: Pointer, envelope: Pointer, aperiodicity: Pointer, firstFrame: number, frames: number, from: number, to: number, y: Pointer, start: number, count: number): void;
  /** The first pulse at or after a sample, once all are found; else their number. */
  sonde_synthesis_pulse_from(synthesis: Pointer, sample: number): number;
  /** Copies pulses from..to-1 to out `[pulses x SONDE_PULSE_FIELDS]`: sample, voicing (0 or 1), shift. */
  sonde_synthesis_read_pulses(synthesis: Pointer, from: number, to: number, out: Pointer): void;
  /**
   * Adds pulses that were read, but the last of them, to y as above; they need not be of this handle's own sound, which has
   * `total` frames and its first pulse at sample `origin`.
   */
  sonde_synthesis_render(synthesis: Pointer, envelope: Pointer, aperiodicity: Pointer, firstFrame: number, frames: number, total: number, framePeriod: number, pulses: Pointer, pulseCount: number, origin: number, y: Pointer, start: number, count: number): number;
  /** 2^(semitones / 12). */
  sonde_modify_semitone_ratio(semitones: number): number;
  /** f0 * ratio; out may be f0, here and below. */
  sonde_modify_f0_scale(f0: Pointer, frames: number, ratio: number, out: Pointer): void;
  /** f0 + offset Hz in voiced frames. */
  sonde_modify_f0_shift(f0: Pointer, frames: number, offset: number, out: Pointer): void;
  /** f0 moved to another geometric mean over the voiced frames, Hz. */
  sonde_modify_f0_center(f0: Pointer, frames: number, mean: number, out: Pointer): void;
  /** `count` times from 0 to `end` s, evenly. */
  sonde_modify_spread_times(end: number, count: number, out: Pointer): void;
  /** f0 `[frames]` at times `[count]`, s, into out `[count]`. */
  sonde_modify_retime_f0(f0: Pointer, frames: number, framePeriod: number, times: Pointer, count: number, out: Pointer): number;
  /** The frame before a time, s, of `total` frames; rows at that time are read from it and the next. */
  sonde_modify_frame_before(time: number, framePeriod: number, total: number): number;
  /**
   * Rows at times `[count]`, s, with bin k read at k * frequency_ratio, into out `[count x bins]`. Given are rows
   * first_frame..first_frame+frames-1 of `total`.
   */
  sonde_modify_resample_rows(rows: Pointer, firstFrame: number, frames: number, bins: number, total: number, framePeriod: number, frequencyRatio: number, times: Pointer, count: number, out: Pointer): void;
}

export const ABI_NAMES: readonly (keyof Abi)[] = [
  'sonde_alloc',
  'sonde_free',
  'sonde_last_message',
  'sonde_codec_create',
  'sonde_codec_destroy',
  'sonde_codec_bands',
  'sonde_codec_most',
  'sonde_codec_code_envelope',
  'sonde_codec_decode_envelope',
  'sonde_codec_code_aperiodicity',
  'sonde_codec_decode_aperiodicity',
  'sonde_contour_rescale',
  'sonde_contour_unvoice',
  'sonde_contour_voice',
  'sonde_contour_draw',
  'sonde_contour_median',
  'sonde_contour_smooth',
  'sonde_contour_limit',
  'sonde_decimation_create',
  'sonde_decimation_destroy',
  'sonde_decimation_block',
  'sonde_decimation_first',
  'sonde_decimation_take',
  'sonde_decimation_run',
  'sonde_top_bins_create',
  'sonde_top_bins_destroy',
  'sonde_top_bins_bands',
  'sonde_top_bins_take',
  'sonde_top_bins_finish',
  'sonde_edit_ramp',
  'sonde_edit_weighted_sum',
  'sonde_edit_amplitude',
  'sonde_frame_count',
  'sonde_dio_create',
  'sonde_dio_destroy',
  'sonde_dio_frames',
  'sonde_dio_blocks_left',
  'sonde_dio_run',
  'sonde_dio_finish',
  'sonde_stone_mask_create',
  'sonde_stone_mask_destroy',
  'sonde_stone_mask_run',
  'sonde_running_sum',
  'sonde_dio_is_trackable',
  'sonde_event_finder_create',
  'sonde_event_finder_destroy',
  'sonde_event_finder_rows',
  'sonde_event_finder_step',
  'sonde_event_finder_reach',
  'sonde_event_finder_run',
  'sonde_event_finder_count',
  'sonde_event_finder_read',
  'sonde_dio_tracker_create',
  'sonde_dio_tracker_destroy',
  'sonde_dio_tracker_take',
  'sonde_dio_tracker_finish',
  'sonde_fft_plan_create',
  'sonde_fft_plan_destroy',
  'sonde_fft_real_forward',
  'sonde_fft_real_inverse',
  'sonde_butterworth_sections',
  'sonde_butterworth',
  'sonde_sos_gain',
  'sonde_sos_edge',
  'sonde_sos_pair_create',
  'sonde_sos_pair_destroy',
  'sonde_sos_pair_start',
  'sonde_sos_pair_left',
  'sonde_sos_pair_run',
  'sonde_hilbert_pair_create',
  'sonde_hilbert_pair_destroy',
  'sonde_hilbert_pair_steps',
  'sonde_hilbert_pair_step',
  'sonde_harvest_create',
  'sonde_harvest_destroy',
  'sonde_harvest_frames',
  'sonde_harvest_left',
  'sonde_harvest_take',
  'sonde_harvest_finish',
  'sonde_blake2b_create',
  'sonde_blake2b_destroy',
  'sonde_blake2b_update',
  'sonde_blake2b_digest',
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
  'sonde_resample_create',
  'sonde_resample_destroy',
  'sonde_resample_first',
  'sonde_resample_width',
  'sonde_resample_run',
  'sonde_view_min_max',
  'sonde_spectrogram_plan_create',
  'sonde_spectrogram_plan_destroy',
  'sonde_spectrogram_window_samples',
  'sonde_spectrogram_bins',
  'sonde_spectrogram_bin_width',
  'sonde_spectrogram_columns',
  'sonde_intensity_plan_create',
  'sonde_intensity_plan_destroy',
  'sonde_intensity_reach',
  'sonde_intensity_frames',
  'sonde_formant_plan_create',
  'sonde_formant_plan_destroy',
  'sonde_formant_reach',
  'sonde_formant_frames',
  'sonde_space_frequencies',
  'sonde_geometric_means',
  'sonde_mersenne_create',
  'sonde_mersenne_destroy',
  'sonde_mersenne_uniform',
  'sonde_fold_bits',
  'sonde_tone_pair',
  'sonde_low_noise',
  'sonde_pulse_spreading_complex',
  'sonde_pair_join',
  'sonde_pair_rectify',
  'sonde_pair_multiply',
  'sonde_pair_add_squares',
  'sonde_pair_mix',
  'sonde_pair_spread',
  'sonde_noise_plan_create',
  'sonde_noise_plan_destroy',
  'sonde_cheap_trick_fft_size',
  'sonde_cheap_trick_create',
  'sonde_cheap_trick_destroy',
  'sonde_cheap_trick_noise_count',
  'sonde_cheap_trick_frames',
  'sonde_d4c_create',
  'sonde_d4c_destroy',
  'sonde_d4c_share_noise_count',
  'sonde_d4c_shares',
  'sonde_d4c_noise_count',
  'sonde_d4c_frames',
  'sonde_synthesis_create',
  'sonde_synthesis_destroy',
  'sonde_synthesis_start',
  'sonde_synthesis_advance',
  'sonde_synthesis_pulse_at',
  'sonde_synthesis_add',
  'sonde_synthesis_pulse_from',
  'sonde_synthesis_read_pulses',
  'sonde_synthesis_render',
  'sonde_modify_semitone_ratio',
  'sonde_modify_f0_scale',
  'sonde_modify_f0_shift',
  'sonde_modify_f0_center',
  'sonde_modify_spread_times',
  'sonde_modify_retime_f0',
  'sonde_modify_frame_before',
  'sonde_modify_resample_rows',
];

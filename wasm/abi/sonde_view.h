/**
 * Numbers for pictures, of wasm/kernels/view. Never part of a sound.
 */
#ifndef SONDE_VIEW_H
#define SONDE_VIEW_H

#include "sonde_base.h"

typedef struct sonde_spectrogram_plan sonde_spectrogram_plan;

/** Smallest and largest of each cell of x `[n]`: out `[2 * ceil(n / samples_per_cell)]`, min and max by turns. */
SONDE_API int32_t sonde_view_min_max(const double* x, int32_t n, int32_t samples_per_cell, float* out);

/**
 * Window and tables for spectrograms; null when there is no memory or the window is longer than 2^22 samples.
 * Lengths in s, frequencies in Hz, pre_emphasis in dB per octave above 50 Hz.
 */
SONDE_API sonde_spectrogram_plan* sonde_spectrogram_plan_create(double sample_rate, double window_length,
                                                                double max_frequency, double pre_emphasis);

/** Takes null too. */
SONDE_API void sonde_spectrogram_plan_destroy(sonde_spectrogram_plan* plan);

/** Samples under the window, an odd number. */
SONDE_API int32_t sonde_spectrogram_window_samples(const sonde_spectrogram_plan* plan);

/** Frequencies per column. */
SONDE_API int32_t sonde_spectrogram_bins(const sonde_spectrogram_plan* plan);

/** Hz between bins; bin 0 is 0 Hz. */
SONDE_API double sonde_spectrogram_bin_width(const sonde_spectrogram_plan* plan);

/**
 * Column c looks at x from c * hop on, as many samples as the window has. level_db is `[columns x bins]`, dB re full
 * scale per Hz. The plan holds the scratch: one caller at a time.
 */
SONDE_API void sonde_spectrogram_columns(sonde_spectrogram_plan* plan, const double* x, int32_t hop, int32_t columns,
                                         float* level_db);

typedef struct sonde_intensity_plan sonde_intensity_plan;

/** Window for intensity; floor in Hz. Null when there is no memory or the window is too long. */
SONDE_API sonde_intensity_plan* sonde_intensity_plan_create(double sample_rate, double floor);

/** Takes null too. */
SONDE_API void sonde_intensity_plan_destroy(sonde_intensity_plan* plan);

/** Samples that a frame looks at on each side of its middle. */
SONDE_API int32_t sonde_intensity_reach(const sonde_intensity_plan* plan);

/**
 * dB re a mean square of 1, out `[frames]`, at samples `centres`. x `[count]` is samples start..start+count-1 of the sound: all
 * of it that the frames reach.
 */
SONDE_API void sonde_intensity_frames(const sonde_intensity_plan* plan, const double* x, int32_t start, int32_t count,
                                      const int32_t* centres, int32_t frames, double* out);

typedef struct sonde_formant_plan sonde_formant_plan;

/** Burg's method for a sound at sample_rate, twice the ceiling; null when there is no memory or the window fits no order. */
SONDE_API sonde_formant_plan* sonde_formant_plan_create(double sample_rate, double window_length, int32_t formants,
                                                        double emphasis_from);

/** Takes null too. */
SONDE_API void sonde_formant_plan_destroy(sonde_formant_plan* plan);

/** Samples that a frame looks at on each side of its middle; one more on the left. */
SONDE_API int32_t sonde_formant_reach(const sonde_formant_plan* plan);

/**
 * Frequency and bandwidth by turns, Hz, ascending, 0 where there is none, out `[frames x 2 formants]`, at samples `centres` of x;
 * x has all that the frames reach. The plan holds the scratch: one caller at a time.
 */
SONDE_API void sonde_formant_frames(sonde_formant_plan* plan, const double* x, const int32_t* centres, int32_t frames,
                                    int32_t formants, double* out);

#endif

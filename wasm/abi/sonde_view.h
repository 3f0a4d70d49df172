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

#endif

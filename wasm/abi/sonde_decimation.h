/**
 * DIO on a decimated sound that is not held (wasm/kernels/f0): any block of what is decimated, in any order, and what
 * the whole of it adds to every band.
 */
#ifndef SONDE_DECIMATION_H
#define SONDE_DECIMATION_H

#include "sonde_base.h"

enum {
  /** Numbers of each band in sonde_top_bins_finish. */
  SONDE_TOP_BINS_FIELDS = 3
};

typedef struct sonde_decimation sonde_decimation;
typedef struct sonde_top_bins sonde_top_bins;

/** For a sound of n samples, n >= 10, and a factor 2..12. Null without memory or for other arguments. */
SONDE_API sonde_decimation* sonde_decimation_create(int32_t n, int32_t factor);

/** Takes null too. */
SONDE_API void sonde_decimation_destroy(sonde_decimation* decimation);

/** Samples of the sound in one block; the last may have less. */
SONDE_API int32_t sonde_decimation_block(void);

/** Number of the first value at or after the start of a block; for the block after the last, that of all values. */
SONDE_API int32_t sonde_decimation_first(const sonde_decimation* decimation, int32_t block);

/** The sound once, forwards: takes the `count` samples of the next block. */
SONDE_API void sonde_decimation_take(sonde_decimation* decimation, const double* x, int32_t count);

/**
 * Then the blocks once from the last to the first, and after that in any order: from its samples x `[count]`, writes the
 * values of a block, sonde_decimation_first of the next less its own.
 */
SONDE_API void sonde_decimation_run(sonde_decimation* decimation, int32_t block, const double* x, int32_t count,
                                    double* values);

/**
 * Of a decimated signal of `length` samples with that mean, what its two highest bins are; the other arguments are
 * DIO's. Null without memory or for arguments that DIO refuses.
 */
SONDE_API sonde_top_bins* sonde_top_bins_create(int32_t sample_rate, double f0_floor, double f0_ceiling,
                                                int32_t decimation, int32_t length, double mean);

/** Takes null too. */
SONDE_API void sonde_top_bins_destroy(sonde_top_bins* top_bins);

/** DIO's bands. */
SONDE_API int32_t sonde_top_bins_bands(const sonde_top_bins* top_bins);

/** Takes the next samples; those that never come are zeros. */
SONDE_API void sonde_top_bins_take(sonde_top_bins* top_bins, const double* x, int32_t count);

/** What they add to the bands, shares `[bands x SONDE_TOP_BINS_FIELDS]`, after the last sample. */
SONDE_API void sonde_top_bins_finish(sonde_top_bins* top_bins, double* shares);

#endif

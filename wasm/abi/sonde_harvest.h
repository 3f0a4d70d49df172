/**
 * f0 by Harvest (wasm/kernels/f0), of a sound that need not be in memory as a whole.
 */
#ifndef SONDE_HARVEST_H
#define SONDE_HARVEST_H

#include "sonde_base.h"

typedef struct sonde_harvest sonde_harvest;

/**
 * Harvest on a sound of n samples, n >= 1, which comes twice, in any pieces. sample_rate in Hz; 1 <= f0_floor <= f0_ceiling
 * in Hz. Null without memory or for other arguments.
 */
SONDE_API sonde_harvest* sonde_harvest_create(int32_t n, int32_t sample_rate, double f0_floor, double f0_ceiling,
                                              double frame_period_ms);

/** Takes null too. */
SONDE_API void sonde_harvest_destroy(sonde_harvest* harvest);

/** Frames of the contour. */
SONDE_API int32_t sonde_harvest_frames(const sonde_harvest* harvest);

/** Samples that are still to come, of the two times that the sound comes. */
SONDE_API double sonde_harvest_left(const sonde_harvest* harvest);

/**
 * Takes the sound's next samples x `[count]`; the first time is for their mean alone, and the second takes some 50 ms for
 * a second of sound. @returns status; after a failure only destroy is of use
 */
SONDE_API int32_t sonde_harvest_take(sonde_harvest* harvest, const double* x, int32_t count);

/** The contour f0 `[frames]` in Hz, 0 = unvoiced, once the sound has come twice. @returns status */
SONDE_API int32_t sonde_harvest_finish(sonde_harvest* harvest, double* f0);

#endif

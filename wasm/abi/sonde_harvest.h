/**
 * f0 by Harvest (wasm/kernels/f0), to be run in slices.
 */
#ifndef SONDE_HARVEST_H
#define SONDE_HARVEST_H

#include "sonde_base.h"

typedef struct sonde_harvest sonde_harvest;

/**
 * Harvest on x `[n]`, n >= 1, which is kept until the last block has run. sample_rate in Hz; 1 <= f0_floor <= f0_ceiling in
 * Hz. Null without memory or for other arguments.
 */
SONDE_API sonde_harvest* sonde_harvest_create(const double* x, int32_t n, int32_t sample_rate, double f0_floor,
                                              double f0_ceiling, double frame_period_ms);

/** Takes null too. */
SONDE_API void sonde_harvest_destroy(sonde_harvest* harvest);

/** Frames of the contour. */
SONDE_API int32_t sonde_harvest_frames(const sonde_harvest* harvest);

/** Blocks that have not run yet. A block takes some milliseconds. */
SONDE_API int32_t sonde_harvest_blocks_left(const sonde_harvest* harvest);

/** Runs so many blocks, or as many as are left. @returns status; after a failure only destroy is of use */
SONDE_API int32_t sonde_harvest_run(sonde_harvest* harvest, int32_t blocks);

/** The contour f0 `[frames]` in Hz, 0 = unvoiced, once no blocks are left. @returns status */
SONDE_API int32_t sonde_harvest_finish(sonde_harvest* harvest, double* f0);

#endif

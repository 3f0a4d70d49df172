/**
 * f0: DIO and StoneMask (wasm/kernels/f0), both to be run in slices.
 */
#ifndef SONDE_F0_H
#define SONDE_F0_H

#include "sonde_base.h"

typedef struct sonde_dio sonde_dio;
typedef struct sonde_stone_mask sonde_stone_mask;

/** trunc(1000 n / sample_rate / frame_period_ms) + 1; 0 when that is no number of frames. */
SONDE_API int32_t sonde_frame_count(int32_t n, int32_t sample_rate, double frame_period_ms);

/**
 * DIO on x `[n]`, n >= 1, which is kept until the last block has run. Two bands per octave, tolerance 0.1.
 * sample_rate in Hz; 1 <= f0_floor <= f0_ceiling in Hz; decimation 1..12. Null without memory or for other arguments.
 */
SONDE_API sonde_dio* sonde_dio_create(const double* x, int32_t n, int32_t sample_rate, double f0_floor,
                                      double f0_ceiling, double frame_period_ms, int32_t decimation);

/** Takes null too. */
SONDE_API void sonde_dio_destroy(sonde_dio* dio);

/** Frames of the contour. */
SONDE_API int32_t sonde_dio_frames(const sonde_dio* dio);

/** Blocks that have not run yet. A block takes about a millisecond. */
SONDE_API int32_t sonde_dio_blocks_left(const sonde_dio* dio);

/** Runs so many blocks, or as many as are left. */
SONDE_API void sonde_dio_run(sonde_dio* dio, int32_t blocks);

/** The contour f0 `[frames]` in Hz, 0 = unvoiced, once no blocks are left. */
SONDE_API void sonde_dio_finish(sonde_dio* dio, double* f0);

/** StoneMask for one sampling rate, Hz. Null without memory or for a rate below 1. */
SONDE_API sonde_stone_mask* sonde_stone_mask_create(int32_t sample_rate);

/** Takes null too. */
SONDE_API void sonde_stone_mask_destroy(sonde_stone_mask* stone_mask);

/** Refines frames from..to-1 of f0 `[frames]` in place (each on its own), for x `[n]`, n >= 1. A frame takes about 10 us. */
SONDE_API void sonde_stone_mask_run(sonde_stone_mask* stone_mask, const double* x, int32_t n, double frame_period_ms,
                                    double* f0, int32_t from, int32_t to);

#endif

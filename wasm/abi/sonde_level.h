/**
 * Levels, of wasm/kernels/level/level.hpp. Sounds come in blocks of any number.
 */
#ifndef SONDE_LEVEL_H
#define SONDE_LEVEL_H

#include "sonde_base.h"

typedef struct sonde_square_sum sonde_square_sum;

enum {
  /** Samples that every block but a channel's last is a multiple of, for sonde_square_sum_add. */
  SONDE_SQUARE_SUM_LEAF = 512
};

/** A sum of squares of nothing yet; null when there is no memory. */
SONDE_API sonde_square_sum* sonde_square_sum_create(void);

/** Takes null too. */
SONDE_API void sonde_square_sum_destroy(sonde_square_sum* sum);

/** Adds a block x `[n]` of the present channel; n a multiple of SONDE_SQUARE_SUM_LEAF, except in a channel's last block. */
SONDE_API void sonde_square_sum_add(sonde_square_sum* sum, const double* x, int32_t n);

/** Closes a channel; the next block belongs to another one. */
SONDE_API void sonde_square_sum_end_channel(sonde_square_sum* sum);

/** Root of the mean over all that was added, of closed channels; 0 for nothing. */
SONDE_API double sonde_square_sum_rms(const sonde_square_sum* sum);

/** The larger of `least` and the largest |x| in x `[n]`. NaN is passed over. */
SONDE_API double sonde_level_peak(const double* x, int32_t n, double least);

/** 1, or 0 if any of x `[n]` is NaN or infinite. */
SONDE_API int32_t sonde_level_is_finite(const double* x, int32_t n);

/** x `[n]` times gain, in place. */
SONDE_API void sonde_level_scale(double* x, int32_t n, double gain);

/** (x / divisor) * factor for x `[n]`, in place, with both roundings. */
SONDE_API void sonde_level_divide_multiply(double* x, int32_t n, double divisor, double factor);

/** The factor that keeps a peak below full scale: 1 for a peak < 1, else 0.98 / peak. */
SONDE_API double sonde_level_clipping_gain(double peak);

#endif

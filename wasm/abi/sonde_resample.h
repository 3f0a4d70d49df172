/**
 * Sampling-rate conversion, of wasm/kernels/resample/resample.hpp. Sample numbers are doubles that hold integers.
 */
#ifndef SONDE_RESAMPLE_H
#define SONDE_RESAMPLE_H

#include "sonde_base.h"

typedef struct sonde_resample sonde_resample;

enum {
  /** The highest rate, Hz. */
  SONDE_RESAMPLE_RATE_LIMIT = 4194304
};

/** A converter of rates in Hz, 1..SONDE_RESAMPLE_RATE_LIMIT; null without memory or for other rates. */
SONDE_API sonde_resample* sonde_resample_create(int32_t from, int32_t to);

/** Takes null too. */
SONDE_API void sonde_resample_destroy(sonde_resample* resample);

/** The first input sample that result sample k needs; below 0 where that is before the sound. */
SONDE_API double sonde_resample_first(const sonde_resample* resample, double k);

/** Input samples that one result sample needs. */
SONDE_API int32_t sonde_resample_width(const sonde_resample* resample);

/**
 * Result samples k..k+count-1 into out `[count]`, from the input x `[n]`, which begins with sonde_resample_first(k) and
 * holds zeroes where the sound has nothing.
 */
SONDE_API int32_t sonde_resample_run(const sonde_resample* resample, const double* x, int32_t n, double k,
                                     int32_t count, double* out);

#endif

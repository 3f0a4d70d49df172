/**
 * The real transform of wasm/kernels/fft/fft.hpp.
 */
#ifndef SONDE_FFT_H
#define SONDE_FFT_H

#include "sonde_base.h"

typedef struct sonde_fft_plan sonde_fft_plan;

/** A plan for n real samples, n a power of two >= 2; null when n is none or there is no memory. */
SONDE_API sonde_fft_plan* sonde_fft_plan_create(int32_t n);

/** Takes null too. */
SONDE_API void sonde_fft_plan_destroy(sonde_fft_plan* plan);

/** x `[n]` to bins 0..n/2 in re, im `[n/2 + 1]`, unscaled, exp(-j). No overlap. */
SONDE_API void sonde_fft_real_forward(const sonde_fft_plan* plan, const double* x, double* re, double* im);

/** Bins 0..n/2 to x `[n]`, without 1/n; im[0] and im[n/2] are ignored. work `[n]` is scratch. No overlap. */
SONDE_API void sonde_fft_real_inverse(const sonde_fft_plan* plan, const double* re, const double* im, double* x,
                                      double* work);

#endif

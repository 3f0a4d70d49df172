/**
 * Edits, of wasm/kernels/edit/edit.hpp. Sounds come in blocks of any number.
 */
#ifndef SONDE_EDIT_H
#define SONDE_EDIT_H

#include "sonde_base.h"

enum {
  /** Weights on a straight line. */
  SONDE_RAMP_LINEAR = 0,
  /** Weights on half a period of a raised cosine. */
  SONDE_RAMP_COSINE = 1
};

/**
 * Multiplies x `[n]` in place by the weights first..first+n-1 of a ramp of `count` frames, from 0 to 1 when rising is not 0,
 * else from 1 to 0.
 */
SONDE_API int32_t sonde_edit_ramp(double* x, int32_t n, double first, double count, int32_t rising, int32_t shape);

/** Puts x * x_gain + y * y_gain into x `[n]`; y `[n]`. */
SONDE_API void sonde_edit_weighted_sum(double* x, double x_gain, const double* y, double y_gain, int32_t n);

/** 10^(decibels / 20). */
SONDE_API double sonde_edit_amplitude(double decibels);

#endif

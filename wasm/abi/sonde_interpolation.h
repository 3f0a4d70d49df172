/**
 * The interpolators of wasm/kernels/interpolation/interpolation.hpp.
 */
#ifndef SONDE_INTERPOLATION_H
#define SONDE_INTERPOLATION_H

#include "sonde_base.h"

/** Piecewise linear on knots, values `[n]`, n >= 2, at queries `[m]`; out `[m]` may be queries. Extends the end segments. */
SONDE_API int32_t sonde_interpolation_linear(const double* knots, const double* values, int32_t n,
                                             const double* queries, int32_t m, double* out);

/** Doubles of scratch that sonde_interpolation_cubic needs for n knots. */
SONDE_API int32_t sonde_interpolation_cubic_work(int32_t n);

/** Not-a-knot spline through knots, values `[n]`, n >= 4, at queries `[m]`; out `[m]` may be queries. Constant outside. */
SONDE_API int32_t sonde_interpolation_cubic(const double* knots, const double* values, int32_t n,
                                            const double* queries, int32_t m, double* out, double* work);

#endif

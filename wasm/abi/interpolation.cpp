#include "../kernels/interpolation/interpolation.hpp"

#include "message.hpp"
#include "sonde_interpolation.h"

int32_t sonde_interpolation_linear(const double* knots, const double* values, int32_t n, const double* queries,
                                   int32_t m, double* out) {
  if (n < 2 || m < 0) return sonde_fail(SONDE_BAD_ARGUMENT, "interpolation: linear needs at least 2 knots");
  sonde::linear_interpolate(knots, values, n, queries, m, out);
  return SONDE_OK;
}

int32_t sonde_interpolation_cubic_work(int32_t n) { return sonde::cubic_not_a_knot_work(n); }

int32_t sonde_interpolation_cubic(const double* knots, const double* values, int32_t n, const double* queries,
                                  int32_t m, double* out, double* work) {
  if (n < 4 || m < 0) return sonde_fail(SONDE_BAD_ARGUMENT, "interpolation: cubic needs at least 4 knots");
  sonde::cubic_not_a_knot(knots, values, n, queries, m, out, work);
  return SONDE_OK;
}

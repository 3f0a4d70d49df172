#include "../kernels/edit/edit.hpp"

#include "message.hpp"
#include "sonde_edit.h"

int32_t sonde_edit_ramp(double* x, int32_t n, double first, double count, int32_t rising, int32_t shape) {
  if (n < 0 || !(first >= 0.0) || !(first + n <= count)) {
    return sonde_fail(SONDE_BAD_ARGUMENT, "edit: the frames must be within the ramp");
  }
  if (shape != SONDE_RAMP_LINEAR && shape != SONDE_RAMP_COSINE) {
    return sonde_fail(SONDE_BAD_ARGUMENT, "edit: no such shape of a ramp");
  }
  sonde::ramp_multiply(x, n, {count, rising != 0, shape == SONDE_RAMP_COSINE}, first);
  return SONDE_OK;
}

void sonde_edit_weighted_sum(double* x, double x_gain, const double* y, double y_gain, int32_t n) {
  sonde::weighted_sum(x, x_gain, y, y_gain, n);
}

double sonde_edit_amplitude(double decibels) { return sonde::amplitude_of(decibels); }

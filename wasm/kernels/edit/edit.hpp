/**
 * Edits that compute samples: ramps and sums. Sounds come in blocks of any number; the results do not depend on them.
 */
#pragma once

namespace sonde {

struct Ramp {
  /** Frames of the whole ramp, >= 1. */
  double count;
  /** From 0 to 1, or from 1 to 0. */
  bool rising;
  /** (1 - cos(pi w)) / 2 of the weights, not the weights. */
  bool cosine;
};

/**
 * Multiplies x `[n]` in place by a ramp's weights first..first+n-1. Weight i is `i * ((b - a) / (count - 1)) + a`, the last
 * one b exactly; a ramp of one frame has the weight a.
 * @source NumPy's linspace, in its order of operations, which VTServer's ramps are made of
 */
void ramp_multiply(double* x, int n, const Ramp& ramp, double first);

/** x * x_gain + y * y_gain into x `[n]`. */
void weighted_sum(double* x, double x_gain, const double* y, double y_gain, int n);

/** The factor of a level change: 10^(decibels / 20). */
double amplitude_of(double decibels);

}  // namespace sonde

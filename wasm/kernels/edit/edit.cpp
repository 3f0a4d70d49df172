#include "edit.hpp"

#include <cmath>

#include "../simd.hpp"

namespace sonde {

namespace {

/**
 * Two thirds up a ramp the weight is 3/4, and 16-bit codes times 3/4 lie half-way between two codes often enough. There the
 * cosine of a C library gives the double above 3/4 for some lengths, and such codes go the wrong way. NumPy's cosine with AVX-512
 * gives 3/4 itself, and so did VTServer when it was recorded; at thirds and halves the two differ nowhere else.
 */
double raised_cosine(double linear) {
  const double weight = (1.0 - std::cos(linear * 3.141592653589793)) / 2.0;
  return weight == 0x1.8000000000001p-1 ? 0.75 : weight;
}

}  // namespace

void ramp_multiply(double* x, int n, const Ramp& ramp, double first) {
  const double from = ramp.rising ? 0.0 : 1.0;
  const double to = 1.0 - from;
  const double last = ramp.count - 1.0;
  const double step = last > 0.0 ? (to - from) / last : 0.0;
  for (int i = 0; i < n; ++i) {
    const double place = first + i;
    const double linear = place == last && last > 0.0 ? to : place * step + from;
    x[i] *= ramp.cosine ? raised_cosine(linear) : linear;
  }
}

void weighted_sum(double* x, double x_gain, const double* y, double y_gain, int n) {
  const F64x2 gx = splat2(x_gain), gy = splat2(y_gain);
  int i = 0;
  for (; i + 2 <= n; i += 2) store2(x + i, load2(x + i) * gx + load2(y + i) * gy);
  if (i < n) x[i] = x[i] * x_gain + y[i] * y_gain;
}

double amplitude_of(double decibels) { return std::pow(10.0, decibels / 20.0); }

}  // namespace sonde

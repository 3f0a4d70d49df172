/**
 * The shapes of DIO's filters.
 */
#pragma once

#include <cmath>

#include "rounding.hpp"

namespace sonde {

constexpr double kTau = 6.28318530717958647692;
/** Hz. */
constexpr double kDioLowCut = 50.0;

/** The low-cut filter reaches so many samples to both sides. */
inline int low_cut_half(double sampleRate) { return round_away(sampleRate / kDioLowCut); }

/** A band's low-pass has this many taps; 0 when its edge is far above Nyquist. */
inline int band_taps(double sampleRate, double edge) { return 4 * round_away(sampleRate / edge / 2.0); }

/** Nuttall window of n points. */
inline double nuttall(int i, int n) {
  const double p = kTau * i / (n - 1);
  return 0.355768 - 0.487396 * std::cos(p) + 0.144232 * std::cos(2 * p) - 0.012604 * std::cos(3 * p);
}

/** Low-cut: delta less a normalised Hann window. Writes taps -half..half, the middle at h[half]. */
inline void make_low_cut(double* h, int half) {
  double sum = 0;
  for (int i = 0; i <= 2 * half; ++i) {
    h[i] = 0.5 - 0.5 * std::cos((i + 1) * kTau / (2 * half + 2));
    sum += h[i];
  }
  for (int i = 0; i <= 2 * half; ++i) h[i] = -h[i] / sum;
  h[half] += 1;
}

}  // namespace sonde

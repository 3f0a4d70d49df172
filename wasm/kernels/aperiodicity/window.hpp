/**
 * The windows of D4C and LoveTrain: `periods` periods of f0 long, given from the centre outwards.
 */
#pragma once

#include "../spectrum/spectrum.hpp"

#include <algorithm>

namespace sonde {

/** Half length in samples, limited to what the FFT holds. */
inline int window_reach(int sample_rate, double f0, double periods, int fft_size) {
  return std::min(round_away(periods * sample_rate / f0 / 2.0), fft_size / 2 - 1);
}

/** Angle of the window's slow cosine per sample, rad. */
inline double window_angle(int sample_rate, double f0, double periods) {
  return kPi * (2.0 / periods / sample_rate) * f0;
}

/** @param cosines cos(angle k). @param out `[count]`, may be `cosines` */
inline void blackman_from_cosines(const double* cosines, int count, double* out) {
  // cos(2 a) = 2 cos^2(a) - 1
  for (int k = 0; k < count; ++k) out[k] = 0.42 + 0.5 * cosines[k] + 0.08 * (2.0 * cosines[k] * cosines[k] - 1.0);
}

/** @param cosines cos(angle k). @param out `[count]`, may be `cosines` */
inline void hann_from_cosines(const double* cosines, int count, double* out) {
  for (int k = 0; k < count; ++k) out[k] = 0.5 * cosines[k] + 0.5;
}

}  // namespace sonde

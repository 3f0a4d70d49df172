/**
 * The windows of D4C and LoveTrain: `periods` periods of f0 long, given from the centre outwards.
 */
#pragma once

#include "../simd.hpp"
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

/** @param cosines cos(angle k). @param out both `[count + 1]`, where the count is odd; may be `cosines` */
inline void blackman_from_cosines(const double* cosines, int count, double* out) {
  // cos(2 a) = 2 cos^2(a) - 1
  for (int k = 0; k < count; k += 2) {
    const F64x2 c = load2(cosines + k);
    store2(out + k, splat2(0.42) + splat2(0.5) * c + splat2(0.08) * (splat2(2.0) * c * c - splat2(1.0)));
  }
}

/** As above. */
inline void hann_from_cosines(const double* cosines, int count, double* out) {
  for (int k = 0; k < count; k += 2) store2(out + k, splat2(0.5) * load2(cosines + k) + splat2(0.5));
}

}  // namespace sonde

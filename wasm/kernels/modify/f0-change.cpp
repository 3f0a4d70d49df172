#include "f0-change.hpp"

#include <cmath>

namespace sonde {

double semitone_ratio(double semitones) { return std::pow(2.0, semitones / 12.0); }

void scale_f0(const double* f0, int frames, double ratio, double* out) {
  for (int i = 0; i < frames; ++i) out[i] = f0[i] * ratio;
}

void shift_f0(const double* f0, int frames, double offset, double* out) {
  for (int i = 0; i < frames; ++i) {
    const double shifted = f0[i] + offset;
    out[i] = f0[i] > 0.0 && shifted > 0.0 ? shifted : 0.0;
  }
}

double geometric_mean_f0(const double* f0, int frames) {
  // Kahan's sum: as close to the true mean however long the contour
  double sum = 0.0;
  double lost = 0.0;
  int voiced = 0;
  for (int i = 0; i < frames; ++i) {
    if (!(f0[i] > 0.0)) continue;
    const double term = std::log(f0[i]) - lost;
    const double next = sum + term;
    lost = (next - sum) - term;
    sum = next;
    ++voiced;
  }
  return voiced == 0 ? 0.0 : std::exp(sum / voiced);
}

void center_f0(const double* f0, int frames, double target, double* out) {
  const double mean = geometric_mean_f0(f0, frames);
  for (int i = 0; i < frames; ++i) out[i] = f0[i] > 0.0 ? f0[i] / mean * target : 0.0;
}

}  // namespace sonde

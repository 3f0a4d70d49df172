#include "minimum-phase.hpp"

#include "../elementary/elementary.hpp"

namespace sonde {

void minimum_phase(const SymmetricPlan* plan, int fft_size, double* re, double* im, double* work) {
  const int half = fft_size / 2;
  double* phase = work;
  double* cepstrum = phase + half + 2;
  double* scratch = cepstrum + half + 2;
  for (int k = 0; k <= half; k += 2) store2(phase + k, log_pair(load2(re + k)));
  transform_even(plan, phase, cepstrum, scratch);
  transform_odd(plan, cepstrum, phase, scratch);
  // The log amplitude is half of the log power.
  const F64x2 scale = splat2(-0.5 / fft_size);
  for (int k = 0; k <= half; k += 2) {
    const F64x2 amplitude = sqrt2(load2(re + k));
    F64x2 sine, cosine;
    sincos_pair(load2(phase + k) * scale, &sine, &cosine);
    store2(re + k, amplitude * cosine);
    store2(im + k, amplitude * sine);
  }
}

}  // namespace sonde

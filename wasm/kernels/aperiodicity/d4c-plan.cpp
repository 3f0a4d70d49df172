#include "d4c-plan.hpp"

#include <algorithm>
#include <cmath>

#include "../spectrum/spectrum.hpp"

namespace sonde {

namespace {

/** Nuttall's window of `length` points. */
void make_nuttall(int length, double* window) {
  for (int i = 0; i < length; ++i) {
    const double p = i / (length - 1.0);
    window[i] = 0.355768 - 0.487396 * std::cos(2.0 * kPi * p) + 0.144232 * std::cos(4.0 * kPi * p) -
                0.012604 * std::cos(6.0 * kPi * p);
  }
}

/** Frequency of knot s of the output, Hz: 0, the bands' centres, Nyquist. */
double knot_frequency(const D4cPlan* plan, int s) {
  return s > plan->bands ? plan->sample_rate / 2.0 : kBandSpacing * s;
}

void place_output_bins(D4cPlan* plan) {
  const int half = plan->output_fft_size / 2;
  int s = 0;
  for (int k = 0; k <= half; ++k) {
    const double f = k * static_cast<double>(plan->sample_rate) / plan->output_fft_size;
    while (s < plan->bands && knot_frequency(plan, s + 1) <= f) plan->segment_end[s++] = k;
    const double low = knot_frequency(plan, s);
    plan->weight[k] = (f - low) / (knot_frequency(plan, s + 1) - low);
  }
  for (; s <= plan->bands; ++s) plan->segment_end[s] = half + 1;
}

}  // namespace

D4cPlan* d4c_plan_create(int sample_rate, int fft_size, double noise_amplitude) {
  D4cPlan* plan = create<D4cPlan>();
  if (plan == nullptr) return nullptr;
  const int n = power_of_two_above(4.0 * sample_rate / kD4cFloor + 1.0);
  plan->sample_rate = sample_rate;
  plan->output_fft_size = fft_size;
  plan->fft_size = n;
  plan->noise_amplitude = noise_amplitude;
  const double span = std::min(15000.0, sample_rate / 2.0 - kBandSpacing);
  plan->bands = std::max(0, static_cast<int>(span / kBandSpacing));
  plan->band_reach = static_cast<int>(kBandSpacing * n / sample_rate);
  plan->top = static_cast<int>(kBandSpacing * plan->bands * n / sample_rate) + plan->band_reach + 1;
  const int width = 2 * plan->band_reach + 1;
  plan->periodic_bins = std::min(round_away(n * 8.0 / width), n / 2);
  plan->fft = padded_fft_plan_create(n);
  const bool ok = fft_size >= 64 && (fft_size & (fft_size - 1)) == 0 && plan->fft != nullptr &&
                  plan->band_window.allocate(width + 1) &&
                  plan->weight.allocate(fft_size / 2 + 1);
  if (!ok) {
    destroy(plan);
    return nullptr;
  }
  make_nuttall(width, plan->band_window.data());
  place_output_bins(plan);
  return plan;
}

void d4c_plan_destroy(D4cPlan* plan) { destroy(plan); }

}  // namespace sonde

#include "d4c.hpp"

#include <algorithm>
#include <cmath>

#include "../elementary/elementary.hpp"
#include "../spectrum/segment.hpp"
#include "../spectrum/spectrum.hpp"
#include "d4c-plan.hpp"
#include "smaller-share.hpp"
#include "window.hpp"

namespace sonde {

struct D4cState {
  NoiseStream noise = {};
  /** half windows from the centre outwards, `[fft_size/2 + 2]` */
  Buffer<double> cosines;
  Buffer<double> window;
  /** `[fft_size]` each */
  Buffer<double> noise_values;
  Buffer<double> re;
  Buffer<double> im;
  Buffer<double> segment;
  /** half spectra, `[fft_size/2 + 2]` each */
  Buffer<double> centroid;
  Buffer<double> power;
  Buffer<double> delay;
  Buffer<double> work;
};

D4cState* d4c_state_create(const D4cPlan* plan) {
  D4cState* state = create<D4cState>();
  if (state == nullptr) return nullptr;
  const int n = plan->fft_size;
  const int half = n / 2 + 2;
  const bool ok = state->cosines.allocate(half) && state->window.allocate(half) && state->noise_values.allocate(n) &&
                  state->re.allocate(n) && state->im.allocate(n) && state->segment.allocate(n) &&
                  state->centroid.allocate(half) && state->power.allocate(half) && state->delay.allocate(half) &&
                  state->work.allocate(std::max(smoothing_work(n), plan->output_fft_size / 2 + 2));
  if (ok) return state;
  destroy(state);
  return nullptr;
}

void d4c_state_destroy(D4cState* state) { destroy(state); }

namespace {

bool is_voiced(double f0, double share) { return f0 != 0.0 && share > kVoicingThreshold; }

int reach_of(const D4cPlan* plan, double f0) {
  return window_reach(plan->sample_rate, std::max(f0, kD4cFloor), kD4cPeriods, plan->fft_size);
}

/** Section 9.1: the windowed segment at `time`, zero padded, into `out` `[fft_size]`. */
void segment_at(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const FrameSource& source, double time,
                int reach, double* out) {
  noise_take(noise, &state->noise, 2 * reach + 1, state->noise_values.data());
  cut_segment(source, frame_origin(time, plan->sample_rate), reach, state->window.data(),
              plan->noise_amplitude, state->noise_values.data(), out);
  std::fill(out + 2 * reach + 1, out + plan->fft_size, 0.0);
}

/**
 * Step 1, one of the two: adds the energy centroid over time of every bin to `centroid`. With Z the transform of
 * v[n] + j (n + 1) v[n], and A, B those of its two parts, Re A Re B + Im A Im B = Im(Z[k] Z[N - k]) / 2.
 */
void add_centroid(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const FrameSource& source, double time,
                  int reach, double* centroid) {
  const int n = plan->fft_size;
  double* re = state->re.data();
  double* im = state->im.data();
  segment_at(plan, state, noise, source, time, reach, re);
  double energy = 0.0;
  for (int i = 0; i <= 2 * reach; ++i) energy += re[i] * re[i];
  const double norm = 1.0 / std::sqrt(energy);
  // Both parts of the transform at the same level, so that neither drowns the other; a power of two loses nothing.
  const double level = 1.0 / power_of_two_above(reach);
  for (int i = 0; i <= 2 * reach; ++i) {
    re[i] *= norm;
    im[i] = re[i] * ((i + 1) * level);
  }
  std::fill(im + 2 * reach + 1, im + n, 0.0);
  fft_complex(plan->complex_fft, re, im);
  const double scale = 0.5 / level;
  centroid[0] += 2.0 * re[0] * im[0] * scale;
  for (int k = 1; k <= n / 2; ++k) centroid[k] += (re[k] * im[n - k] + im[k] * re[n - k]) * scale;
}

/** Steps 1 to 3: the group delay of a frame, freed of its average, into `state->delay`. */
void group_delay(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const FrameSource& source, double f0,
                 double time) {
  const int rate = plan->sample_rate;
  const int n = plan->fft_size;
  const int half = n / 2;
  const int reach = reach_of(plan, f0);
  double* work = state->work.data();
  double* centroid = state->centroid.data();
  double* power = state->power.data();
  double* delay = state->delay.data();
  cosine_table(window_angle(rate, f0, kD4cPeriods), reach + 1, state->cosines.data());
  blackman_from_cosines(state->cosines.data(), reach + 1, state->window.data());
  std::fill(centroid, centroid + half + 1, 0.0);
  add_centroid(plan, state, noise, source, time - 0.25 / f0, reach, centroid);
  add_centroid(plan, state, noise, source, time + 0.25 / f0, reach, centroid);
  correct_dc(centroid, f0, rate, n, work);
  hann_from_cosines(state->cosines.data(), reach + 1, state->window.data());
  segment_at(plan, state, noise, source, time, reach, state->segment.data());
  real_fft_forward(plan->real_fft, state->segment.data(), state->re.data(), state->im.data());
  power_of(state->re.data(), state->im.data(), half + 1, power);
  correct_dc(power, f0, rate, n, work);
  smooth(power, f0, rate, n, power, work);
  for (int k = 0; k <= half; ++k) delay[k] = centroid[k] / power[k];
  smooth(delay, f0 / 2.0, rate, n, delay, work);
  smooth(delay, f0, rate, n, power, work);
  for (int k = 0; k <= half; ++k) delay[k] -= power[k];
}

/** Step 4: aperiodicity of one band, dB, 0 at most. */
double band_aperiodicity(const D4cPlan* plan, D4cState* state, double f0, int band) {
  const int n = plan->fft_size;
  const int width = 2 * plan->band_reach + 1;
  const int center = static_cast<int>(kBandSpacing * (band + 1) * n / plan->sample_rate);
  const double* delay = state->delay.data() + center - plan->band_reach;
  double* segment = state->segment.data();
  for (int i = 0; i < width; ++i) segment[i] = delay[i] * plan->band_window[i];
  std::fill(segment + width, segment + n, 0.0);
  real_fft_forward(plan->real_fft, segment, state->re.data(), state->im.data());
  power_of(state->re.data(), state->im.data(), n / 2 + 1, state->re.data());
  const double share = smaller_share(state->re.data(), n / 2 + 1, plan->periodic_bins + 1, state->work.data());
  const double db = 10.0 * std::log10(share) + (f0 - 100.0) / 50.0;
  return db < 0.0 ? std::max(db, -1000.0) : 0.0;
}

/** Step 5: from dB at the knots to amplitude ratios at the output's bins. */
void fill_row(const D4cPlan* plan, const double* knots, double* work, double* out) {
  const int bins = plan->output_fft_size / 2 + 1;
  int k = 0;
  for (int s = 0; s <= plan->bands; ++s) {
    const double low = knots[s];
    const double rise = knots[s + 1] - low;
    for (; k < plan->segment_end[s]; ++k) work[k] = low + plan->weight[k] * rise;
  }
  const F64x2 scale = splat2(2.302585092994045684 / 20.0);
  for (k = 0; k < bins; k += 2) store2(work + k, exp_pair(load2(work + k) * scale));
  std::copy(work, work + bins, out);
}

}  // namespace

std::int64_t d4c_noise_count(const D4cPlan* plan, const double* f0, const double* share, int frames) {
  std::int64_t count = 0;
  for (int i = 0; i < frames; ++i) {
    if (is_voiced(f0[i], share[i])) count += 3 * (2 * reach_of(plan, f0[i]) + 1);
  }
  return count;
}

void d4c(const D4cPlan* plan, D4cState* state, const NoisePlan* noise, const FrameSource& source, const double* f0,
         const double* share, int first, int frames, std::int64_t noise_offset, double* out) {
  const std::size_t bins = plan->output_fft_size / 2 + 1;
  noise_seek(noise, &state->noise, static_cast<std::uint64_t>(noise_offset));
  for (int i = 0; i < frames; ++i) {
    double* row = out + i * bins;
    if (!is_voiced(f0[i], share[i])) {
      std::fill(row, row + bins, kFullyAperiodic);
      continue;
    }
    const double f = std::max(f0[i], kD4cFloor);
    group_delay(plan, state, noise, source, f, frame_time(first + i, source.frame_period));
    double knots[kMaxBands + 2];
    knots[0] = -60.0;
    for (int b = 0; b < plan->bands; ++b) knots[b + 1] = band_aperiodicity(plan, state, f, b);
    knots[plan->bands + 1] = -1e-12;
    fill_row(plan, knots, state->work.data(), row);
  }
}

}  // namespace sonde

#include "cheap-trick.hpp"

#include <algorithm>
#include <cmath>

#include "../elementary/elementary.hpp"
#include "../fft/fft.hpp"
#include "../memory.hpp"
#include "../spectrum/segment.hpp"
#include "../spectrum/spectrum.hpp"
#include "../symmetric-transform/symmetric-transform.hpp"

namespace sonde {

struct CheapTrickPlan {
  int sample_rate = 0;
  int fft_size = 0;
  /** Hz; at and below it a frame counts as unvoiced, because its window would not fit */
  double floor = 0.0;
  RealFftPlan* fft = nullptr;
  SymmetricPlan* cepstrum = nullptr;
  /** 1 / n, `[fft_size/2 + 2]`, 1 for n = 0 */
  Buffer<double> reciprocals;

  ~CheapTrickPlan() {
    real_fft_plan_destroy(fft);
    symmetric_plan_destroy(cepstrum);
  }
};

struct CheapTrickState {
  NoiseStream noise = {};
  /** from the centre outwards, `[fft_size/2 + 2]` */
  Buffer<double> half_window;
  /** `[fft_size]` */
  Buffer<double> window;
  /** the segment, zero padded, `[fft_size]` */
  Buffer<double> segment;
  /** `[fft_size]` */
  Buffer<double> noise_values;
  /** `[fft_size/2 + 2]` each: one more so that pairs fit */
  Buffer<double> re;
  Buffer<double> im;
  Buffer<double> work;
};

int cheap_trick_fft_size(int sample_rate, double f0_floor) {
  return power_of_two_above(3.0 * sample_rate / f0_floor + 1.0);
}

CheapTrickPlan* cheap_trick_plan_create(int sample_rate, int fft_size) {
  CheapTrickPlan* plan = create<CheapTrickPlan>();
  if (plan == nullptr) return nullptr;
  plan->sample_rate = sample_rate;
  plan->fft_size = fft_size;
  plan->floor = 3.0 * sample_rate / (fft_size - 3.0);
  plan->fft = fft_size < 64 ? nullptr : real_fft_plan_create(fft_size);
  plan->cepstrum = plan->fft == nullptr ? nullptr : symmetric_plan_create(fft_size);
  if (plan->cepstrum == nullptr || !plan->reciprocals.allocate(fft_size / 2 + 2)) {
    destroy(plan);
    return nullptr;
  }
  for (int n = 0; n < fft_size / 2 + 2; ++n) plan->reciprocals[n] = 1.0 / std::max(n, 1);
  return plan;
}

void cheap_trick_plan_destroy(CheapTrickPlan* plan) { destroy(plan); }

CheapTrickState* cheap_trick_state_create(const CheapTrickPlan* plan) {
  CheapTrickState* state = create<CheapTrickState>();
  if (state == nullptr) return nullptr;
  const int n = plan->fft_size;
  const int work = std::max(smoothing_work(n), symmetric_plan_work(plan->cepstrum));
  const bool ok = state->half_window.allocate(n / 2 + 2) && state->window.allocate(n) &&
                  state->segment.allocate(n) && state->noise_values.allocate(n) &&
                  state->re.allocate(n / 2 + 2) && state->im.allocate(n / 2 + 2) && state->work.allocate(work);
  if (ok) return state;
  destroy(state);
  return nullptr;
}

void cheap_trick_state_destroy(CheapTrickState* state) { destroy(state); }

namespace {

double frame_f0(const CheapTrickPlan* plan, double f0) { return f0 <= plan->floor ? kUnvoicedF0 : f0; }

/** Half length of a window of three periods. Limited to what the FFT holds, for rates at which 500 Hz is too low. */
int window_reach(const CheapTrickPlan* plan, double f0) {
  return std::min(round_away(1.5 * plan->sample_rate / f0), plan->fft_size / 2 - 1);
}

/** Step 1: Hann window of three periods and unit energy. @returns its sum */
double make_window(const CheapTrickPlan* plan, CheapTrickState* state, double f0, int reach) {
  double* half = state->half_window.data();
  rotation_table(kPi * f0 / 1.5 / plan->sample_rate, reach + 1, half, state->re.data());
  double energy = -0.5;
  for (int k = 0; k <= reach; ++k) {
    half[k] = 0.5 * half[k] + 0.5;
    energy += half[k] * half[k];
  }
  const double norm = std::sqrt(2.0 * energy);
  for (int k = 0; k <= reach; ++k) half[k] /= norm;
  return spread_window(half, reach, state->window.data());
}

/** Step 6: log spectrum to cepstrum, both lifters, and back. @param out the row, `[fft_size/2 + 1]` */
void lifter(const CheapTrickPlan* plan, CheapTrickState* state, double f0, double* spectrum, double* out) {
  const int half = plan->fft_size / 2;
  double* cepstrum = state->im.data();
  double* sines = state->window.data();
  double* work = state->work.data();
  const double angle = kPi * f0 / plan->sample_rate;
  for (int k = 0; k <= half; k += 2) store2(spectrum + k, log_pair(load2(spectrum + k)));
  transform_even(plan->cepstrum, spectrum, cepstrum, work);
  rotation_table(angle, half + 1, work, sines);
  const double zeroth = cepstrum[0] / plan->fft_size;
  const F64x2 scale = splat2(1.0 / (angle * plan->fft_size));
  const F64x2 recovery = splat2(-4.0 * kCheapTrickRecovery);
  for (int n = 0; n <= half; n += 2) {
    const F64x2 sine = load2(sines + n);
    // (1 - 2 q1) + 2 q1 cos(2 phase) = 1 - 4 q1 sin^2(phase)
    const F64x2 restore = splat2(1.0) + recovery * sine * sine;
    const F64x2 smoothing = sine * load2(plan->reciprocals.data() + n) * scale;
    store2(cepstrum + n, load2(cepstrum + n) * smoothing * restore);
  }
  cepstrum[0] = zeroth;
  transform_even(plan->cepstrum, cepstrum, spectrum, work);
  for (int k = 0; k < half; k += 2) store2(out + k, exp_pair(load2(spectrum + k)));
  out[half] = first2(exp_pair(splat2(spectrum[half])));
}

void envelope_of_frame(const CheapTrickPlan* plan, CheapTrickState* state, const NoisePlan* noise,
                       const FrameSource& source, double f0, int frame, double* out) {
  const int half = plan->fft_size / 2;
  const int reach = window_reach(plan, f0);
  const double window_sum = make_window(plan, state, f0, reach);
  // Step 2
  double* noise_values = state->noise_values.data();
  noise_take(noise, &state->noise, 2 * reach + 1, noise_values);
  const int origin = frame_origin(frame_time(frame, source.frame_period), plan->sample_rate);
  double* segment = state->segment.data();
  cut_segment(source, origin, {state->window.data(), reach, window_sum}, 1e-12, noise_values, segment);
  // Step 3
  std::fill(segment + 2 * reach + 1, segment + plan->fft_size, 0.0);
  double* power = state->re.data();
  double* work = state->work.data();
  real_fft_forward(plan->fft, segment, power, state->im.data());
  power_of(power, state->im.data(), half + 1, power);
  correct_dc(power, f0, plan->sample_rate, plan->fft_size, work);
  // Step 4
  smooth(power, f0 * 2.0 / 3.0, plan->sample_rate, plan->fft_size, half, power, work);
  // Step 5
  noise_take(noise, &state->noise, half + 1, noise_values);
  const F64x2 trace = splat2(2.2204460492503131e-16);
  for (int k = 0; k <= half; k += 2) {
    store2(power + k, load2(power + k) + abs2(load2(noise_values + k)) * trace);
  }
  lifter(plan, state, f0, power, out);
}

}  // namespace

std::int64_t cheap_trick_noise_count(const CheapTrickPlan* plan, const double* f0, int frames) {
  std::int64_t count = 0;
  for (int i = 0; i < frames; ++i) {
    count += 2 * window_reach(plan, frame_f0(plan, f0[i])) + 1 + plan->fft_size / 2 + 1;
  }
  return count;
}

void cheap_trick(const CheapTrickPlan* plan, CheapTrickState* state, const NoisePlan* noise, const FrameSource& source,
                 const double* f0, int first, int frames, std::int64_t noise_offset, double* out) {
  noise_seek(noise, &state->noise, static_cast<std::uint64_t>(noise_offset));
  for (int i = 0; i < frames; ++i) {
    double* row = out + i * (plan->fft_size / 2 + 1);
    envelope_of_frame(plan, state, noise, source, frame_f0(plan, f0[i]), first + i, row);
  }
}

}  // namespace sonde

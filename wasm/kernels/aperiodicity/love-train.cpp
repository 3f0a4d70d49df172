#include "love-train.hpp"

#include <algorithm>
#include <cmath>

#include "../fft/fft.hpp"
#include "../memory.hpp"
#include "../spectrum/segment.hpp"
#include "../spectrum/spectrum.hpp"
#include "window.hpp"

namespace sonde {

namespace {

/** Hz; lower f0 are analysed as this one. */
constexpr double kFloor = 40.0;
/** The window holds three periods. */
constexpr double kPeriods = 3.0;

}  // namespace

struct LoveTrainPlan {
  int sample_rate = 0;
  int fft_size = 0;
  double noise_amplitude = 0.0;
  /** Bins 100 Hz, 4000 Hz and 7900 Hz; the upper ones end at Nyquist, above which there is no power. */
  int low = 0;
  int middle = 0;
  int high = 0;
  RealFftPlan* fft = nullptr;

  ~LoveTrainPlan() { real_fft_plan_destroy(fft); }
};

struct LoveTrainState {
  NoiseStream noise = {};
  Buffer<double> window;
  Buffer<double> segment;
  Buffer<double> noise_values;
  Buffer<double> re;
  Buffer<double> im;
};

LoveTrainPlan* love_train_plan_create(int sample_rate, double noise_amplitude) {
  LoveTrainPlan* plan = create<LoveTrainPlan>();
  if (plan == nullptr) return nullptr;
  const int n = power_of_two_above(kPeriods * sample_rate / kFloor + 1.0);
  plan->sample_rate = sample_rate;
  plan->fft_size = n;
  plan->noise_amplitude = noise_amplitude;
  plan->low = std::min(static_cast<int>(std::ceil(100.0 * n / sample_rate)), n / 2);
  plan->middle = std::min(static_cast<int>(std::ceil(4000.0 * n / sample_rate)), n / 2);
  plan->high = std::min(static_cast<int>(std::ceil(7900.0 * n / sample_rate)), n / 2);
  plan->fft = real_fft_plan_create(n);
  if (plan->fft != nullptr) return plan;
  destroy(plan);
  return nullptr;
}

void love_train_plan_destroy(LoveTrainPlan* plan) { destroy(plan); }

LoveTrainState* love_train_state_create(const LoveTrainPlan* plan) {
  LoveTrainState* state = create<LoveTrainState>();
  if (state == nullptr) return nullptr;
  const int n = plan->fft_size;
  const bool ok = state->window.allocate(n / 2 + 2) && state->segment.allocate(n) && state->noise_values.allocate(n) &&
                  state->re.allocate(n / 2 + 1) && state->im.allocate(n / 2 + 1);
  if (ok) return state;
  destroy(state);
  return nullptr;
}

void love_train_state_destroy(LoveTrainState* state) { destroy(state); }

namespace {

int reach_of(const LoveTrainPlan* plan, double f0) {
  return window_reach(plan->sample_rate, std::max(f0, kFloor), kPeriods, plan->fft_size);
}

double share_of_frame(const LoveTrainPlan* plan, LoveTrainState* state, const NoisePlan* noise,
                      const FrameSource& source, double f0, int frame) {
  const int reach = reach_of(plan, f0);
  cosine_table(window_angle(plan->sample_rate, std::max(f0, kFloor), kPeriods), reach + 1, state->window.data());
  blackman_from_cosines(state->window.data(), reach + 1, state->window.data());
  noise_take(noise, &state->noise, 2 * reach + 1, state->noise_values.data());
  const int origin = frame_origin(frame_time(frame, source.frame_period), plan->sample_rate);
  double* segment = state->segment.data();
  cut_segment(source, origin, reach, state->window.data(), plan->noise_amplitude,
              state->noise_values.data(), segment);
  std::fill(segment + 2 * reach + 1, segment + plan->fft_size, 0.0);
  double* power = state->re.data();
  real_fft_forward(plan->fft, segment, power, state->im.data());
  power_of(power, state->im.data(), plan->high + 1, power);
  double sum = 0.0;
  double below = 0.0;
  for (int k = plan->low + 1; k <= plan->high; ++k) {
    sum += power[k];
    if (k == plan->middle) below = sum;
  }
  return sum > 0.0 ? below / sum : 0.0;
}

}  // namespace

std::int64_t love_train_noise_count(const LoveTrainPlan* plan, const double* f0, int frames) {
  std::int64_t count = 0;
  for (int i = 0; i < frames; ++i) {
    if (f0[i] != 0.0) count += 2 * reach_of(plan, f0[i]) + 1;
  }
  return count;
}

void love_train(const LoveTrainPlan* plan, LoveTrainState* state, const NoisePlan* noise, const FrameSource& source,
                const double* f0, int first, int frames, std::int64_t noise_offset, double* out) {
  noise_seek(noise, &state->noise, static_cast<std::uint64_t>(noise_offset));
  for (int i = 0; i < frames; ++i) {
    out[i] = f0[i] == 0.0 ? 0.0 : share_of_frame(plan, state, noise, source, f0[i], first + i);
  }
}

}  // namespace sonde

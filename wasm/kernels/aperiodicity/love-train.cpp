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

/**
 * The band sums are sums over bins of a transform of length N, but a segment of M samples has no more than 2 M - 1
 * different products: where a transform of length G >= 2 M is shorter, its power, weighted, gives the same sums. The
 * weights are the transform of the bands' own transform, cut to G lags.
 */
struct ShareGrid {
  int size = 0;
  RealFftPlan* fft = nullptr;
  /** of the power up to 4000 Hz and up to 7900 Hz, from 100 Hz, `[size/2 + 2]`, the last 0 */
  Buffer<double> below;
  Buffer<double> all;

  ~ShareGrid() { real_fft_plan_destroy(fft); }
};

constexpr int kGrids = 4;
constexpr int kSmallestGrid = 64;

struct LoveTrainPlan {
  int sample_rate = 0;
  int fft_size = 0;
  double noise_amplitude = 0.0;
  /** Bins 100 Hz, 4000 Hz and 7900 Hz; the upper ones end at Nyquist, above which there is no power. */
  int low = 0;
  int middle = 0;
  int high = 0;
  /** From the shortest to the method's own, of length fft_size. */
  ShareGrid grids[kGrids];
  int first_grid = 0;

  bool configure_grid(ShareGrid* grid, int size, const RealFftPlan* whole, double* work) const;
  bool configure();
};

/** @param work `[5 fft_size]` */
bool LoveTrainPlan::configure_grid(ShareGrid* grid, int size, const RealFftPlan* whole, double* work) const {
  grid->size = size;
  if (!grid->below.allocate(size / 2 + 2) || !grid->all.allocate(size / 2 + 2)) return false;
  double *band = work, *re = band + fft_size, *im = re + fft_size, *lags = im + fft_size;
  for (const bool is_all : {false, true}) {
    double* weights = is_all ? grid->all.data() : grid->below.data();
    std::fill(band, band + fft_size, 0.0);
    std::fill(band + low + 1, band + (is_all ? high : middle) + 1, 1.0);
    if (size == fft_size) {
      std::copy(band, band + size / 2 + 1, weights);
      continue;
    }
    real_fft_forward(whole, band, re, im);
    std::fill(lags, lags + size, 0.0);
    lags[0] = re[0];
    for (int i = 1; i < size / 2; ++i) lags[i] = lags[size - i] = re[i];
    real_fft_forward(grid->fft, lags, re, im);
    for (int k = 0; k <= size / 2; ++k) weights[k] = re[k] * (k == 0 || k == size / 2 ? 1.0 : 2.0) / size;
  }
  return true;
}

bool LoveTrainPlan::configure() {
  Buffer<double> work;
  if (!work.allocate(5 * static_cast<std::size_t>(fft_size))) return false;
  first_grid = kGrids;
  for (int size = fft_size; first_grid > 0 && size >= kSmallestGrid; size /= 2) {
    ShareGrid* grid = &grids[--first_grid];
    grid->fft = real_fft_plan_create(size);
    if (grid->fft == nullptr) return false;
    if (!configure_grid(grid, size, grids[kGrids - 1].fft, work.data())) return false;
  }
  return true;
}

struct LoveTrainState {
  NoiseStream noise = {};
  Buffer<double> half_window;
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
  if (plan->configure()) return plan;
  destroy(plan);
  return nullptr;
}

void love_train_plan_destroy(LoveTrainPlan* plan) { destroy(plan); }

LoveTrainState* love_train_state_create(const LoveTrainPlan* plan) {
  LoveTrainState* state = create<LoveTrainState>();
  if (state == nullptr) return nullptr;
  const int n = plan->fft_size;
  bool ok = true;
  for (Buffer<double>* half : {&state->half_window, &state->re, &state->im}) ok = ok && half->allocate(n / 2 + 2);
  for (Buffer<double>* each : {&state->window, &state->segment, &state->noise_values}) ok = ok && each->allocate(n);
  if (ok) return state;
  destroy(state);
  return nullptr;
}

void love_train_state_destroy(LoveTrainState* state) { destroy(state); }

namespace {

int reach_of(const LoveTrainPlan* plan, double f0) {
  return window_reach(plan->sample_rate, std::max(f0, kFloor), kPeriods, plan->fft_size);
}

const ShareGrid& grid_for(const LoveTrainPlan* plan, int samples) {
  int i = plan->first_grid;
  while (i + 1 < kGrids && plan->grids[i].size < 2 * samples) ++i;
  return plan->grids[i];
}

/** The share in a spectrum. */
double share_of(const ShareGrid& grid, const double* re, const double* im) {
  F64x2 below = splat2(0.0), all = splat2(0.0);
  for (int k = 0; k <= grid.size / 2; k += 2) {
    const F64x2 a = load2(re + k), b = load2(im + k);
    const F64x2 power = a * a + b * b;
    below = below + power * load2(grid.below.data() + k);
    all = all + power * load2(grid.all.data() + k);
  }
  const double sum = first2(all) + second2(all);
  return sum > 0.0 ? std::min(1.0, std::max(0.0, (first2(below) + second2(below)) / sum)) : 0.0;
}

double share_of_frame(const LoveTrainPlan* plan, LoveTrainState* state, const NoisePlan* noise,
                      const FrameSource& source, double f0, int frame) {
  const int reach = reach_of(plan, f0), samples = 2 * reach + 1;
  double* half = state->half_window.data();
  double* segment = state->segment.data();
  rotation_table(window_angle(plan->sample_rate, std::max(f0, kFloor), kPeriods), reach + 1, half, state->re.data());
  blackman_from_cosines(half, reach + 1, half);
  const double sum = spread_window(half, reach, state->window.data());
  noise_take(noise, &state->noise, samples, state->noise_values.data());
  const int origin = frame_origin(frame_time(frame, source.frame_period), plan->sample_rate);
  cut_segment(source, origin, {state->window.data(), reach, sum}, plan->noise_amplitude,
              state->noise_values.data(), segment);
  const ShareGrid& grid = grid_for(plan, samples);
  std::fill(segment + samples, segment + grid.size, 0.0);
  double* re = state->re.data();
  double* im = state->im.data();
  // What makes the last pair is not part of the spectrum.
  re[grid.size / 2 + 1] = im[grid.size / 2 + 1] = 0.0;
  real_fft_forward(grid.fft, segment, re, im);
  return share_of(grid, re, im);
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

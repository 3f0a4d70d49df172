#include "spectrogram.hpp"

#include <cmath>

#include "../elementary/bits.hpp"
#include "../elementary/elementary.hpp"
#include "../fft/fft.hpp"
#include "../memory.hpp"
#include "../simd.hpp"

namespace sonde {

struct SpectrogramPlan {
  ~SpectrogramPlan() { real_fft_plan_destroy(fft); }

  RealFftPlan* fft = nullptr;
  double bin_width = 0.0;
  int window_samples = 0;
  int bins = 0;
  Buffer<double> window;
  /** From |X|^2 to density, `[bins]`. */
  Buffer<double> density;
  /** `[bins]` */
  Buffer<double> emphasis_db;
  Buffer<double> x;
  Buffer<double> re;
  Buffer<double> im;
};

namespace {

constexpr double kDbPerNeper = 4.3429448190325182765;  // 10 / ln 10
constexpr double kOctavesPerNeper = 1.4426950408889634074;  // 1 / ln 2
constexpr double kEmphasisStart = 50.0;
constexpr int kLargestFft = 1 << 22;

/** The wanted distance of bins: sqrt(pi) / (8 L), above which a Gaussian of that length would show between them. */
int fft_size(double sample_rate, double window_length, int window_samples) {
  const double needed = sample_rate * window_length * 8.0 / 1.7724538509055160273;
  int n = 2;
  while (n < kLargestFft && (n < window_samples || n < needed)) n *= 2;
  return n;
}

void fill_window(SpectrogramPlan* plan, double sample_rate, double window_length) {
  const int middle = plan->window_samples / 2;
  const double edge = std::exp(-12.0);
  for (int i = 0; i < plan->window_samples; ++i) {
    const double t = (i - middle) / (sample_rate * window_length);
    plan->window[i] = (std::exp(-12.0 * t * t) - edge) / (1.0 - edge);
  }
}

void fill_bins(SpectrogramPlan* plan, double sample_rate, double pre_emphasis) {
  double energy = 0.0;
  for (int i = 0; i < plan->window_samples; ++i) energy += plan->window[i] * plan->window[i];
  const int nyquist = real_fft_plan_size(plan->fft) / 2;
  for (int k = 0; k < plan->bins; ++k) {
    const double sides = k == 0 || k == nyquist ? 1.0 : 2.0;
    const double octaves = std::fmax(0.0, std::log(k * plan->bin_width / kEmphasisStart) * kOctavesPerNeper);
    plan->density[k] = sides / (sample_rate * energy);
    plan->emphasis_db[k] = pre_emphasis * octaves;
  }
}

bool configure(SpectrogramPlan* plan, double sample_rate, double window_length, double max_frequency,
               double pre_emphasis) {
  const double half = std::floor(sample_rate * window_length);
  if (!(half >= 0.0 && half < kLargestFft / 2)) return false;
  plan->window_samples = 2 * static_cast<int>(half) + 1;
  const int n = fft_size(sample_rate, window_length, plan->window_samples);
  plan->fft = real_fft_plan_create(n);
  plan->bin_width = sample_rate / n;
  const double highest = std::floor(max_frequency / plan->bin_width);
  plan->bins = highest < n / 2 ? static_cast<int>(highest) + 1 : n / 2 + 1;
  if (plan->fft == nullptr || !plan->window.allocate(plan->window_samples) || !plan->density.allocate(plan->bins + 1) ||
      !plan->emphasis_db.allocate(plan->bins + 1) || !plan->x.allocate(n) || !plan->re.allocate(n / 2 + 2) ||
      !plan->im.allocate(n / 2 + 2)) {
    return false;
  }
  fill_window(plan, sample_rate, window_length);
  fill_bins(plan, sample_rate, pre_emphasis);
  return true;
}

void transform(SpectrogramPlan* plan, const double* x) {
  int i = 0;
  for (; i + 2 <= plan->window_samples; i += 2) {
    store2(plan->x.data() + i, load2(x + i) * load2(plan->window.data() + i));
  }
  plan->x[i] = x[i] * plan->window[i];
  real_fft_forward(plan->fft, plan->x.data(), plan->re.data(), plan->im.data());
}

/** Two bins at a time; where their number is odd, the tables and the spectrum have one more, of no use, to read. */
void to_levels(const SpectrogramPlan* plan, float* level_db) {
  for (int k = 0; k < plan->bins; k += 2) {
    const F64x2 re = load2(plan->re.data() + k);
    const F64x2 im = load2(plan->im.data() + k);
    const F64x2 density = max2((re * re + im * im) * load2(plan->density.data() + k), splat2(kSpectrogramFloor));
    const F64x2 level = log_pair(density) * splat2(kDbPerNeper) + load2(plan->emphasis_db.data() + k);
    level_db[k] = static_cast<float>(first2(level));
    if (k + 1 < plan->bins) level_db[k + 1] = static_cast<float>(second2(level));
  }
}

}  // namespace

SpectrogramPlan* spectrogram_plan_create(double sample_rate, double window_length, double max_frequency,
                                         double pre_emphasis) {
  SpectrogramPlan* plan = create<SpectrogramPlan>();
  if (plan != nullptr && !configure(plan, sample_rate, window_length, max_frequency, pre_emphasis)) {
    destroy(plan);
    return nullptr;
  }
  return plan;
}

void spectrogram_plan_destroy(SpectrogramPlan* plan) { destroy(plan); }

int spectrogram_window_samples(const SpectrogramPlan* plan) { return plan->window_samples; }
int spectrogram_bins(const SpectrogramPlan* plan) { return plan->bins; }
double spectrogram_bin_width(const SpectrogramPlan* plan) { return plan->bin_width; }

void spectrogram_columns(SpectrogramPlan* plan, const double* x, int hop, int columns, float* level_db) {
  for (int c = 0; c < columns; ++c, x += hop, level_db += plan->bins) {
    transform(plan, x);
    to_levels(plan, level_db);
  }
}

}  // namespace sonde

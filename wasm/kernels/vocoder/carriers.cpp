#include "carriers.hpp"

#include <cmath>

#include "../elementary/elementary.hpp"
#include "../fft/fft.hpp"
#include "../fft/unit-root.hpp"
#include "../memory.hpp"

namespace sonde {

namespace {

constexpr double kTwoPi = 6.28318530717958647692;
constexpr int kIterations = 10;
constexpr int kOversampling = 8;
constexpr double kLongestPeriod = 1 / 0.3;
constexpr int kMostPoints = 1 << 27;

int power_of_two_from(double n, int least) {
  int size = least;
  while (size < n && size < kMostPoints) size *= 2;
  return size;
}

/** A spectrum of a real sound and what takes it there. */
struct Spectrum {
  int size = 0;
  RealFftPlan* plan = nullptr;
  Buffer<double> re, im, x, work;
  ~Spectrum() { real_fft_plan_destroy(plan); }

  bool allocate(int n) {
    size = n;
    plan = real_fft_plan_create(n);
    const std::size_t all = static_cast<std::size_t>(n);
    return plan != nullptr && re.allocate(all / 2 + 1) && im.allocate(all / 2 + 1) && x.allocate(all) && work.allocate(all);
  }
  void to_sound() { real_fft_inverse(plan, re.data(), im.data(), x.data(), work.data()); }
};

/** A complex envelope at a low rate, split. */
struct Band {
  int bins = 0;
  int size = 0;
  FftPlan* plan = nullptr;
  Buffer<double> re, im;
  ~Band() { fft_plan_destroy(plan); }

  bool allocate(int count) {
    bins = count;
    size = power_of_two_from(static_cast<double>(kOversampling) * count, 2);
    plan = fft_plan_create(size);
    const std::size_t all = static_cast<std::size_t>(size);
    return plan != nullptr && re.allocate(all) && im.allocate(all);
  }
};

void random_phases(Mersenne* generator, Band* band) {
  for (int k = 0; k < band->bins; ++k) {
    F64x2 sine, cosine;
    sincos_pair(splat2(kTwoPi * mersenne_double(generator)), &sine, &cosine);
    band->re[k] = first2(cosine);
    band->im[k] = first2(sine);
  }
}

/** Divides the envelope by its modulus, and takes away what that put outside of the band. */
void flatten(Band* band) {
  double* re = band->re.data();
  double* im = band->im.data();
  fft_complex(band->plan, im, re);
  for (int i = 0; i < band->size; ++i) {
    const double modulus = std::sqrt(re[i] * re[i] + im[i] * im[i]);
    if (modulus == 0.0) continue;
    re[i] /= modulus;
    im[i] /= modulus;
  }
  fft_complex(band->plan, re, im);
  const double scale = 1.0 / band->size;
  for (int k = 0; k < band->size; ++k) {
    re[k] = k < band->bins ? re[k] * scale : 0.0;
    im[k] = k < band->bins ? im[k] * scale : 0.0;
  }
}

}  // namespace

void tone_pair(double first_hz, double second_hz, double sample_rate, int first, int n, double* out) {
  const F64x2 bias = splat2(kRoundingBias);
  const F64x2 frequency = pair2(first_hz, second_hz);
  for (int i = 0; i < n; ++i) {
    // In turns, without the whole ones: exact, and the sine stays accurate for any length.
    const F64x2 turns = frequency * splat2((static_cast<double>(first) + i) / sample_rate);
    const F64x2 rest = turns - ((turns + bias) - bias);
    store2(out + 2 * i, sin_pair(rest * splat2(kTwoPi)));
  }
}

bool low_noise(Mersenne* generator, double low, double high, double sample_rate, int n, double* out) {
  if (n < 1 || n > kMostPoints) return false;
  Spectrum spectrum;
  if (!spectrum.allocate(power_of_two_from(n, 4))) return false;
  const double width = sample_rate / spectrum.size;
  const int top = spectrum.size / 2 - 1;
  int from = static_cast<int>(std::ceil(low / width));
  from = from < 1 ? 1 : (from > top ? top : from);
  int to = static_cast<int>(std::floor(high / width));
  to = to < from ? from : (to > top ? top : to);
  Band band;
  if (!band.allocate(to - from + 1)) return false;
  random_phases(generator, &band);
  for (int i = 0; i < kIterations; ++i) flatten(&band);
  for (int k = 0; k < band.bins; ++k) {
    spectrum.re[from + k] = band.re[k] * 0.5;
    spectrum.im[from + k] = band.im[k] * 0.5;
  }
  spectrum.to_sound();
  for (int i = 0; i < n; ++i) out[i] = spectrum.x[i];
  return true;
}

int pulse_spreading_order(double center, double fundamental) {
  const double bandwidth = 24.7 * (4.37 * center / 1000 + 1);
  const int order = static_cast<int>(std::floor(std::sqrt(bandwidth / fundamental) + 0.5));
  return order < 1 ? 1 : order;
}

bool pulse_spreading_complex(double center, double sample_rate, int n, double* out) {
  Spectrum spectrum;
  if (!spectrum.allocate(power_of_two_from(kLongestPeriod * sample_rate, 4))) return false;
  const int size = spectrum.size;
  const long long order = pulse_spreading_order(center, sample_rate / size);
  const double amplitude = std::sqrt(0.5 / (size / 2 - 1));
  for (int k = 1; k < size / 2; ++k) {
    const UnitRoot root = unit_root(k * (k % order) % (order * order), order * order);
    spectrum.re[k] = root.re * amplitude;
    spectrum.im[k] = root.im * amplitude;
  }
  spectrum.to_sound();
  for (int i = 0; i < n; ++i) out[i] = spectrum.x[i % size];
  return true;
}

}  // namespace sonde

#include <initializer_list>
#include <utility>

#include "../kernels/filter/butterworth.hpp"
#include "../kernels/filter/hilbert.hpp"
#include "../kernels/filter/sos.hpp"
#include "../kernels/vocoder/carriers.hpp"
#include "../kernels/vocoder/pair.hpp"
#include "../kernels/vocoder/scale.hpp"
#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

constexpr double kRate = 16'000;

/** Standard deviation over mean of the envelope in a band, away from the ends: 0.52 for Gaussian noise. */
double fluctuation(const std::vector<double>& x, double low, double high) {
  const int n = static_cast<int>(x.size());
  double sos[12];
  EXPECT(butterworth(FilterKind::kBandPass, 2, low, high, kRate, sos));
  std::vector<double> pair(2 * n);
  pair_join(x.data(), x.data(), n, pair.data());
  SosPair* filter = sos_pair_create(sos, sos, 2, true);
  EXPECT(sos_pair_start(filter, pair.data(), n));
  sos_pair_run(filter, n);
  sos_pair_run(filter, n);
  sos_pair_destroy(filter);
  HilbertPair* hilbert = hilbert_pair_create(n);
  for (int step = 0; step < hilbert_pair_steps(hilbert); ++step) hilbert_pair_step(hilbert, step, pair.data());
  hilbert_pair_destroy(hilbert);
  double sum = 0, squares = 0;
  for (int i = n / 8; i < n - n / 8; ++i) {
    sum += pair[2 * i];
    squares += pair[2 * i] * pair[2 * i];
  }
  const double mean = sum / (n - 2 * (n / 8));
  return std::sqrt(squares / (n - 2 * (n / 8)) / (mean * mean) - 1);
}

}  // namespace

int main() {
  test("the generator is MT19937: its ten-thousandth word from seed 5489 is the published one", [] {
    Mersenne generator;
    mersenne_seed(&generator, 5489);
    for (int i = 1; i < 10'000; ++i) mersenne_word(&generator);
    EXPECT(mersenne_word(&generator) == 4123659995u);
  });

  test("a list of seeds gives the words published with the generator", [] {
    const std::uint32_t key[4] = {0x123, 0x234, 0x345, 0x456};
    Mersenne generator;
    mersenne_seed_list(&generator, key, 4);
    EXPECT(mersenne_word(&generator) == 1067595299u && mersenne_word(&generator) == 955945823u);
  });

  test("one changed bit of a sound changes its key", [] {
    std::vector<double> x = noise(100, 1);
    std::uint32_t before[2], after[2];
    fold_bits(x.data(), 100, before);
    x[50] = std::nextafter(x[50], 2.0);
    fold_bits(x.data(), 100, after);
    EXPECT(before[0] != after[0] && before[1] != after[1]);
  });

  test("tones are sines, at any place of a long sound", [] {
    Fenced x(2 * 5);
    const int first = 200'000'000;
    tone_pair(1000, 440, kRate, first, 5, x.data());
    for (int i = 0; i < 5; ++i) {
      const long double turns = 440.0L * ((first + i) % 16'000) / 16'000.0L;
      EXPECT(std::fabs(x[2 * i] - std::sin(6.283185307179586 * ((first + i) % 16) / 16)) < 1e-6);
      EXPECT(std::fabs(x[2 * i + 1] - static_cast<double>(std::sin(6.28318530717958647692L * turns))) < 1e-6);
    }
    EXPECT(x.fences_intact());
  });

  test("low-noise noise has half the fluctuation of noise or less, and stays in its band", [] {
    Mersenne generator;
    mersenne_seed(&generator, 1);
    for (const auto& [low, high] : {std::pair{300.0, 500.0}, {1000.0, 1400.0}, {3000.0, 7000.0}}) {
      std::vector<double> x(20'000), gaussian(20'000);
      EXPECT(low_noise(&generator, low, high, kRate, 20'000, x.data()));
      mersenne_uniform(&generator, -0.98, 0.98, 20'000, gaussian.data());
      EXPECT(fluctuation(x, 0.5 * low, std::fmin(1.5 * high, 7900)) < 0.25);
      EXPECT(fluctuation(gaussian, low, high) > 0.4);
    }
  });

  test("low-noise noise is there for sounds of any length", [] {
    Mersenne generator;
    mersenne_seed(&generator, 2);
    for (const int n : {1, 2, 3, 5, 100}) {
      Fenced x(n);
      EXPECT(low_noise(&generator, 300, 400, kRate, n, x.data()));
      EXPECT(x.all_finite() && x.fences_intact());
    }
  });

  test("a pulse-spreading complex fluctuates less than noise in the auditory filter it is for", [] {
    Mersenne generator;
    mersenne_seed(&generator, 3);
    for (const double center : {500.0, 1000.0, 2000.0, 4000.0}) {
      const double erb = 24.7 * (4.37 * center / 1000 + 1);
      std::vector<double> x(60'000), gaussian(60'000);
      EXPECT(pulse_spreading_complex(center, kRate, 60'000, x.data()));
      mersenne_uniform(&generator, -0.98, 0.98, 60'000, gaussian.data());
      const double mine = fluctuation(x, center - erb / 2, center + erb / 2);
      const double of_noise = fluctuation(gaussian, center - erb / 2, center + erb / 2);
      EXPECT(mine < 0.6 * of_noise);
    }
  });

  test("a scale begins and ends where it is told, and a shift moves all by as many mm", [] {
    for (const auto scale : {FrequencyScale::kLog, FrequencyScale::kGreenwood, FrequencyScale::kLinear}) {
      double f[9], g[9];
      space_frequencies(scale, 100, 8000, 9, 0, f);
      space_frequencies(scale, 100, 8000, 9, -1.5, g);
      EXPECT(std::fabs(f[0] - 100) < 1e-10 && std::fabs(f[8] - 8000) < 1e-8);
      for (int i = 0; i < 9; ++i) EXPECT(std::fabs(greenwood_place(f[i]) - greenwood_place(g[i]) - 1.5) < 1e-10);
    }
  });

  test("the middle of a band is as far from its lower edge as from its upper one, in ln f", [] {
    const double edges[] = {0, 100, 400, 6400};
    double middles[4] = {-1, -1, -1, -1};
    geometric_means(edges, 4, middles);
    EXPECT(middles[0] == 0 && middles[1] == 200 && middles[2] == 1600 && middles[3] == -1);
  });

  test("pairs are rectified, multiplied, measured and mixed lane by lane", [] {
    const std::vector<double> a = noise(1001, 4), b = noise(1001, 5);
    Fenced x(2002), mix(1001);
    pair_join(a.data(), b.data(), 1001, x.data());
    for (int i = 0; i < 1001; ++i) mix[i] = 0;
    SquareSum sums[2];
    square_sum_reset(&sums[0]);
    square_sum_reset(&sums[1]);
    pair_add_squares(x.data(), 1001, &sums[0], &sums[1]);
    square_sum_end_channel(&sums[0]);
    square_sum_end_channel(&sums[1]);
    const double rms[2] = {square_sum_rms(&sums[0]), square_sum_rms(&sums[1])};
    const double target[2] = {0.5, 0.25};
    pair_mix(x.data(), 1001, rms, target, mix.data());
    for (int i = 0; i < 1001; ++i) EXPECT(mix[i] == a[i] / rms[0] * 0.5 + b[i] / rms[1] * 0.25);
    const double silent[2] = {0, 0};
    pair_mix(x.data(), 1001, silent, target, mix.data());
    for (int i = 0; i < 1001; ++i) EXPECT(mix[i] == a[i] / rms[0] * 0.5 + b[i] / rms[1] * 0.25);
    pair_rectify(x.data(), 1001, false);
    for (int i = 0; i < 1001; ++i) EXPECT(x[2 * i] == std::fmax(a[i], 0) && x[2 * i + 1] == std::fmax(b[i], 0));
    pair_multiply(x.data(), x.data(), 1001);
    for (int i = 0; i < 1001; ++i) EXPECT(x[2 * i] == std::fmax(a[i], 0) * std::fmax(a[i], 0));
    EXPECT(x.fences_intact() && mix.fences_intact());
  });

  return report();
}

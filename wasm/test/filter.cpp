#include <initializer_list>

#include "../kernels/fft/mixed-fft.hpp"
#include "../kernels/filter/butterworth.hpp"
#include "../kernels/filter/hilbert.hpp"
#include "../kernels/filter/sos.hpp"
#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kRate = 44'100;

std::vector<double> design(FilterKind kind, int order, double low, double high) {
  std::vector<double> sos(6 * butterworth_sections(kind, order));
  EXPECT(butterworth(kind, order, low, high, kRate, sos.data()));
  return sos;
}

double gain(const std::vector<double>& sos, double frequency) {
  return sos_gain(sos.data(), static_cast<int>(sos.size() / 6), frequency, kRate);
}

/** Filters a pair in place, `slice` samples at a time. */
void filter(const std::vector<double>& a, const std::vector<double>& b, bool zero_phase, Fenced& x, int slice) {
  SosPair* pair = sos_pair_create(a.data(), b.data(), static_cast<int>(a.size() / 6), zero_phase);
  EXPECT(pair != nullptr && sos_pair_start(pair, x.data(), x.size() / 2));
  while (sos_pair_left(pair) > 0) sos_pair_run(pair, slice);
  sos_pair_destroy(pair);
}

void expect_transform(int n) {
  const std::vector<double> x = noise(2 * n, 5);
  Fenced a(2 * n), b(2 * n);
  for (int i = 0; i < 2 * n; ++i) a[i] = x[i];
  MixedFftPlan* plan = mixed_fft_plan_create(n);
  EXPECT(plan != nullptr);
  const int passes = mixed_fft_passes(plan);
  for (int pass = 0; pass < passes; ++pass) {
    mixed_fft_pass(plan, pass, (pass % 2 == 1 ? b : a).data(), (pass % 2 == 1 ? a : b).data());
  }
  Fenced& result = passes % 2 == 1 ? b : a;
  for (int k = 0; k < n; ++k) {
    double re = 0, im = 0;
    for (int i = 0; i < n; ++i) {
      const double angle = -2 * kPi * (static_cast<long long>(i) * k % n) / n;
      re += x[2 * i] * std::cos(angle) - x[2 * i + 1] * std::sin(angle);
      im += x[2 * i] * std::sin(angle) + x[2 * i + 1] * std::cos(angle);
    }
    EXPECT(std::fabs(result[2 * k] - re) < 1e-12 * n && std::fabs(result[2 * k + 1] - im) < 1e-12 * n);
  }
  EXPECT(a.fences_intact() && b.fences_intact());
  mixed_fft_plan_destroy(plan);
}

}  // namespace

int main() {
  test("a filter of any order is 3 dB down at its cut-offs and flat between", [] {
    for (const int order : {1, 2, 3, 4, 5, 8, 11}) {
      EXPECT(std::fabs(gain(design(FilterKind::kLowPass, order, 0, 1000), 1000) - std::sqrt(0.5)) < 1e-6);
      EXPECT(std::fabs(gain(design(FilterKind::kHighPass, order, 1000, 0), 1000) - std::sqrt(0.5)) < 1e-6);
      const std::vector<double> band = design(FilterKind::kBandPass, order, 900, 2100);
      EXPECT(std::fabs(gain(band, 900) - std::sqrt(0.5)) < 1e-6);
      EXPECT(std::fabs(gain(band, 2100) - std::sqrt(0.5)) < 1e-6);
    }
    EXPECT(std::fabs(gain(design(FilterKind::kLowPass, 4, 0, 1000), 0) - 1) < 1e-9);
  });

  test("a band so wide that its poles are real is designed too", [] {
    const std::vector<double> sos = design(FilterKind::kBandPass, 1, 10, 20'000);
    EXPECT(std::fabs(gain(sos, 10) - std::sqrt(0.5)) < 1e-6);
    EXPECT(std::fabs(gain(sos, 20'000) - std::sqrt(0.5)) < 1e-6);
  });

  test("cut-offs and orders out of their range are refused", [] {
    double sos[6 * kMostFilterOrder];
    for (const double bad : {0.0, -1.0, kRate / 2, 1e9, std::nan("")}) {
      EXPECT(!butterworth(FilterKind::kLowPass, 2, 0, bad, kRate, sos));
      EXPECT(!butterworth(FilterKind::kHighPass, 2, bad, 0, kRate, sos));
    }
    EXPECT(!butterworth(FilterKind::kBandPass, 2, 500, 500, kRate, sos));
    EXPECT(!butterworth(FilterKind::kLowPass, 0, 0, 500, kRate, sos));
    EXPECT(!butterworth(FilterKind::kLowPass, kMostFilterOrder + 1, 0, 500, kRate, sos));
  });

  test("any split of the work gives the same bits, in both lanes", [] {
    const std::vector<double> a = design(FilterKind::kBandPass, 5, 300, 700);
    const std::vector<double> b = design(FilterKind::kBandPass, 5, 2000, 5000);
    const std::vector<double> x = noise(2 * 1000, 6);
    for (const bool zero_phase : {false, true}) {
      Fenced whole(2000), sliced(2000);
      for (int i = 0; i < 2000; ++i) whole[i] = sliced[i] = x[i];
      filter(a, b, zero_phase, whole, 1 << 30);
      filter(a, b, zero_phase, sliced, 7);
      for (int i = 0; i < 2000; ++i) EXPECT(whole[i] == sliced[i]);
      EXPECT(whole.fences_intact() && sliced.fences_intact());
    }
  });

  test("a lane does not hear its neighbour", [] {
    const std::vector<double> sos = design(FilterKind::kLowPass, 3, 0, 800);
    const std::vector<double> x = noise(500, 7);
    Fenced alone(1000), beside(1000);
    for (int i = 0; i < 500; ++i) {
      alone[2 * i] = beside[2 * i] = x[i];
      alone[2 * i + 1] = 0;
      beside[2 * i + 1] = 1e6 * x[499 - i];
    }
    filter(sos, sos, true, alone, 100);
    filter(sos, sos, true, beside, 100);
    for (int i = 0; i < 500; ++i) EXPECT(alone[2 * i] == beside[2 * i] && alone[2 * i + 1] == 0);
  });

  test("without phase, a constant stays one and a symmetric sound symmetric", [] {
    const std::vector<double> sos = design(FilterKind::kLowPass, 4, 0, 2000);
    constexpr int kLast = 2000;
    Fenced x(2 * (kLast + 1));
    for (int i = 0; i <= kLast; ++i) {
      x[2 * i] = 0.25;
      x[2 * i + 1] = std::exp(-0.001 * (i - kLast / 2) * (i - kLast / 2));
    }
    filter(sos, sos, true, x, 64);
    for (int i = 0; i <= kLast; ++i) {
      EXPECT(std::fabs(x[2 * i] - 0.25) < 1e-9);
      EXPECT(std::fabs(x[2 * i + 1] - x[2 * (kLast - i) + 1]) < 1e-9);
    }
  });

  test("a sound no longer than its edge is refused", [] {
    const std::vector<double> sos = design(FilterKind::kLowPass, 4, 0, 200);
    const int edge = sos_edge(sos.data(), 2);
    EXPECT(edge == 15);
    Fenced x(2 * 16);
    for (int i = 0; i < 32; ++i) x[i] = 0;
    SosPair* pair = sos_pair_create(sos.data(), sos.data(), 2, true);
    EXPECT(!sos_pair_start(pair, x.data(), edge));
    EXPECT(sos_pair_start(pair, x.data(), edge + 1));
    sos_pair_destroy(pair);
  });

  test("transforms of smooth lengths are those of the definition", [] {
    for (const int n : {1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 24, 25, 27, 30, 60, 64, 90, 125, 240, 375}) {
      expect_transform(n);
    }
    EXPECT(mixed_fft_plan_create(7) == nullptr && mixed_fft_plan_create(0) == nullptr);
    EXPECT(smooth_length(61) == 64 && smooth_length(85'046) == 86'400 && smooth_length(44'101) == 45'000);
  });

  test("the envelope of a tone of whole periods is its amplitude, for odd and even lengths", [] {
    for (const int n : {45, 60, 64, 125}) {
      Fenced x(2 * n);
      for (int i = 0; i < n; ++i) {
        x[2 * i] = 0.5 * std::cos(2 * kPi * 5 * i / n + 0.3);
        x[2 * i + 1] = 2 * std::sin(2 * kPi * 9 * i / n);
      }
      HilbertPair* hilbert = hilbert_pair_create(n);
      for (int step = 0; step < hilbert_pair_steps(hilbert); ++step) hilbert_pair_step(hilbert, step, x.data());
      for (int i = 0; i < n; ++i) EXPECT(std::fabs(x[2 * i] - 0.5) < 1e-13 && std::fabs(x[2 * i + 1] - 2) < 1e-13);
      EXPECT(x.fences_intact());
      hilbert_pair_destroy(hilbert);
    }
  });

  return report();
}

#include "../kernels/resample/resample.hpp"

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

using Signal = double (*)(double place, double rate);

std::vector<double> convert(int from, int to, const std::vector<double>& x, int block) {
  Resample plan;
  EXPECT(resample_create(&plan, from, to));
  const int count = static_cast<int>(static_cast<double>(x.size()) * to / from);
  std::vector<double> out(count);
  for (int k = 0; k < count; k += block) {
    const int n = count - k < block ? count - k : block;
    const std::int64_t first = resample_first(plan, k);
    std::vector<double> stretch(resample_first(plan, k + n - 1) + 2 * plan.half - first);
    for (std::size_t i = 0; i < stretch.size(); ++i) {
      const std::int64_t at = first + static_cast<std::int64_t>(i);
      if (at >= 0 && at < static_cast<std::int64_t>(x.size())) stretch[i] = x[at];
    }
    resample_run(plan, stretch.data(), k, n, out.data() + k);
  }
  return out;
}

/** A linear sweep of a second up to `top` Hz, faded in and out so softly that it has nothing beyond. */
double sweep(double seconds, double top) {
  if (seconds <= 0.0 || seconds >= 1.0) return 0.0;
  const double e = std::fmin(1.0, std::fmin(seconds, 1.0 - seconds) / 0.25);
  const double fade = e * e * e * e * (35.0 + e * (-84.0 + e * (70.0 - 20.0 * e)));
  return fade * std::sin(2.0 * 3.141592653589793 * (20.0 * seconds + (top - 20.0) * seconds * seconds / 2.0));
}

/** What lies between a converted sweep and the sweep itself, dB. */
double sweep_snr(int from, int to) {
  const double top = 0.93 * (from < to ? from : to) / 2.0;
  std::vector<double> x(from);
  for (int i = 0; i < from; ++i) x[i] = sweep(static_cast<double>(i) / from, top);
  const std::vector<double> y = convert(from, to, x, 4096);
  double signal = 0.0, error = 0.0;
  for (std::size_t k = 0; k < y.size(); ++k) {
    const double want = sweep(static_cast<double>(k) / to, top);
    signal += want * want;
    error += (y[k] - want) * (y[k] - want);
  }
  return 10.0 * std::log10(signal / error);
}

/** The level of what is left of a tone above the new Nyquist frequency, dB. */
double leftover(int from, int to, double frequency) {
  std::vector<double> x(from / 4);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::sin(2.0 * 3.141592653589793 * frequency * i / from);
  const std::vector<double> y = convert(from, to, x, 4096);
  double largest = 0.0;
  for (std::size_t k = y.size() / 3; k < 2 * y.size() / 3; ++k) largest = std::fmax(largest, std::fabs(y[k]));
  return 20.0 * std::log10(largest);
}

}  // namespace

int main() {
  test("sweeps to 93 % of the lower Nyquist frequency keep 168 dB, by every usual pair and an odd one", [] {
    const int pairs[][2] = {{44'100, 48'000}, {48'000, 44'100}, {22'050, 44'100}, {44'100, 22'050}, {16'000, 48'000},
                            {48'000, 16'000}, {44'100, 16'000}, {8'000, 44'100},  {44'100, 44'101}, {11'025, 11'024}};
    for (const auto& pair : pairs) EXPECT(sweep_snr(pair[0], pair[1]) > 168.0);
  });

  test("nothing folds back: a tone at the new Nyquist frequency and above is 120 dB down", [] {
    EXPECT(leftover(48'000, 44'100, 22'060.0) < -120.0);
    EXPECT(leftover(48'000, 16'000, 8'010.0) < -120.0);
    EXPECT(leftover(48'000, 16'000, 15'000.0) < -140.0);
  });

  test("any split into blocks gives the same bits, with every phase and with shared ones", [] {
    const std::vector<double> x = noise(3000, 1);
    for (const int to : {16'000, 44'101}) {
      const std::vector<double> whole = convert(44'100, to, x, 1 << 20);
      for (const int block : {1, 3, 64, 1000}) EXPECT(convert(44'100, to, x, block) == whole);
    }
  });

  test("there is no delay: an impulse stays where it was", [] {
    std::vector<double> x(2000);
    x[1000] = 1.0;
    const std::vector<double> up = convert(16'000, 48'000, x, 4096);
    for (int k = 1; k < 1000; ++k) {
      EXPECT(up[3000] > std::fabs(up[3000 + k]));
      EXPECT(std::fabs(up[3000 + k] - up[3000 - k]) < 1e-15);
    }
  });

  return report();
}

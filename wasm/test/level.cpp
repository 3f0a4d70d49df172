#include "../kernels/level/level.hpp"

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

double rms_in_blocks(const std::vector<double>& x, int block) {
  SquareSum sum;
  square_sum_reset(&sum);
  const int n = static_cast<int>(x.size());
  for (int i = 0; i < n; i += block) square_sum_add(&sum, x.data() + i, n - i < block ? n - i : block);
  square_sum_end_channel(&sum);
  return square_sum_rms(&sum);
}

}  // namespace

int main() {
  test("any split into whole leaves gives the same bits", [] {
    const std::vector<double> x = noise(100'003, 1);
    const double whole = rms_in_blocks(x, 1 << 20);
    for (const int leaves : {1, 2, 3, 7, 64, 100}) EXPECT(rms_in_blocks(x, leaves * kSquareSumLeaf) == whole);
  });

  test("the rms agrees with long double to the last digits", [] {
    for (const int n : {1, 7, 8, 511, 512, 513, 10'000, 99'999}) {
      const std::vector<double> x = noise(n, 2);
      long double sum = 0.0L;
      for (const double each : x) sum += static_cast<long double>(each) * each;
      const double want = static_cast<double>(std::sqrt(sum / n));
      EXPECT(std::fabs(rms_in_blocks(x, 1 << 20) - want) <= 3e-16 * want);
    }
  });

  test("a bad sample is found at every place of every length", [] {
    for (int n = 1; n <= 9; ++n) {
      for (int place = 0; place < n; ++place) {
        std::vector<double> x = noise(n, 3);
        EXPECT(is_finite(x.data(), n));
        x[place] = -std::numeric_limits<double>::infinity();
        EXPECT(!is_finite(x.data(), n));
        x[place] = std::numeric_limits<double>::quiet_NaN();
        EXPECT(!is_finite(x.data(), n));
      }
    }
    EXPECT(is_finite(nullptr, 0));
  });

  test("scaling stays inside any length", [] {
    for (int n = 0; n <= 9; ++n) {
      const std::vector<double> x = noise(n, 4);
      Fenced once(n), twice(n);
      for (int i = 0; i < n; ++i) once[i] = twice[i] = x[i];
      scale(once.data(), n, 0.3);
      divide_multiply(twice.data(), n, 0.7, 0.3);
      for (int i = 0; i < n; ++i) EXPECT(once[i] == x[i] * 0.3 && twice[i] == x[i] / 0.7 * 0.3);
      EXPECT(once.fences_intact() && twice.fences_intact());
    }
  });

  test("clipping begins at full scale", [] {
    EXPECT(clipping_gain(std::nextafter(1.0, 0.0)) == 1.0);
    EXPECT(clipping_gain(1.0) == 0.98);
    EXPECT(clipping_gain(4.0) == 0.245);
  });

  return report();
}

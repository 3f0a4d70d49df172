#include "../kernels/edit/edit.hpp"

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

std::vector<double> weights(int count, bool rising, bool cosine, int block) {
  std::vector<double> w(count, 1.0);
  for (int i = 0; i < count; i += block) {
    const int n = count - i < block ? count - i : block;
    ramp_multiply(w.data() + i, n, {static_cast<double>(count), rising, cosine}, i);
  }
  return w;
}

}  // namespace

int main() {
  test("linear weights are those of linspace, to the last bit", [] {
    const std::vector<double> want = {0.0, 0.16666666666666666, 0.3333333333333333, 0.5, 0.6666666666666666,
                                      0.8333333333333333, 1.0};
    EXPECT(weights(7, true, false, 7) == want);
  });

  test("cosine weights are those of the original", [] {
    const double want[] = {0.0, 0.14644660940672616, 0.49999999999999994, 0.8535533905932737, 1.0};
    const std::vector<double> on = weights(5, true, true, 5), off = weights(5, false, true, 5);
    for (int i = 0; i < 5; ++i) {
      EXPECT(std::fabs(on[i] - want[i]) < 2e-16);
      EXPECT(std::fabs(off[4 - i] - want[i]) < 2e-16);
    }
  });

  test("the ends are exact, and one frame has the first weight", [] {
    for (const bool cosine : {false, true}) {
      for (int count = 2; count < 200; ++count) {
        const std::vector<double> on = weights(count, true, cosine, count), off = weights(count, false, cosine, count);
        EXPECT(on.front() == 0.0 && on.back() == 1.0);
        EXPECT(off.front() == 1.0 && off.back() == 0.0);
      }
      EXPECT(weights(1, true, cosine, 1)[0] == 0.0);
      EXPECT(weights(1, false, cosine, 1)[0] == 1.0);
    }
  });

  test("any split into blocks gives the same bits", [] {
    for (const int block : {1, 2, 7, 100}) EXPECT(weights(1001, true, true, block) == weights(1001, true, true, 1001));
  });

  test("a sum stays inside any length", [] {
    for (int n = 0; n <= 9; ++n) {
      const std::vector<double> x = noise(n, 1), y = noise(n, 2);
      Fenced sum(n);
      for (int i = 0; i < n; ++i) sum[i] = x[i];
      weighted_sum(sum.data(), 0.3, y.data(), -0.7, n);
      for (int i = 0; i < n; ++i) EXPECT(sum[i] == x[i] * 0.3 + y[i] * -0.7);
      EXPECT(sum.fences_intact());
    }
  });

  test("levels are exact where they can be", [] {
    EXPECT(amplitude_of(0.0) == 1.0);
    EXPECT(std::fabs(amplitude_of(20.0) - 10.0) < 1e-14);
    EXPECT(std::fabs(amplitude_of(-6.0) - 0.5011872336272722) < 1e-16);
  });

  return report();
}

#include "../kernels/symmetric-transform/symmetric-transform.hpp"

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

constexpr long double kTurn = 6.28318530717958647692528676655900577L;

/** One bin of the definition, for a sequence given at 0..n/2. */
double bin(const std::vector<double>& x, int n, int k, bool odd) {
  long double sum = 0;
  for (int i = 0; i < n; ++i) {
    const long double angle = kTurn * (static_cast<long long>(i) * k % n) / n;
    const long double value = i <= n / 2 ? x[i] : odd ? -x[n - i] : x[n - i];
    sum += value * (odd ? std::sin(angle) : std::cos(angle));
  }
  return static_cast<double>(sum);
}

void run(bool odd, int n) {
  SymmetricPlan* plan = symmetric_plan_create(n);
  std::vector<double> x = noise(n / 2 + 1, 5);
  if (odd) x[0] = x[n / 2] = 0;
  Fenced in(n / 2 + 1), out(n / 2 + 1), work(symmetric_plan_work(plan));
  for (int i = 0; i <= n / 2; ++i) in[i] = x[i];
  const auto transform = odd ? transform_odd : transform_even;
  transform(plan, in.data(), out.data(), work.data());
  double error = 0;
  for (int k = 0; k <= n / 2; k += n > 512 ? n / 61 : 1) error = std::fmax(error, std::fabs(out[k] - bin(x, n, k, odd)));
  EXPECT(error < 1e-14 * n);
  // In place, and back.
  transform(plan, out.data(), out.data(), work.data());
  error = 0;
  for (int i = 0; i <= n / 2; ++i) error = std::fmax(error, std::fabs(out[i] / n - x[i]));
  // What the lowest bins of the odd-numbered samples lose grows with the size.
  EXPECT(error < 1e-15 + 1e-16 * n);
  EXPECT(in.fences_intact() && out.fences_intact() && work.fences_intact());
  symmetric_plan_destroy(plan);
}

}  // namespace

int main() {
  test("an even transform equals its definition and is its own inverse, inside its fences", [] {
    for (int n = 8; n <= 16384; n *= 2) run(false, n);
  });

  test("an odd transform equals its definition and is its own inverse, inside its fences", [] {
    for (int n = 8; n <= 16384; n *= 2) run(true, n);
  });

  test("sizes that are no power of two, or too small, give no plan", [] {
    for (const int n : {-8, 0, 1, 2, 4, 12, 1000}) EXPECT(symmetric_plan_create(n) == nullptr);
    symmetric_plan_destroy(nullptr);
  });

  return report();
}

#include "../kernels/interpolation/interpolation.hpp"

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

/** Strictly increasing, unevenly spaced. */
std::vector<double> knots(int n, unsigned seed) {
  std::vector<double> u = noise(n, seed);
  double at = 0.0;
  for (double& each : u) each = at += 1.2 + each;
  return u;
}

double cubic(double x) { return 2.0 - x + 0.5 * x * x - 0.01 * x * x * x; }

}  // namespace

int main() {
  test("a cubic is reproduced from any number of knots, and nothing beyond the arrays is touched", [] {
    for (int n = 4; n <= 40; ++n) {
      const std::vector<double> u = knots(n, static_cast<unsigned>(n));
      std::vector<double> v(u);
      for (double& each : v) each = cubic(each);
      Fenced queries(200), work(cubic_not_a_knot_work(n));
      for (int i = 0; i < 200; ++i) queries[i] = u[0] + (u[n - 1] - u[0]) * i / 199.0;
      std::vector<double> want(200);
      for (int i = 0; i < 200; ++i) want[i] = cubic(std::fmin(queries[i], u[n - 1]));
      cubic_not_a_knot(u.data(), v.data(), n, queries.data(), 200, queries.data(), work.data());
      for (int i = 0; i < 200; ++i) EXPECT(std::fabs(queries[i] - want[i]) < 1e-9 * (1.0 + std::fabs(want[i])));
      EXPECT(queries.fences_intact() && work.fences_intact());
    }
  });

  test("any query has an answer inside the arrays, in any order, NaN too", [] {
    const std::vector<double> u = knots(50, 1), v = noise(50, 2);
    std::vector<double> q = noise(1000, 3);
    for (double& each : q) each = each * 100.0 + 30.0;
    q[500] = std::numeric_limits<double>::quiet_NaN();
    q[501] = std::numeric_limits<double>::infinity();
    Fenced linear(1000), spline(1000), work(cubic_not_a_knot_work(50));
    linear_interpolate(u.data(), v.data(), 50, q.data(), 1000, linear.data());
    cubic_not_a_knot(u.data(), v.data(), 50, q.data(), 1000, spline.data(), work.data());
    EXPECT(std::isnan(linear[500]) && std::isnan(spline[500]));
    EXPECT(spline[501] == v[49]);
    EXPECT(linear.fences_intact() && spline.fences_intact());
  });

  test("two knots make a line without ends", [] {
    const double u[] = {1.0, 3.0}, v[] = {1.0, 2.0}, q[] = {-1.0, 1.0, 2.0, 3.0, 5.0};
    double out[5];
    linear_interpolate(u, v, 2, q, 5, out);
    EXPECT(out[0] == 0.0 && out[1] == 1.0 && out[2] == 1.5 && out[3] == 2.0 && out[4] == 3.0);
  });

  return report();
}

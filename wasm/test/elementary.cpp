#include "../kernels/elementary/elementary.hpp"

#include <cmath>

#include "test.hpp"

using namespace sonde;
using namespace sonde_test;

namespace {

/** Units in the last place between a result and a more exact one. */
double ulps(double got, long double exact) {
  const double near = static_cast<double>(exact);
  const double unit = std::nextafter(std::fabs(near), std::numeric_limits<double>::infinity()) - std::fabs(near);
  return static_cast<double>(std::fabs(got - exact) / unit);
}

}  // namespace

int main() {
  test("logarithms are within one ulp, from the smallest normal number to the largest", [] {
    double worst = 0;
    for (const double u : noise(200000, 1)) {
      const double x = std::exp(700 * u);
      worst = std::fmax(worst, ulps(first2(log_pair(pair2(x, 1.0))), std::log(static_cast<long double>(x))));
      const double near = 1 + 0.5 * u;
      worst = std::fmax(worst, ulps(second2(log_pair(pair2(1.0, near))), std::log(static_cast<long double>(near))));
    }
    EXPECT(worst < 1);
    EXPECT(first2(log_pair(splat2(1.0))) == 0);
  });

  test("the logarithm of what has none is that of the smallest normal number", [] {
    const double least = std::log(0x1p-1022);
    for (const double x : {0.0, -1.0, 5e-324, -std::numeric_limits<double>::infinity(), std::nan("")}) {
      EXPECT(std::fabs(first2(log_pair(splat2(x))) - least) < 1e-12);
    }
  });

  test("exponentials are within one ulp and stop at the ends of the range", [] {
    double worst = 0;
    for (const double u : noise(200000, 2)) {
      const double x = 700 * u;
      worst = std::fmax(worst, ulps(first2(exp_pair(splat2(x))), std::exp(static_cast<long double>(x))));
    }
    EXPECT(worst < 1);
    EXPECT(first2(exp_pair(splat2(0.0))) == 1);
    EXPECT(first2(exp_pair(splat2(1e9))) == first2(exp_pair(splat2(709.0))));
    EXPECT(first2(exp_pair(splat2(-1e9))) == first2(exp_pair(splat2(-708.0))));
  });

  test("sines and cosines are within 2^-52, each lane in its own quadrant", [] {
    double worst = 0;
    for (const double u : noise(200000, 3)) {
      const double x = 10 * u;
      const double y = 1e5 * u;
      F64x2 sine, cosine;
      sincos_pair(pair2(x, y), &sine, &cosine);
      worst = std::fmax(worst, std::fabs(static_cast<double>(first2(sine) - std::sin(static_cast<long double>(x)))));
      worst = std::fmax(worst, std::fabs(static_cast<double>(first2(cosine) - std::cos(static_cast<long double>(x)))));
      worst = std::fmax(worst, std::fabs(static_cast<double>(second2(sine) - std::sin(static_cast<long double>(y)))));
      worst = std::fmax(worst, std::fabs(static_cast<double>(second2(cosine) - std::cos(static_cast<long double>(y)))));
    }
    EXPECT(worst < 0x1p-52);
    EXPECT(first2(sin_pair(splat2(0.0))) == 0 && first2(cos_pair(splat2(0.0))) == 1);
  });

  return report();
}

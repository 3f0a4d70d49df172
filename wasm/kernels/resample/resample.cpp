#include "resample.hpp"

#include <cmath>
#include <numeric>

#include "../simd.hpp"

namespace sonde {

namespace {

constexpr double kPi = 3.141592653589793;
constexpr double kBeta = 16.05;
/** Samples of the shape per zero crossing: cubic interpolation then errs by less than 1e-10. */
constexpr int kDetail = 512;
/** Where the response has fallen by half, in units of the lower Nyquist frequency. */
constexpr double kCutoff = 0.9657284;
/** As many taps are kept, 16 MiB of them. */
constexpr std::int64_t kMostTaps = 1 << 21;

/** I0 of a square root: the series of I0(z) in z^2, which goes on smoothly below 0. */
double bessel_i0_of_root(double square) {
  double term = 1.0, sum = 1.0;
  for (int k = 1; std::fabs(term) > 1e-18 * std::fabs(sum); ++k) {
    term *= square / 4.0 / (static_cast<double>(k) * k);
    sum += term;
  }
  return sum;
}

/** The windowed sinc at u zero crossings from its centre. */
double shape_at(double u) {
  if (u == 0.0) return 1.0;
  const double whole = std::floor(u);
  const double sine = std::sin(kPi * (u - whole)) * (std::fmod(whole, 2.0) == 0.0 ? 1.0 : -1.0);
  const double r = u / kResampleCrossings;
  return sine / (kPi * u) * bessel_i0_of_root(kBeta * kBeta * (1.0 - r * r)) / bessel_i0_of_root(kBeta * kBeta);
}

/** Between the samples of the shape: the cubic through the nearest four. */
double shape_between(const double* shape, double u) {
  const double place = u * kDetail;
  const double whole = std::floor(place);
  const double t = place - whole;
  const double* y = shape + 1 + static_cast<int>(whole);
  const double a = t + 1.0, b = t - 1.0, c = t - 2.0;
  return y[0] * (a * b * c / 2.0) - y[1] * (a * t * c / 2.0) + y[2] * (a * t * b / 6.0) - y[-1] * (t * b * c / 6.0);
}

/** The taps for a result sample that lies phase / to behind the input sample `half - 1` of them. */
void fill_taps(const Resample& plan, std::int64_t phase, double* taps) {
  const double offset = static_cast<double>(phase) / static_cast<double>(plan.to);
  for (int j = 0; j < 2 * plan.half; ++j) {
    const double u = std::fabs(offset + (plan.half - 1 - j)) * plan.density;
    taps[j] = u <= kResampleCrossings ? plan.density * shape_between(plan.shape.data(), u) : 0.0;
  }
}

/** @param n a multiple of 8 */
double dot(const double* x, const double* y, int n) {
  F64x2 a = splat2(0.0), b = a, c = a, d = a;
  for (int i = 0; i < n; i += 8) {
    a = a + load2(x + i) * load2(y + i);
    b = b + load2(x + i + 2) * load2(y + i + 2);
    c = c + load2(x + i + 4) * load2(y + i + 4);
    d = d + load2(x + i + 6) * load2(y + i + 6);
  }
  const F64x2 halves = (a + b) + (c + d);
  return first2(halves) + second2(halves);
}

}  // namespace

bool resample_create(Resample* plan, int from, int to) {
  const int common = std::gcd(from, to);
  plan->from = from / common;
  plan->to = to / common;
  plan->density = kCutoff * (to < from ? static_cast<double>(to) / from : 1.0);
  plan->half = (static_cast<int>(std::ceil(kResampleCrossings / plan->density)) + 4) / 4 * 4;
  const std::int64_t width = 2 * plan->half;
  plan->keeps_taps = plan->to * width <= kMostTaps;
  if (!plan->shape.allocate(kResampleCrossings * kDetail + 4)) return false;
  if (!plan->taps.allocate(static_cast<std::size_t>(plan->keeps_taps ? plan->to * width : width))) return false;
  for (int i = 0; i < kResampleCrossings * kDetail + 4; ++i) {
    plan->shape[i] = shape_at(std::fabs(static_cast<double>(i - 1)) / kDetail);
  }
  if (!plan->keeps_taps) return true;
  for (std::int64_t phase = 0; phase < plan->to; ++phase) fill_taps(*plan, phase, plan->taps.data() + phase * width);
  return true;
}

std::int64_t resample_first(const Resample& plan, std::int64_t k) { return k * plan.from / plan.to - (plan.half - 1); }

void resample_run(Resample* plan, const double* x, std::int64_t k, int count, double* out) {
  const int width = 2 * plan->half;
  const std::int64_t first = resample_first(*plan, k);
  for (int i = 0; i < count; ++i) {
    const std::int64_t phase = (k + i) * plan->from % plan->to;
    double* taps = plan->taps.data();
    if (plan->keeps_taps) {
      taps += phase * width;
    } else {
      fill_taps(*plan, phase, taps);
    }
    out[i] = dot(taps, x + (resample_first(*plan, k + i) - first), width);
  }
}

}  // namespace sonde

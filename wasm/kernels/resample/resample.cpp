#include "resample.hpp"

#include <cmath>
#include <numeric>

#include "../simd.hpp"

namespace sonde {

namespace {

constexpr double kPi = 3.141592653589793;
constexpr double kBeta = 16.05;
/** Phases that stand for all of a ratio with many; cubic interpolation between them errs by less than 1e-10. */
constexpr int kSharedPhases = 512;
/** A ratio with more phases than this shares them. */
constexpr int kMostPhases = 1024;
/** Where the response has fallen by half, in units of the lower Nyquist frequency. */
constexpr double kCutoff = 0.9657284;

/** I0(z) for z^2, by its series. */
double bessel_i0_of_root(double square) {
  double term = 1.0, sum = 1.0;
  for (int k = 1; std::fabs(term) > 1e-18 * std::fabs(sum); ++k) {
    term *= square / 4.0 / (static_cast<double>(k) * k);
    sum += term;
  }
  return sum;
}

/** The windowed sinc at u zero crossings from its centre, u <= kResampleCrossings, times the window's I0(beta). */
double shape_at(double u, double peak) {
  if (u == 0.0) return peak;
  const double whole = std::floor(u);
  const double sine = std::sin(kPi * (u - whole)) * (std::fmod(whole, 2.0) == 0.0 ? 1.0 : -1.0);
  const double r = u / kResampleCrossings;
  return sine / (kPi * u) * bessel_i0_of_root(kBeta * kBeta * (1.0 - r * r));
}

/** The taps for a result sample that lies `offset` behind the input sample `half - 1` of them. */
void fill_taps(const Resample& plan, double offset, double* taps) {
  const double peak = bessel_i0_of_root(kBeta * kBeta);
  for (int j = 0; j < 2 * plan.half; ++j) {
    const double u = std::fabs(offset + (plan.half - 1 - j)) * plan.density;
    taps[j] = u <= kResampleCrossings ? plan.density * (shape_at(u, peak) / peak) : 0.0;
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

/** The cubic through the results of the four nearest phases, at `offset` between them. */
double between_phases(const Resample& plan, double offset, const double* x) {
  const int width = 2 * plan.half;
  const double place = offset * kSharedPhases;
  const double whole = std::floor(place);
  const double* taps = plan.taps.data() + static_cast<std::ptrdiff_t>(whole) * width;
  const double t = place - whole;
  const double a = t + 1.0, b = t - 1.0, c = t - 2.0;
  return dot(taps + width, x, width) * (a * b * c / 2.0) - dot(taps + 2 * width, x, width) * (a * t * c / 2.0) +
         dot(taps + 3 * width, x, width) * (a * t * b / 6.0) - dot(taps, x, width) * (t * b * c / 6.0);
}

}  // namespace

bool resample_create(Resample* plan, int from, int to) {
  const int common = std::gcd(from, to);
  plan->from = from / common;
  plan->to = to / common;
  plan->density = kCutoff * (to < from ? static_cast<double>(to) / from : 1.0);
  plan->half = (static_cast<int>(std::ceil(kResampleCrossings / plan->density)) + 4) / 4 * 4;
  plan->has_every_phase = plan->to <= kMostPhases;
  const int width = 2 * plan->half;
  const int phases = plan->has_every_phase ? static_cast<int>(plan->to) : kSharedPhases + 3;
  if (!plan->taps.allocate(static_cast<std::size_t>(phases) * width)) return false;
  for (int i = 0; i < phases; ++i) {
    const double offset = plan->has_every_phase ? static_cast<double>(i) / static_cast<double>(plan->to)
                                                : static_cast<double>(i - 1) / kSharedPhases;
    fill_taps(*plan, offset, plan->taps.data() + static_cast<std::ptrdiff_t>(i) * width);
  }
  return true;
}

std::int64_t resample_first(const Resample& plan, std::int64_t k) { return k * plan.from / plan.to - (plan.half - 1); }

void resample_run(const Resample& plan, const double* x, std::int64_t k, int count, double* out) {
  const int width = 2 * plan.half;
  const std::int64_t first = resample_first(plan, k);
  for (int i = 0; i < count; ++i) {
    const std::int64_t phase = (k + i) * plan.from % plan.to;
    const double* input = x + (resample_first(plan, k + i) - first);
    out[i] = plan.has_every_phase ? dot(plan.taps.data() + phase * width, input, width)
                                  : between_phases(plan, static_cast<double>(phase) / static_cast<double>(plan.to), input);
  }
}

}  // namespace sonde

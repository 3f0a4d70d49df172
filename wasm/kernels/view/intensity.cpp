#include "intensity.hpp"

#include <cmath>

#include "../memory.hpp"

namespace sonde {

struct IntensityPlan {
  int reach = 0;
  /** Right half of the window, its middle first, `[reach + 1]`. */
  Buffer<double> window;
};

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kBeta = 2.0 * kPi * kPi + 0.5;
constexpr double kDbPerNeper = 4.3429448190325182765;  // 10 / ln 10
constexpr int kLongest = 1 << 21;

/** Modified Bessel function of order 0 by its power series, all of whose terms are positive. */
double bessel_i0(double x) {
  double sum = 1.0, term = 1.0;
  for (int k = 1; term > sum * 1e-17; ++k) {
    const double factor = x / (2.0 * k);
    term *= factor * factor;
    sum += term;
  }
  return sum;
}

}  // namespace

IntensityPlan* intensity_plan_create(double sample_rate, double floor) {
  const double half = sample_rate * 3.2 / floor;
  if (!(half >= 0.0 && half < kLongest)) return nullptr;
  IntensityPlan* plan = create<IntensityPlan>();
  if (plan == nullptr) return nullptr;
  plan->reach = static_cast<int>(half);
  if (!plan->window.allocate(plan->reach + 1)) {
    destroy(plan);
    return nullptr;
  }
  const double peak = bessel_i0(kBeta);
  for (int i = 0; i <= plan->reach; ++i) {
    const double place = i / half;
    plan->window[i] = bessel_i0(kBeta * std::sqrt(std::fmax(0.0, 1.0 - place * place))) / peak;
  }
  return plan;
}

void intensity_plan_destroy(IntensityPlan* plan) { destroy(plan); }

int intensity_reach(const IntensityPlan* plan) { return plan->reach; }

double intensity_frame(const IntensityPlan* plan, const double* x, int start, int count, int centre) {
  const int from = centre - plan->reach > start ? centre - plan->reach : start;
  const int last = start + count - 1;
  const int to = centre + plan->reach < last ? centre + plan->reach : last;
  double weights = 0.0, first = 0.0, second = 0.0;
  for (int i = from; i <= to; ++i) {
    const double weight = plan->window[i < centre ? centre - i : i - centre];
    const double value = x[i - start];
    weights += weight;
    first += weight * value;
    second += weight * value * value;
  }
  if (!(weights > 0.0)) return kDbPerNeper * std::log(kIntensityFloor);
  const double mean = first / weights;
  return kDbPerNeper * std::log(std::fmax(second / weights - mean * mean, kIntensityFloor));
}

}  // namespace sonde

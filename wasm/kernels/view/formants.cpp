#include "formants.hpp"

#include <cmath>

#include "../memory.hpp"

namespace sonde {

struct FormantPlan {
  double sample_rate = 0.0;
  double emphasis = 0.0;
  int reach = 0;
  int formants = 0;
  Buffer<double> window;
  Buffer<double> forward;
  Buffer<double> backward;
};

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kMargin = 50.0;
constexpr int kMostPoles = 2 * kMostFormants;
constexpr int kLongest = 1 << 19;
constexpr int kMostRounds = 200;

struct Complex {
  double re = 0.0;
  double im = 0.0;
};

Complex operator+(Complex a, Complex b) { return {a.re + b.re, a.im + b.im}; }
Complex operator-(Complex a, Complex b) { return {a.re - b.re, a.im - b.im}; }
Complex operator*(Complex a, Complex b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }
double square(Complex a) { return a.re * a.re + a.im * a.im; }
Complex operator/(Complex a, Complex b) {
  const double scale = square(b);
  return {(a.re * b.re + a.im * b.im) / scale, (a.im * b.re - a.re * b.im) / scale};
}

/** Coefficients a[1..order] of the prediction-error filter into a[0..order], a[0] = 1. False for a frame without power. */
bool burg(double* forward, double* backward, int n, int order, double* a) {
  double power = 0.0;
  for (int i = 0; i < n; ++i) power += forward[i] * forward[i];
  if (!(power > 0.0)) return false;
  a[0] = 1.0;
  for (int m = 1; m <= order; ++m) {
    double product = 0.0, sum = 0.0;
    for (int i = m; i < n; ++i) {
      product += forward[i] * backward[i - 1];
      sum += forward[i] * forward[i] + backward[i - 1] * backward[i - 1];
    }
    const double k = sum > 0.0 ? -2.0 * product / sum : 0.0;
    a[m] = 0.0;
    double turned[kMostPoles + 1];
    for (int i = 0; i <= m; ++i) turned[i] = a[m - i];
    for (int i = 1; i <= m; ++i) a[i] += k * turned[i];
    for (int i = n - 1; i >= m; --i) {
      const double f = forward[i], b = backward[i - 1];
      forward[i] = f + k * b;
      backward[i] = b + k * f;
    }
  }
  return true;
}

/** All roots of z^order + a[1] z^(order-1) + ... + a[order] at once. */
void find_roots(const double* a, int order, Complex* roots) {
  for (int i = 0; i < order; ++i) {
    const double angle = 2.0 * kPi * (i + 0.25) / order;
    roots[i] = {0.9 * std::cos(angle), 0.9 * std::sin(angle)};
  }
  for (int round = 0; round < kMostRounds; ++round) {
    double largest = 0.0;
    for (int i = 0; i < order; ++i) {
      const Complex z = roots[i];
      Complex value{1.0, 0.0}, slope{};
      for (int k = 1; k <= order; ++k) {
        slope = slope * z + value;
        value = value * z + Complex{a[k], 0.0};
      }
      if (square(value) == 0.0) continue;
      const Complex newton = slope / value;
      Complex repulsion{};
      for (int j = 0; j < order; ++j) {
        const Complex apart = z - roots[j];
        if (j != i && square(apart) > 0.0) repulsion = repulsion + Complex{1.0, 0.0} / apart;
      }
      const Complex inverse = newton - repulsion;
      if (square(inverse) == 0.0) continue;
      const Complex step = Complex{1.0, 0.0} / inverse;
      roots[i] = z - step;
      largest = std::fmax(largest, square(step));
    }
    if (largest < 1e-28) return;
  }
}

void sort_by_frequency(double* out, int found) {
  for (int i = 1; i < found; ++i) {
    const double frequency = out[2 * i], bandwidth = out[2 * i + 1];
    int j = i;
    for (; j > 0 && out[2 * j - 2] > frequency; --j) {
      out[2 * j] = out[2 * j - 2];
      out[2 * j + 1] = out[2 * j - 1];
    }
    out[2 * j] = frequency;
    out[2 * j + 1] = bandwidth;
  }
}

}  // namespace

FormantPlan* formant_plan_create(double sample_rate, double window_length, int formants, double emphasis_from) {
  const double half = std::floor(sample_rate * window_length);
  if (!(half >= 2.0 * formants && half < kLongest) || formants < 1 || formants > kMostFormants) return nullptr;
  FormantPlan* plan = create<FormantPlan>();
  if (plan == nullptr) return nullptr;
  plan->sample_rate = sample_rate;
  plan->emphasis = std::exp(-2.0 * kPi * emphasis_from / sample_rate);
  plan->reach = static_cast<int>(half);
  plan->formants = formants;
  const int n = 2 * plan->reach + 1;
  if (!plan->window.allocate(n) || !plan->forward.allocate(n) || !plan->backward.allocate(n)) {
    destroy(plan);
    return nullptr;
  }
  const double edge = std::exp(-12.0);
  for (int i = 0; i < n; ++i) {
    const double t = (i - plan->reach) / (sample_rate * window_length);
    plan->window[i] = (std::exp(-12.0 * t * t) - edge) / (1.0 - edge);
  }
  return plan;
}

void formant_plan_destroy(FormantPlan* plan) { destroy(plan); }

int formant_reach(const FormantPlan* plan) { return plan->reach; }

void formant_frame(FormantPlan* plan, const double* x, double* out) {
  const int n = 2 * plan->reach + 1, order = 2 * plan->formants;
  for (int i = 0; i < 2 * plan->formants; ++i) out[i] = 0.0;
  for (int i = 0; i < n; ++i) {
    const double value = (x[i + 1] - plan->emphasis * x[i]) * plan->window[i];
    plan->forward[i] = value;
    plan->backward[i] = value;
  }
  double a[kMostPoles + 1];
  if (!burg(plan->forward.data(), plan->backward.data(), n, order, a)) return;
  Complex roots[kMostPoles];
  find_roots(a, order, roots);
  int found = 0;
  for (int i = 0; i < order; ++i) {
    Complex root = roots[i];
    if (!(root.im > 0.0)) continue;
    // Outside of the unit circle: its inverse has the same frequency.
    if (square(root) > 1.0) root = root / Complex{square(root), 0.0};
    const double frequency = std::atan2(root.im, root.re) * plan->sample_rate / (2.0 * kPi);
    if (!(frequency >= kMargin && frequency <= plan->sample_rate / 2.0 - kMargin)) continue;
    if (found == plan->formants) break;
    out[2 * found] = frequency;
    out[2 * found + 1] = -0.5 * std::log(square(root)) * plan->sample_rate / kPi;
    ++found;
  }
  sort_by_frequency(out, found);
}

}  // namespace sonde

#include "symmetric-transform.hpp"

#include <cmath>

#include "../fft/fft.hpp"
#include "../memory.hpp"

namespace sonde {

struct SymmetricPlan {
  int n = 0;
  RealFftPlan* fft = nullptr;
  /** 1 / (4 sin(2 pi k / n)), k = 1..n/4; entry 0 unused */
  Buffer<double> unfold;

  ~SymmetricPlan() { real_fft_plan_destroy(fft); }
};

SymmetricPlan* symmetric_plan_create(int n) {
  if (n < 8 || n > (1 << 27) || (n & (n - 1)) != 0) return nullptr;
  SymmetricPlan* plan = create<SymmetricPlan>();
  if (plan == nullptr) return nullptr;
  plan->n = n;
  plan->fft = real_fft_plan_create(n / 2);
  if (plan->fft == nullptr || !plan->unfold.allocate(n / 4 + 1)) {
    symmetric_plan_destroy(plan);
    return nullptr;
  }
  for (int k = 1; k <= n / 4; ++k) plan->unfold[k] = 0.25 / std::sin(6.283185307179586476925 * k / n);
  return plan;
}

void symmetric_plan_destroy(SymmetricPlan* plan) { destroy(plan); }

int symmetric_plan_work(const SymmetricPlan* plan) { return 2 * plan->n; }

/**
 * z[m] = x[2m] + j (x[2m+1] - x[2m-1]) is Hermitian, so its transform Z is real: the transform of the even-numbered
 * samples minus 2 sin(2 pi k / n) times that of the odd-numbered. The first is even about n/4, the second odd.
 */
void transform_even(const SymmetricPlan* plan, const double* x, double* out, double* work) {
  const int half = plan->n / 2;
  const int quarter = plan->n / 4;
  double* re = work;
  double* im = re + quarter + 1;
  double* z = im + quarter + 1;
  double* scratch = z + half;
  re[0] = x[0];
  im[0] = 0.0;
  double odd_sum = x[1];
  for (int m = 1; m < quarter; ++m) {
    re[m] = x[2 * m];
    im[m] = x[2 * m - 1] - x[2 * m + 1];
    odd_sum += x[2 * m + 1];
  }
  re[quarter] = x[half];
  im[quarter] = 0.0;
  real_fft_inverse(plan->fft, re, im, z, scratch);
  out[0] = z[0] + 2.0 * odd_sum;
  out[half] = z[0] - 2.0 * odd_sum;
  for (int k = 1; k <= quarter; ++k) {
    const double even = 0.5 * (z[k] + z[half - k]);
    const double odd = (z[half - k] - z[k]) * plan->unfold[k];
    out[k] = even + odd;
    out[half - k] = even - odd;
  }
}

/**
 * z[m] = (x[2m+1] - x[2m-1]) + j x[2m] is Hermitian, and its real transform is 2 sin(2 pi k / n) times that of the
 * odd-numbered samples plus that of the even-numbered. Here the first is even about n/4, the second odd.
 */
void transform_odd(const SymmetricPlan* plan, const double* x, double* out, double* work) {
  const int half = plan->n / 2;
  const int quarter = plan->n / 4;
  double* re = work;
  double* im = re + quarter + 1;
  double* z = im + quarter + 1;
  double* scratch = z + half;
  re[0] = 2.0 * x[1];
  im[0] = 0.0;
  for (int m = 1; m < quarter; ++m) {
    re[m] = x[2 * m + 1] - x[2 * m - 1];
    im[m] = -x[2 * m];
  }
  re[quarter] = -2.0 * x[half - 1];
  im[quarter] = 0.0;
  real_fft_inverse(plan->fft, re, im, z, scratch);
  out[0] = 0.0;
  out[half] = 0.0;
  for (int k = 1; k <= quarter; ++k) {
    const double even = 0.5 * (z[k] - z[half - k]);
    const double odd = (z[k] + z[half - k]) * plan->unfold[k];
    out[k] = odd + even;
    out[half - k] = odd - even;
  }
}

}  // namespace sonde

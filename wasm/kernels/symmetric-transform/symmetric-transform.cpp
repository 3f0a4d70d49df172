#include "symmetric-transform.hpp"

#include <cmath>

#include "../fft/fft.hpp"
#include "../memory.hpp"
#include "../simd.hpp"

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

namespace {

/** Where the parts of a transform lie in its scratch. */
struct Layout {
  double* re;
  double* im;
  /** `[n/2 + 1]`: the last, z[n/2], is z[0] again */
  double* z;
  double* scratch;
};

Layout lay_out(int n, double* work) {
  double* re = work;
  double* im = re + n / 4 + 1;
  double* z = im + n / 4 + 1;
  return {re, im, z, z + n / 2 + 1};
}

}  // namespace

/**
 * z[m] = x[2m] + j (x[2m+1] - x[2m-1]) is Hermitian, so its transform Z is real: the transform of the even-numbered
 * samples minus 2 sin(2 pi k / n) times that of the odd-numbered. The first is even about n/4, the second odd.
 */
void transform_even(const SymmetricPlan* plan, const double* x, double* out, double* work) {
  const int half = plan->n / 2;
  const int quarter = plan->n / 4;
  const auto [re, im, z, scratch] = lay_out(plan->n, work);
  re[0] = x[0];
  im[0] = 0.0;
  F64x2 odd_sums = splat2(0.0);
  F64x2 a = load2(x + 1);
  int m = 1;
  for (; m + 1 < quarter; m += 2) {
    const F64x2 b = load2(x + 2 * m + 1), c = load2(x + 2 * m + 3);
    const F64x2 odd = low2(b, c);
    store2(re + m, high2(a, b));
    store2(im + m, low2(a, b) - odd);
    odd_sums = odd_sums + odd;
    a = c;
  }
  re[m] = x[half - 2];
  im[m] = x[half - 3] - x[half - 1];
  re[quarter] = x[half];
  im[quarter] = 0.0;
  const double odd_sum = x[1] + (first2(odd_sums) + second2(odd_sums) + x[half - 1]);
  real_fft_inverse(plan->fft, re, im, z, scratch);
  z[half] = z[0];
  out[0] = z[0] + 2.0 * odd_sum;
  out[half] = z[0] - 2.0 * odd_sum;
  // The last pair reaches one past the middle, where both sides say the same.
  for (int k = 1; k < quarter; k += 2) {
    const F64x2 here = load2(z + k), there = swap2(load2(z + half - k - 1));
    const F64x2 even = splat2(0.5) * (here + there);
    const F64x2 odd = (there - here) * load2(plan->unfold.data() + k);
    store2(out + k, even + odd);
    store2(out + half - k - 1, swap2(even - odd));
  }
}

/**
 * z[m] = (x[2m+1] - x[2m-1]) + j x[2m] is Hermitian, and its real transform is 2 sin(2 pi k / n) times that of the
 * odd-numbered samples plus that of the even-numbered. Here the first is even about n/4, the second odd.
 */
void transform_odd(const SymmetricPlan* plan, const double* x, double* out, double* work) {
  const int half = plan->n / 2;
  const int quarter = plan->n / 4;
  const auto [re, im, z, scratch] = lay_out(plan->n, work);
  re[0] = 2.0 * x[1];
  im[0] = 0.0;
  F64x2 a = load2(x + 1);
  int m = 1;
  for (; m + 1 < quarter; m += 2) {
    const F64x2 b = load2(x + 2 * m + 1), c = load2(x + 2 * m + 3);
    store2(re + m, low2(b, c) - low2(a, b));
    store2(im + m, -high2(a, b));
    a = c;
  }
  re[m] = x[half - 1] - x[half - 3];
  im[m] = -x[half - 2];
  re[quarter] = -2.0 * x[half - 1];
  im[quarter] = 0.0;
  real_fft_inverse(plan->fft, re, im, z, scratch);
  out[0] = 0.0;
  out[half] = 0.0;
  for (int k = 1; k < quarter; k += 2) {
    const F64x2 here = load2(z + k), there = swap2(load2(z + half - k - 1));
    const F64x2 even = splat2(0.5) * (here - there);
    const F64x2 odd = (here + there) * load2(plan->unfold.data() + k);
    store2(out + k, odd + even);
    store2(out + half - k - 1, swap2(odd - even));
  }
}

}  // namespace sonde

#include "mixed-fft.hpp"

#include "../memory.hpp"
#include "../simd.hpp"
#include "unit-root.hpp"

namespace sonde {

namespace {

constexpr int kLongest = 1 << 28;
constexpr int kMostMixedPasses = 32;

F64x2 rotated(F64x2 z, const double* w) {
  return z * splat2(w[0]) + swap2(z) * pair2(-w[1], w[1]);
}

/** -j z */
F64x2 turned(F64x2 z) { return swap2(z) * pair2(1.0, -1.0); }

template <int R>
void transform(F64x2 (&z)[R]);

template <>
void transform<2>(F64x2 (&z)[2]) {
  const F64x2 a = z[0];
  z[0] = a + z[1];
  z[1] = a - z[1];
}

template <>
void transform<3>(F64x2 (&z)[3]) {
  const F64x2 sum = z[1] + z[2];
  const F64x2 across = turned(z[1] - z[2]) * splat2(0.86602540378443864676);
  const F64x2 middle = z[0] - sum * splat2(0.5);
  z[0] = z[0] + sum;
  z[1] = middle + across;
  z[2] = middle - across;
}

template <>
void transform<4>(F64x2 (&z)[4]) {
  const F64x2 a = z[0] + z[2], b = z[0] - z[2];
  const F64x2 c = z[1] + z[3], d = turned(z[1] - z[3]);
  z[0] = a + c;
  z[1] = b + d;
  z[2] = a - c;
  z[3] = b - d;
}

template <>
void transform<5>(F64x2 (&z)[5]) {
  constexpr double kC1 = 0.30901699437494742410, kC2 = -0.80901699437494742410;
  constexpr double kS1 = 0.95105651629515357212, kS2 = 0.58778525229247312917;
  const F64x2 outer = z[1] + z[4], inner = z[2] + z[3];
  const F64x2 outer_turn = turned(z[1] - z[4]), inner_turn = turned(z[2] - z[3]);
  const F64x2 m1 = z[0] + outer * splat2(kC1) + inner * splat2(kC2);
  const F64x2 m2 = z[0] + outer * splat2(kC2) + inner * splat2(kC1);
  const F64x2 t1 = outer_turn * splat2(kS1) + inner_turn * splat2(kS2);
  const F64x2 t2 = outer_turn * splat2(kS2) - inner_turn * splat2(kS1);
  z[0] = z[0] + outer + inner;
  z[1] = m1 + t1;
  z[2] = m2 + t2;
  z[3] = m2 - t2;
  z[4] = m1 - t1;
}

/** A pass over `groups` groups of R points, `stride` transforms side by side. */
template <int R>
void run_pass(const double* twiddles, int groups, int stride, const double* from, double* to) {
  for (int p = 0; p < groups; ++p, twiddles += 2 * (R - 1)) {
    for (int q = 0; q < stride; ++q) {
      F64x2 z[R];
      for (int j = 0; j < R; ++j) z[j] = load2(from + 2 * (q + stride * (p + groups * j)));
      transform<R>(z);
      double* out = to + 2 * (q + stride * (R * p));
      store2(out, z[0]);
      for (int k = 1; k < R; ++k) store2(out + 2 * stride * k, rotated(z[k], twiddles + 2 * (k - 1)));
    }
  }
}

/** The radices of n, in the order of the passes; 0 when n has another prime factor. */
int factorize(int n, int* radices) {
  int count = 0;
  constexpr int kRadices[4] = {4, 2, 3, 5};
  for (const int radix : kRadices) {
    for (; n % radix == 0 && n > 1; n /= radix) radices[count++] = radix;
  }
  return n == 1 ? count : 0;
}

}  // namespace

struct MixedFftPlan {
  int n = 0;
  int passes = 0;
  int radix[kMostMixedPasses] = {};
  std::size_t offset[kMostMixedPasses] = {};
  Buffer<double> twiddles;
};

int smooth_length(int n) {
  constexpr int kPrimes[3] = {2, 3, 5};
  for (int length = n < 1 ? 1 : n; length <= kLongest; ++length) {
    int rest = length;
    for (const int prime : kPrimes) {
      while (rest % prime == 0) rest /= prime;
    }
    if (rest == 1) return length;
  }
  return 0;
}

MixedFftPlan* mixed_fft_plan_create(int n) {
  if (n < 1 || n > kLongest) return nullptr;
  auto* plan = create<MixedFftPlan>();
  if (plan == nullptr) return nullptr;
  plan->n = n;
  plan->passes = factorize(n, plan->radix);
  std::size_t total = 0;
  for (int pass = 0, length = n; pass < plan->passes; length /= plan->radix[pass++]) {
    plan->offset[pass] = total;
    total += 2 * static_cast<std::size_t>(length / plan->radix[pass]) * static_cast<std::size_t>(plan->radix[pass] - 1);
  }
  if ((plan->passes == 0 && n > 1) || !plan->twiddles.allocate(total)) {
    destroy(plan);
    return nullptr;
  }
  for (int pass = 0, length = n; pass < plan->passes; length /= plan->radix[pass++]) {
    double* w = plan->twiddles.data() + plan->offset[pass];
    for (int p = 0; p < length / plan->radix[pass]; ++p) {
      for (int k = 1; k < plan->radix[pass]; ++k, w += 2) {
        const UnitRoot root = unit_root(static_cast<long long>(p) * k, length);
        w[0] = root.re;
        w[1] = root.im;
      }
    }
  }
  return plan;
}

void mixed_fft_plan_destroy(MixedFftPlan* plan) { destroy(plan); }

int mixed_fft_passes(const MixedFftPlan* plan) { return plan->passes; }

void mixed_fft_pass(const MixedFftPlan* plan, int pass, const double* from, double* to) {
  int stride = 1;
  for (int i = 0; i < pass; ++i) stride *= plan->radix[i];
  const int radix = plan->radix[pass];
  const int groups = plan->n / stride / radix;
  const double* twiddles = plan->twiddles.data() + plan->offset[pass];
  if (radix == 2) run_pass<2>(twiddles, groups, stride, from, to);
  if (radix == 3) run_pass<3>(twiddles, groups, stride, from, to);
  if (radix == 4) run_pass<4>(twiddles, groups, stride, from, to);
  if (radix == 5) run_pass<5>(twiddles, groups, stride, from, to);
}

}  // namespace sonde

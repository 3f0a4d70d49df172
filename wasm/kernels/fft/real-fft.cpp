#include <cstddef>

#include "../memory.hpp"
#include "../simd.hpp"
#include "fft-passes.hpp"
#include "fft-plan.hpp"
#include "fft.hpp"

namespace sonde {

struct RealFftPlan {
  FftPlan half;
  /** exp(-j 2 pi k / n) for k = 1, 2, ... n / 4, two at a time (re re im im). */
  Buffer<double> roots;
};

RealFftPlan* real_fft_plan_create(int n) {
  if (!is_power_of_two(n) || n < 2) return nullptr;
  RealFftPlan* plan = create<RealFftPlan>();
  if (plan == nullptr) return nullptr;
  const int pairs = n / 8 + 1;
  if (!plan->half.configure(n / 2) || !plan->roots.allocate(4 * static_cast<std::size_t>(pairs))) {
    destroy(plan);
    return nullptr;
  }
  double* at = plan->roots.data();
  for (int p = 0; p < pairs; ++p) at = put_roots(at, 1 + 2 * p, 1, n);
  return plan;
}

void real_fft_plan_destroy(RealFftPlan* plan) { destroy(plan); }

int real_fft_plan_size(const RealFftPlan* plan) { return 2 * plan->half.size; }

namespace {

/**
 * Z[k] = E[k] + j O[k] of the even and odd samples gives X[k] = E[k] + w^k O[k] and conj X[h - k] = E[k] - w^k O[k],
 * with 2 E[k] = Z[k] + conj Z[h - k], 2 O[k] = -j (Z[k] - conj Z[h - k]).
 * One pair (k, h - k) per lane; `m` is Z[h - k].
 */
inline void untangle(F64x2 wr, F64x2 wi, F64x2& kr, F64x2& ki, F64x2& mr, F64x2& mi) {
  const F64x2 half = splat2(0.5);
  const F64x2 evenRe = half * (kr + mr), evenIm = half * (ki - mi);
  const F64x2 oddRe = half * (ki + mi), oddIm = half * (mr - kr);
  F64x2 r, i;
  rotate(oddRe, oddIm, wr, wi, r, i);
  kr = evenRe + r;
  ki = evenIm + i;
  mr = evenRe - r;
  mi = i - evenIm;
}

/** The way back, doubled: Z[k] = X[k] + conj X[h - k] + j conj(w)^k (X[k] - conj X[h - k]). */
inline void tangle(F64x2 wr, F64x2 wi, F64x2& kr, F64x2& ki, F64x2& mr, F64x2& mi) {
  const F64x2 evenRe = kr + mr, evenIm = ki - mi;
  F64x2 r, i;
  rotate(kr - mr, ki + mi, wr, -wi, r, i);
  kr = evenRe - i;
  ki = evenIm + r;
  mr = evenRe + i;
  mi = r - evenIm;
}

}  // namespace

void real_fft_forward(const RealFftPlan* plan, const double* x, double* re, double* im) {
  const int h = plan->half.size;
  plan->half.from_interleaved(x, re, im);
  const double r0 = re[0], i0 = im[0];
  re[0] = r0 + i0;
  re[h] = r0 - i0;
  im[0] = 0.0;
  im[h] = 0.0;
  const double* w = plan->roots.data();
  int k = 1;
  // Two pairs at once while they do not meet in the middle.
  for (; k + 1 < h - k - 1; k += 2, w += 4) {
    const int m = h - k - 1;
    F64x2 kr = load2(re + k), ki = load2(im + k);
    F64x2 mr = swap2(load2(re + m)), mi = swap2(load2(im + m));
    untangle(load2(w), load2(w + 2), kr, ki, mr, mi);
    store2(re + k, kr);
    store2(im + k, ki);
    store2(re + m, swap2(mr));
    store2(im + m, swap2(mi));
  }
  for (int lane = 0; k <= h - k; ++k, ++lane) {
    const int m = h - k;
    F64x2 kr = splat2(re[k]), ki = splat2(im[k]), mr = splat2(re[m]), mi = splat2(im[m]);
    untangle(splat2(w[lane]), splat2(w[lane + 2]), kr, ki, mr, mi);
    re[m] = first2(mr);
    im[m] = first2(mi);
    re[k] = first2(kr);
    im[k] = first2(ki);
  }
}

void real_fft_inverse(const RealFftPlan* plan, const double* re, const double* im, double* x, double* work) {
  const int h = plan->half.size;
  // x takes the half-size spectrum, interleaved with its parts exchanged: a forward transform is then the inverse.
  x[0] = re[0] - re[h];
  x[1] = re[0] + re[h];
  const double* w = plan->roots.data();
  int k = 1;
  for (; k + 1 < h - k - 1; k += 2, w += 4) {
    const int m = h - k - 1;
    F64x2 kr = load2(re + k), ki = load2(im + k);
    F64x2 mr = swap2(load2(re + m)), mi = swap2(load2(im + m));
    tangle(load2(w), load2(w + 2), kr, ki, mr, mi);
    store2(x + 2 * k, low2(ki, kr));
    store2(x + 2 * k + 2, high2(ki, kr));
    store2(x + 2 * m, high2(mi, mr));
    store2(x + 2 * m + 2, low2(mi, mr));
  }
  for (int lane = 0; k <= h - k; ++k, ++lane) {
    const int m = h - k;
    F64x2 kr = splat2(re[k]), ki = splat2(im[k]), mr = splat2(re[m]), mi = splat2(im[m]);
    tangle(splat2(w[lane]), splat2(w[lane + 2]), kr, ki, mr, mi);
    x[2 * m] = first2(mi);
    x[2 * m + 1] = first2(mr);
    x[2 * k] = first2(ki);
    x[2 * k + 1] = first2(kr);
  }
  double* zi = work;
  double* zr = work + h;
  plan->half.from_interleaved(x, zi, zr);
  if (h == 1) {
    x[0] = zr[0];
    x[1] = zi[0];
    return;
  }
  for (int n = 0; n < h; n += 2) {
    const F64x2 r = load2(zr + n), i = load2(zi + n);
    store2(x + 2 * n, low2(r, i));
    store2(x + 2 * n + 2, high2(r, i));
  }
}

}  // namespace sonde

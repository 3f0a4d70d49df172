#include "padded-fft.hpp"

#include <algorithm>

#include "../memory.hpp"
#include "../simd.hpp"
#include "fft-passes.hpp"
#include "fft-plan.hpp"
#include "fft.hpp"

namespace sonde {

namespace {

constexpr int kShapes = 3;
constexpr int kBlocks[kShapes] = {8, 4, 2};
constexpr int kSmallest = 64;

}  // namespace

struct PaddedFftPlan {
  ~PaddedFftPlan() {
    for (int i = 0; i < kShapes; ++i) {
      fft_plan_destroy(complex[i]);
      real_fft_plan_destroy(real[i]);
    }
  }

  int n = 0;
  /** By shape: of S complex, of 2 S real samples. */
  FftPlan* complex[kShapes] = {};
  RealFftPlan* real[kShapes] = {};
  /** By shape: w^(r n), n < S, two at a time (re re im im), for r = 1 .. R - 1. */
  Buffer<double> twist[kShapes];

  bool configure(int length);
  int shape_of(int count) const {
    int i = 0;
    while (i + 1 < kShapes && 2 * (n / kBlocks[i]) < count) ++i;
    return i;
  }
};

bool PaddedFftPlan::configure(int length) {
  n = length;
  for (int i = 0; i < kShapes; ++i) {
    const int blocks = kBlocks[i], size = n / blocks;
    complex[i] = fft_plan_create(size);
    real[i] = real_fft_plan_create(2 * size);
    if (complex[i] == nullptr || real[i] == nullptr) return false;
    if (!twist[i].allocate(2 * static_cast<std::size_t>(size) * (blocks - 1))) return false;
    double* at = twist[i].data();
    for (int r = 1; r < blocks; ++r) {
      for (int k = 0; k < size; k += 2) at = put_roots(at, k, r, n);
    }
  }
  return true;
}

PaddedFftPlan* padded_fft_plan_create(int n) {
  if (!is_power_of_two(n) || n < kSmallest) return nullptr;
  PaddedFftPlan* plan = create<PaddedFftPlan>();
  if (plan != nullptr && !plan->configure(n)) {
    destroy(plan);
    return nullptr;
  }
  return plan;
}

void padded_fft_plan_destroy(PaddedFftPlan* plan) { destroy(plan); }

PaddedShape padded_shape(const PaddedFftPlan* plan, int count) {
  const int blocks = kBlocks[plan->shape_of(count)];
  return {blocks, plan->n / blocks};
}

namespace {

struct Fold {
  double re;
  double im;
};

/** w^(r S), an eighth root of one at most. */
Fold fold_of(int r, int blocks) {
  constexpr double h = 0.70710678118654752440;
  constexpr Fold kEighths[8] = {{1, 0}, {h, -h}, {0, -1}, {-h, -h}, {-1, 0}, {-h, h}, {0, 1}, {h, h}};
  return kEighths[r * 8 / blocks];
}

/** Samples that are looked at in pairs. */
int even_above(int count) { return count + (count & 1); }

/** What block r transforms, of complex samples. `fold` is w^(r S). */
void twist_complex(const double* x, const double* y, int count, int size, Fold fold, const double* w, double* re,
                   double* im) {
  const int folded = std::max(0, even_above(count - size)), end = std::min(size, even_above(count));
  const F64x2 fr = splat2(fold.re), fi = splat2(fold.im);
  int n = 0;
  for (; n < folded; n += 2, w += 4) {
    F64x2 hr, hi, r, i;
    rotate(load2(x + size + n), load2(y + size + n), fr, fi, hr, hi);
    rotate(load2(x + n) + hr, load2(y + n) + hi, load2(w), load2(w + 2), r, i);
    store2(re + n, r);
    store2(im + n, i);
  }
  for (; n < end; n += 2, w += 4) {
    F64x2 r, i;
    rotate(load2(x + n), load2(y + n), load2(w), load2(w + 2), r, i);
    store2(re + n, r);
    store2(im + n, i);
  }
  std::fill(re + end, re + size, 0.0);
  std::fill(im + end, im + size, 0.0);
}

/** The same of real samples. */
void twist_real(const double* x, int count, int size, Fold fold, const double* w, double* re, double* im) {
  const int folded = std::max(0, even_above(count - size)), end = std::min(size, even_above(count));
  const F64x2 fr = splat2(fold.re), fi = splat2(fold.im);
  int n = 0;
  for (; n < folded; n += 2, w += 4) {
    const F64x2 high = load2(x + size + n);
    F64x2 r, i;
    rotate(load2(x + n) + high * fr, high * fi, load2(w), load2(w + 2), r, i);
    store2(re + n, r);
    store2(im + n, i);
  }
  for (; n < end; n += 2, w += 4) {
    const F64x2 low = load2(x + n);
    store2(re + n, low * load2(w));
    store2(im + n, low * load2(w + 2));
  }
  std::fill(re + end, re + size, 0.0);
  std::fill(im + end, im + size, 0.0);
}

/** Block 0: only folded. */
void fold_only(const double* x, int count, int size, double* out) {
  const int folded = std::max(0, even_above(count - size));
  for (int n = 0; n < folded; n += 2) store2(out + n, load2(x + n) + load2(x + size + n));
  std::copy(x + folded, x + size, out + folded);
}

void put_powers(const double* re, const double* im, int count, double* power) {
  for (int k = 0; k < count; k += 2) {
    const F64x2 a = load2(re + k), b = load2(im + k);
    store2(power + k, a * a + b * b);
  }
}

/** Bins R j .. R j + R - 1 are bin 2 j of the first group, bin j of blocks 1.., bin 2 j + 1, and the blocks' mirrors. */
template <int R>
void order(const double* blocks, int size, double* out) {
  for (int j = 0; j < size / 2; ++j, out += R) {
    out[0] = blocks[2 * j];
    out[R / 2] = blocks[2 * j + 1];
    const double* block = blocks + size + 1;
    for (int r = 1; r < R / 2; ++r, block += size) {
      out[r] = block[j];
      out[R - r] = block[size - 1 - j];
    }
  }
  out[0] = blocks[size];
}

}  // namespace

void padded_block(const PaddedFftPlan* plan, int count, const double* x, const double* y, int r, double* re,
                  double* im) {
  const int i = plan->shape_of(count);
  const int blocks = kBlocks[i], size = plan->n / blocks;
  if (r == 0) {
    fold_only(x, count, size, re);
    fold_only(y, count, size, im);
  } else {
    const double* w = plan->twist[i].data() + 2 * static_cast<std::size_t>(size) * (r - 1);
    twist_complex(x, y, count, size, fold_of(r, blocks), w, re, im);
  }
  fft_complex(plan->complex[i], re, im);
}

void padded_power(const PaddedFftPlan* plan, int count, const double* x, double* re, double* im, double* power) {
  const int i = plan->shape_of(count);
  const int blocks = kBlocks[i], size = plan->n / blocks;
  real_fft_forward(plan->real[i], x, re, im);
  put_powers(re, im, size, power);
  power[size] = re[size] * re[size];
  power += size + 1;
  for (int r = 1; r < blocks / 2; ++r, power += size) {
    const double* w = plan->twist[i].data() + 2 * static_cast<std::size_t>(size) * (r - 1);
    twist_real(x, count, size, fold_of(r, blocks), w, re, im);
    fft_complex(plan->complex[i], re, im);
    put_powers(re, im, size, power);
  }
}

void padded_order(const PaddedShape& shape, const double* blocks, double* out) {
  if (shape.blocks == 8) order<8>(blocks, shape.size, out);
  if (shape.blocks == 4) order<4>(blocks, shape.size, out);
  if (shape.blocks == 2) order<2>(blocks, shape.size, out);
}

}  // namespace sonde

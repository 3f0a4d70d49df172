#include "pair.hpp"

#include <cstddef>

#include "../simd.hpp"

namespace sonde {

void pair_join(const double* a, const double* b, int n, double* out) {
  for (int i = 0; i < n; ++i) store2(out + 2 * i, pair2(a[i], b[i]));
}

void pair_rectify(double* x, int n, bool full_wave) {
  for (int i = 0; i < n; ++i) {
    const F64x2 v = load2(x + 2 * i);
    // For half-wave, (x + |x|) / 2 is max(x, 0), exactly: doubling and halving do not round.
    store2(x + 2 * i, full_wave ? abs2(v) : (v + abs2(v)) * splat2(0.5));
  }
}

void pair_multiply(double* x, const double* y, int n) {
  for (int i = 0; i < n; ++i) store2(x + 2 * i, load2(x + 2 * i) * load2(y + 2 * i));
}

void pair_add_squares(const double* x, int n, SquareSum* a, SquareSum* b) {
  double first[kSquareSumLeaf];
  double second[kSquareSumLeaf];
  for (int start = 0; start < n; start += kSquareSumLeaf) {
    const int count = n - start < kSquareSumLeaf ? n - start : kSquareSumLeaf;
    for (int i = 0; i < count; ++i) {
      first[i] = x[2 * (start + i)];
      second[i] = x[2 * (start + i) + 1];
    }
    square_sum_add(a, first, count);
    square_sum_add(b, second, count);
  }
}

void pair_mix(const double* x, int n, const double rms[2], const double target[2], double* mix) {
  for (int lane = 0; lane < 2; ++lane) {
    if (rms[lane] == 0.0 || target[lane] == 0.0) continue;
    const F64x2 divisor = splat2(rms[lane]);
    const F64x2 factor = splat2(target[lane]);
    int i = 0;
    for (; i + 1 < n; i += 2) {
      const F64x2 v = pair2(x[2 * i + lane], x[2 * i + 2 + lane]);
      store2(mix + i, load2(mix + i) + v / divisor * factor);
    }
    if (i < n) mix[i] += x[2 * i + lane] / rms[lane] * target[lane];
  }
}

void pair_spread(const double* envelopes, int bands, long stride, int first, int n, const double* weights,
                 double* out) {
  for (int i = 0; i < n; ++i) {
    F64x2 sum = splat2(0.0);
    for (int band = 0; band < bands; ++band) {
      const std::size_t at = static_cast<std::size_t>(band / 2) * static_cast<std::size_t>(stride) +
                             2 * static_cast<std::size_t>(first + i) + static_cast<std::size_t>(band % 2);
      sum = sum + load2(weights + 2 * band) * splat2(envelopes[at]);
    }
    store2(out + 2 * i, sum);
  }
}

}  // namespace sonde

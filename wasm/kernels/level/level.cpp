#include "level.hpp"

#include <cmath>

#include "../simd.hpp"

namespace sonde {

namespace {

/** Plain sum of squares in eight accumulators, which hides the latency of the additions and shortens the error. */
double leaf_square_sum(const double* x, int n) {
  F64x2 a = splat2(0.0);
  F64x2 b = a;
  F64x2 c = a;
  F64x2 d = a;
  int i = 0;
  for (; i + 8 <= n; i += 8) {
    const F64x2 x0 = load2(x + i);
    const F64x2 x1 = load2(x + i + 2);
    const F64x2 x2 = load2(x + i + 4);
    const F64x2 x3 = load2(x + i + 6);
    a = a + x0 * x0;
    b = b + x1 * x1;
    c = c + x2 * x2;
    d = d + x3 * x3;
  }
  const F64x2 halves = (a + b) + (c + d);
  double sum = first2(halves) + second2(halves);
  for (; i < n; ++i) sum += x[i] * x[i];
  return sum;
}

/** A new leaf carries through the digits of the counter: two sums of equal size become one of twice the size. */
void push_leaf(SquareSum* sum, double leaf) {
  int level = 0;
  for (std::int64_t digits = sum->leaves; (digits & 1) != 0; digits >>= 1) leaf = sum->partial[level++] + leaf;
  sum->partial[level] = leaf;
  ++sum->leaves;
}

}  // namespace

void square_sum_reset(SquareSum* sum) { *sum = SquareSum{}; }

void square_sum_add(SquareSum* sum, const double* x, int n) {
  for (int i = 0; i < n; i += kSquareSumLeaf) {
    push_leaf(sum, leaf_square_sum(x + i, n - i < kSquareSumLeaf ? n - i : kSquareSumLeaf));
  }
  sum->count += n;
}

void square_sum_end_channel(SquareSum* sum) {
  double channel = 0.0;
  int level = 0;
  for (std::int64_t digits = sum->leaves; digits != 0; digits >>= 1, ++level) {
    if ((digits & 1) != 0) channel = sum->partial[level] + channel;
  }
  sum->total += channel;
  sum->leaves = 0;
}

double square_sum_rms(const SquareSum* sum) { return sum->count == 0.0 ? 0.0 : std::sqrt(sum->total / sum->count); }

double peak(const double* x, int n) {
  double largest = 0.0;
  for (int i = 0; i < n; ++i) {
    const double magnitude = std::fabs(x[i]);
    if (magnitude > largest) largest = magnitude;
  }
  return largest;
}

bool is_finite(const double* x, int n) {
  // x - x is 0 for a finite x and NaN for the others, and NaN survives every addition.
  F64x2 sum = splat2(0.0);
  int i = 0;
  for (; i + 2 <= n; i += 2) {
    const F64x2 value = load2(x + i);
    sum = sum + (value - value);
  }
  double rest = first2(sum) + second2(sum);
  if (i < n) rest += x[i] - x[i];
  return rest == 0.0;
}

void scale(double* x, int n, double gain) {
  const F64x2 factor = splat2(gain);
  int i = 0;
  for (; i + 2 <= n; i += 2) store2(x + i, load2(x + i) * factor);
  if (i < n) x[i] *= gain;
}

void divide_multiply(double* x, int n, double divisor, double factor) {
  const F64x2 below = splat2(divisor);
  const F64x2 above = splat2(factor);
  int i = 0;
  for (; i + 2 <= n; i += 2) store2(x + i, (load2(x + i) / below) * above);
  if (i < n) x[i] = (x[i] / divisor) * factor;
}

double clipping_gain(double m) { return m >= 1.0 ? 0.98 / m : 1.0; }

}  // namespace sonde

#include "min-max.hpp"

#include <limits>

#include "../elementary/bits.hpp"
#include "../simd.hpp"

namespace sonde {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

void cell(const double* x, int n, float* out) {
  F64x2 low[2] = {splat2(kInfinity), splat2(kInfinity)};
  F64x2 high[2] = {splat2(-kInfinity), splat2(-kInfinity)};
  int i = 0;
  for (; i + 4 <= n; i += 4) {
    for (int lane = 0; lane < 2; ++lane) {
      const F64x2 value = load2(x + i + 2 * lane);
      low[lane] = min2(low[lane], value);
      high[lane] = max2(high[lane], value);
    }
  }
  for (; i < n; ++i) {
    const F64x2 value = splat2(x[i]);
    low[0] = min2(low[0], value);
    high[0] = max2(high[0], value);
  }
  const F64x2 lows = min2(low[0], low[1]);
  const F64x2 highs = max2(high[0], high[1]);
  const double least = first2(min2(lows, swap2(lows)));
  const double most = first2(max2(highs, swap2(highs)));
  out[0] = least > most ? 0.0F : static_cast<float>(least);
  out[1] = least > most ? 0.0F : static_cast<float>(most);
}

}  // namespace

void min_max(const double* x, int n, int samples_per_cell, float* out) {
  for (int i = 0; i < n; out += 2) {
    const int length = samples_per_cell < n - i ? samples_per_cell : n - i;
    cell(x + i, length, out);
    i += length;
  }
}

}  // namespace sonde

#include "../kernels/level/level.hpp"

#include "../kernels/memory.hpp"
#include "message.hpp"
#include "sonde_level.h"

static_assert(SONDE_SQUARE_SUM_LEAF == sonde::kSquareSumLeaf);

namespace {

sonde::SquareSum* object(sonde_square_sum* sum) { return reinterpret_cast<sonde::SquareSum*>(sum); }
const sonde::SquareSum* object(const sonde_square_sum* sum) { return reinterpret_cast<const sonde::SquareSum*>(sum); }

}  // namespace

sonde_square_sum* sonde_square_sum_create(void) {
  auto* sum = sonde::create<sonde::SquareSum>();
  if (sum == nullptr) {
    sonde_fail(SONDE_NO_MEMORY, "level: no memory for a sum");
    return nullptr;
  }
  sonde::square_sum_reset(sum);
  return reinterpret_cast<sonde_square_sum*>(sum);
}

void sonde_square_sum_destroy(sonde_square_sum* sum) { sonde::destroy(object(sum)); }

void sonde_square_sum_add(sonde_square_sum* sum, const double* x, int32_t n) {
  sonde::square_sum_add(object(sum), x, n);
}

void sonde_square_sum_end_channel(sonde_square_sum* sum) { sonde::square_sum_end_channel(object(sum)); }

double sonde_square_sum_rms(const sonde_square_sum* sum) { return sonde::square_sum_rms(object(sum)); }

double sonde_level_peak(const double* x, int32_t n, double least) {
  const double largest = sonde::peak(x, n);
  return largest > least ? largest : least;
}

int32_t sonde_level_is_finite(const double* x, int32_t n) { return sonde::is_finite(x, n) ? 1 : 0; }

void sonde_level_scale(double* x, int32_t n, double gain) { sonde::scale(x, n, gain); }

void sonde_level_divide_multiply(double* x, int32_t n, double divisor, double factor) {
  sonde::divide_multiply(x, n, divisor, factor);
}

double sonde_level_clipping_gain(double peak) { return sonde::clipping_gain(peak); }

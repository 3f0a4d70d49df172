#include "../kernels/resample/resample.hpp"

#include "../kernels/memory.hpp"
#include "message.hpp"
#include "sonde_resample.h"

namespace {

sonde::Resample* object(sonde_resample* resample) { return reinterpret_cast<sonde::Resample*>(resample); }
const sonde::Resample* object(const sonde_resample* resample) {
  return reinterpret_cast<const sonde::Resample*>(resample);
}

bool is_rate(int32_t rate) { return rate >= 1 && rate <= SONDE_RESAMPLE_RATE_LIMIT; }

}  // namespace

sonde_resample* sonde_resample_create(int32_t from, int32_t to) {
  if (!is_rate(from) || !is_rate(to)) {
    sonde_fail(SONDE_BAD_ARGUMENT, "resample: a rate is out of range");
    return nullptr;
  }
  auto* plan = sonde::create<sonde::Resample>();
  if (plan != nullptr && sonde::resample_create(plan, from, to)) return reinterpret_cast<sonde_resample*>(plan);
  sonde::destroy(plan);
  sonde_fail(SONDE_NO_MEMORY, "resample: no memory for the filter");
  return nullptr;
}

void sonde_resample_destroy(sonde_resample* resample) { sonde::destroy(object(resample)); }

double sonde_resample_first(const sonde_resample* resample, double k) {
  return static_cast<double>(sonde::resample_first(*object(resample), static_cast<int64_t>(k)));
}

int32_t sonde_resample_width(const sonde_resample* resample) { return 2 * object(resample)->half; }

int32_t sonde_resample_run(const sonde_resample* resample, const double* x, int32_t n, double k, int32_t count, double* out) {
  const sonde::Resample& plan = *object(resample);
  if (count < 1 || !(k >= 0.0) || !(k <= 2147483647.0)) {
    return sonde_fail(SONDE_BAD_ARGUMENT, "resample: no such samples");
  }
  const auto at = static_cast<int64_t>(k);
  const int64_t needed = sonde::resample_first(plan, at + count - 1) + 2 * plan.half - sonde::resample_first(plan, at);
  if (needed > n) return sonde_fail(SONDE_BAD_ARGUMENT, "resample: the samples need more input");
  sonde::resample_run(plan, x, at, count, out);
  return SONDE_OK;
}

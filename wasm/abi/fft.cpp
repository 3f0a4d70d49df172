#include "../kernels/fft/fft.hpp"

#include "message.hpp"
#include "sonde_fft.h"

namespace {

sonde_fft_plan* handle(sonde::RealFftPlan* plan) { return reinterpret_cast<sonde_fft_plan*>(plan); }
sonde::RealFftPlan* object(sonde_fft_plan* plan) { return reinterpret_cast<sonde::RealFftPlan*>(plan); }
const sonde::RealFftPlan* object(const sonde_fft_plan* plan) {
  return reinterpret_cast<const sonde::RealFftPlan*>(plan);
}

}  // namespace

sonde_fft_plan* sonde_fft_plan_create(int32_t n) {
  sonde::RealFftPlan* plan = sonde::real_fft_plan_create(n);
  if (plan == nullptr) sonde_fail(SONDE_NO_MEMORY, "fft: no memory for a plan, or its size is not a power of two");
  return handle(plan);
}

void sonde_fft_plan_destroy(sonde_fft_plan* plan) { sonde::real_fft_plan_destroy(object(plan)); }

void sonde_fft_real_forward(const sonde_fft_plan* plan, const double* x, double* re, double* im) {
  sonde::real_fft_forward(object(plan), x, re, im);
}

void sonde_fft_real_inverse(const sonde_fft_plan* plan, const double* re, const double* im, double* x, double* work) {
  sonde::real_fft_inverse(object(plan), re, im, x, work);
}

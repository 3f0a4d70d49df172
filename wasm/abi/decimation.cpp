#include "../kernels/f0/dio.hpp"
#include "../kernels/f0/seekable-decimation.hpp"
#include "../kernels/f0/top-bins.hpp"
#include "../kernels/memory.hpp"
#include "message.hpp"
#include "sonde_decimation.h"

static_assert(static_cast<int>(SONDE_TOP_BINS_FIELDS) == sonde::kTopBinsFields);

struct sonde_decimation {
  sonde::SeekableDecimation of;
};

struct sonde_top_bins {
  ~sonde_top_bins() { sonde::dio_plan_destroy(plan); }

  sonde::DioPlan* plan = nullptr;
  int bands = 0;
  sonde::TopBinsSum sum;
};

sonde_decimation* sonde_decimation_create(int32_t n, int32_t factor) {
  const bool isRight = n >= sonde::kDecimateLeast && factor >= 2 && factor <= 12;
  sonde_decimation* handle = isRight ? sonde::create<sonde_decimation>() : nullptr;
  if (handle != nullptr && handle->of.configure(n, factor)) return handle;
  sonde::destroy(handle);
  sonde_fail(SONDE_NO_MEMORY, "decimation: no memory, less than 10 samples, or a factor out of 2..12");
  return nullptr;
}

void sonde_decimation_destroy(sonde_decimation* decimation) { sonde::destroy(decimation); }

int32_t sonde_decimation_block(void) { return sonde::SeekableDecimation::kBlock; }

int32_t sonde_decimation_first(const sonde_decimation* decimation, int32_t block) {
  return decimation->of.first(block);
}

void sonde_decimation_take(sonde_decimation* decimation, const double* x, int32_t count) {
  decimation->of.take(x, count);
}

void sonde_decimation_run(sonde_decimation* decimation, int32_t block, const double* x, int32_t count,
                          double* values) {
  decimation->of.run(block, x, count, values);
}

sonde_top_bins* sonde_top_bins_create(int32_t sample_rate, double f0_floor, double f0_ceiling, int32_t decimation,
                                      int32_t length, double mean) {
  sonde::DioOptions options;
  options.sampleRate = sample_rate;
  options.f0Floor = f0_floor;
  options.f0Ceiling = f0_ceiling;
  options.decimation = decimation;
  sonde_top_bins* handle = length >= 1 ? sonde::create<sonde_top_bins>() : nullptr;
  if (handle != nullptr) handle->plan = sonde::dio_plan_create(options);
  if (handle != nullptr && handle->plan != nullptr) {
    const sonde::DioTracking bands = sonde::dio_plan_tracking(handle->plan, 1);
    handle->bands = bands.bands;
    if (handle->sum.configure(bands.sampleRate, length, mean, bands.edges, bands.bands)) return handle;
  }
  sonde::destroy(handle);
  sonde_fail(SONDE_NO_MEMORY, "top bins: no memory, or an option out of its range");
  return nullptr;
}

void sonde_top_bins_destroy(sonde_top_bins* top_bins) { sonde::destroy(top_bins); }

int32_t sonde_top_bins_bands(const sonde_top_bins* top_bins) { return top_bins->bands; }

void sonde_top_bins_take(sonde_top_bins* top_bins, const double* x, int32_t count) { top_bins->sum.take(x, count); }

void sonde_top_bins_finish(sonde_top_bins* top_bins, double* shares) { top_bins->sum.finish(shares); }

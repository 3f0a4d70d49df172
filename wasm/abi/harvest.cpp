#include "../kernels/f0/harvest.hpp"

#include "../kernels/memory.hpp"
#include "message.hpp"
#include "sonde_harvest.h"

/** A plan and the one sound that uses it. */
struct sonde_harvest {
  ~sonde_harvest() {
    sonde::harvest_destroy(harvest);
    sonde::harvest_plan_destroy(plan);
  }

  sonde::HarvestPlan* plan = nullptr;
  sonde::Harvest* harvest = nullptr;
};

sonde_harvest* sonde_harvest_create(int32_t n, int32_t sample_rate, double f0_floor, double f0_ceiling,
                                    double frame_period_ms) {
  sonde::HarvestOptions options;
  options.sampleRate = sample_rate;
  options.f0Floor = f0_floor;
  options.f0Ceiling = f0_ceiling;
  options.framePeriodMs = frame_period_ms;
  sonde_harvest* handle = sonde::create<sonde_harvest>();
  if (handle != nullptr) handle->plan = sonde::harvest_plan_create(options);
  if (handle != nullptr && handle->plan != nullptr) handle->harvest = sonde::harvest_create(handle->plan, n);
  if (handle != nullptr && handle->harvest != nullptr) return handle;
  sonde::destroy(handle);
  sonde_fail(SONDE_NO_MEMORY, "harvest: no memory, or an option out of its range");
  return nullptr;
}

void sonde_harvest_destroy(sonde_harvest* harvest) { sonde::destroy(harvest); }

int32_t sonde_harvest_frames(const sonde_harvest* harvest) { return sonde::harvest_frames(harvest->harvest); }

double sonde_harvest_left(const sonde_harvest* harvest) { return sonde::harvest_left(harvest->harvest); }

int32_t sonde_harvest_take(sonde_harvest* harvest, const double* x, int32_t count) {
  if (sonde::harvest_take(harvest->harvest, x, count)) return SONDE_OK;
  return sonde_fail(SONDE_NO_MEMORY, "harvest: no memory for the sound or its candidates");
}

int32_t sonde_harvest_finish(sonde_harvest* harvest, double* f0) {
  if (sonde::harvest_finish(harvest->harvest, f0)) return SONDE_OK;
  return sonde_fail(SONDE_NO_MEMORY, "harvest: no memory for the contour");
}

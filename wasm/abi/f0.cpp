#include "../kernels/check.hpp"
#include "../kernels/f0/dio.hpp"
#include "../kernels/f0/stone-mask.hpp"
#include "../kernels/memory.hpp"
#include "message.hpp"
#include "sonde_f0.h"

/** A plan and the one sound that uses it. */
struct sonde_dio {
  sonde::DioPlan* plan = nullptr;
  sonde::Dio* dio = nullptr;
};

struct sonde_stone_mask {
  sonde::StoneMaskPlan* plan = nullptr;
  sonde::StoneMask* stoneMask = nullptr;
};

int32_t sonde_frame_count(int32_t n, int32_t sample_rate, double frame_period_ms) {
  return sonde::frame_count(n, sample_rate, frame_period_ms);
}

sonde_dio* sonde_dio_create(const double* x, int32_t n, int32_t sample_rate, double f0_floor, double f0_ceiling,
                            double frame_period_ms, int32_t decimation) {
  sonde::DioOptions options;
  options.sampleRate = sample_rate;
  options.f0Floor = f0_floor;
  options.f0Ceiling = f0_ceiling;
  options.framePeriodMs = frame_period_ms;
  options.decimation = decimation;
  sonde_dio* handle = sonde::create<sonde_dio>();
  if (handle != nullptr) handle->plan = sonde::dio_plan_create(options);
  if (handle != nullptr && handle->plan != nullptr) handle->dio = sonde::dio_create(handle->plan, x, n);
  if (handle != nullptr && handle->dio != nullptr) return handle;
  sonde_dio_destroy(handle);
  sonde_fail(SONDE_NO_MEMORY, "dio: no memory, or an option out of its range");
  return nullptr;
}

void sonde_dio_destroy(sonde_dio* dio) {
  if (dio == nullptr) return;
  sonde::dio_destroy(dio->dio);
  sonde::dio_plan_destroy(dio->plan);
  sonde::destroy(dio);
}

int32_t sonde_dio_frames(const sonde_dio* dio) { return sonde::dio_frames(dio->dio); }

int32_t sonde_dio_blocks_left(const sonde_dio* dio) { return sonde::dio_blocks_left(dio->dio); }

void sonde_dio_run(sonde_dio* dio, int32_t blocks) { sonde::dio_run(dio->dio, blocks); }

void sonde_dio_finish(sonde_dio* dio, double* f0) { sonde::dio_finish(dio->dio, f0); }

sonde_stone_mask* sonde_stone_mask_create(int32_t sample_rate) {
  sonde_stone_mask* handle = sample_rate >= 1 ? sonde::create<sonde_stone_mask>() : nullptr;
  if (handle != nullptr) handle->plan = sonde::stone_mask_plan_create(sample_rate);
  if (handle != nullptr && handle->plan != nullptr) handle->stoneMask = sonde::stone_mask_create(handle->plan);
  if (handle != nullptr && handle->stoneMask != nullptr) return handle;
  sonde_stone_mask_destroy(handle);
  sonde_fail(SONDE_NO_MEMORY, "stone mask: no memory, or a sampling rate below 1 Hz");
  return nullptr;
}

void sonde_stone_mask_destroy(sonde_stone_mask* stone_mask) {
  if (stone_mask == nullptr) return;
  sonde::stone_mask_destroy(stone_mask->stoneMask);
  sonde::stone_mask_plan_destroy(stone_mask->plan);
  sonde::destroy(stone_mask);
}

void sonde_stone_mask_run(sonde_stone_mask* stone_mask, const double* x, int32_t n, double frame_period_ms, double* f0,
                          int32_t from, int32_t to) {
  sonde::check(n >= 1, "stone mask: at least one sample");
  for (int32_t i = from; i < to; ++i) {
    f0[i] = sonde::stone_mask_refine(stone_mask->stoneMask, x, n, i * frame_period_ms / 1000, f0[i]);
  }
}

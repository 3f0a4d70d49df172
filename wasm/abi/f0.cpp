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
                            double frame_period_ms, int32_t decimation, double tolerance) {
  sonde::DioOptions options;
  options.sampleRate = sample_rate;
  options.f0Floor = f0_floor;
  options.f0Ceiling = f0_ceiling;
  options.framePeriodMs = frame_period_ms;
  options.decimation = decimation;
  options.tolerance = tolerance;
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

int32_t sonde_dio_finish(sonde_dio* dio, double* f0) {
  return sonde::dio_finish(dio->dio, f0) ? SONDE_OK : sonde_fail(SONDE_NO_MEMORY, "dio: no memory for the intervals");
}

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

void sonde_stone_mask_run(sonde_stone_mask* stone_mask, const double* x, int32_t start, int32_t count, int32_t length,
                          double frame_period_ms, double* f0, int32_t first, int32_t frames) {
  sonde::check(length >= 1, "stone mask: at least one sample");
  const sonde::FrameSource source = {x, length, frame_period_ms, start, count};
  for (int32_t i = 0; i < frames; ++i) {
    f0[i] = sonde::stone_mask_refine(stone_mask->stoneMask, source, (first + i) * frame_period_ms / 1000, f0[i]);
  }
}

double sonde_running_sum(const double* x, int32_t n, double before) { return sonde::running_sum(x, n, before); }

int32_t sonde_dio_is_trackable(int32_t n, int32_t sample_rate, double f0_floor, double frame_period_ms,
                               int32_t decimation) {
  sonde::DioOptions options;
  options.sampleRate = sample_rate;
  options.f0Floor = f0_floor;
  options.framePeriodMs = frame_period_ms;
  options.decimation = decimation;
  return sonde::dio_is_trackable(options, n) ? 1 : 0;
}

namespace {

/** Declared before what looks at the plan, so that it goes after it. */
struct OwnPlan {
  ~OwnPlan() { sonde::dio_plan_destroy(at); }

  sonde::DioPlan* at = nullptr;
};

sonde::DioOptions options_of(int32_t sample_rate, double f0_floor, double f0_ceiling, int32_t decimation) {
  sonde::DioOptions options;
  options.sampleRate = sample_rate;
  options.f0Floor = f0_floor;
  options.f0Ceiling = f0_ceiling;
  options.decimation = decimation;
  return options;
}

}  // namespace

struct sonde_event_finder {
  OwnPlan plan;
  sonde::EventFinder finder;
  sonde::TopBins topBins;
};

struct sonde_dio_tracker {
  OwnPlan plan;
  sonde::DioTracker tracker;
};

namespace {

bool configure(sonde_event_finder& handle, const sonde::DioOptions& options) {
  handle.plan.at = sonde::dio_plan_create(options);
  if (handle.plan.at == nullptr || !handle.finder.configure(sonde::dio_plan_filter(handle.plan.at))) return false;
  const sonde::DioTracking bands = sonde::dio_plan_tracking(handle.plan.at, 1);
  return handle.topBins.configure(bands.sampleRate, bands.edges, bands.bands);
}

bool configure(sonde_dio_tracker& handle, const sonde::DioOptions& options, int frames) {
  handle.plan.at = frames >= 1 ? sonde::dio_plan_create(options) : nullptr;
  return handle.plan.at != nullptr && handle.tracker.configure(sonde::dio_plan_tracking(handle.plan.at, frames));
}

}  // namespace

sonde_event_finder* sonde_event_finder_create(int32_t sample_rate, double f0_floor, double f0_ceiling,
                                              int32_t decimation) {
  sonde_event_finder* handle = sonde::create<sonde_event_finder>();
  const sonde::DioOptions options = options_of(sample_rate, f0_floor, f0_ceiling, decimation);
  if (handle != nullptr && configure(*handle, options)) return handle;
  sonde::destroy(handle);
  sonde_fail(SONDE_NO_MEMORY, "events: no memory, or an option out of its range");
  return nullptr;
}

void sonde_event_finder_destroy(sonde_event_finder* finder) { sonde::destroy(finder); }

int32_t sonde_event_finder_rows(const sonde_event_finder* finder) { return finder->finder.rows(); }

int32_t sonde_event_finder_step(const sonde_event_finder* finder) {
  return sonde::dio_plan_filter(finder->plan.at).step();
}

int32_t sonde_event_finder_reach(const sonde_event_finder* finder) {
  return sonde::dio_plan_filter(finder->plan.at).back();
}

int32_t sonde_event_finder_run(sonde_event_finder* finder, const double* x, int32_t start, int32_t count, int32_t given,
                               int32_t length, double mean, const double* top_bins, int32_t first, int32_t blocks) {
  sonde::SignalStretch signal = {x, start, count, given, length, mean};
  if (top_bins != nullptr) {
    finder->topBins.set(length, top_bins);
    signal.topBins = &finder->topBins;
  }
  const bool ok = finder->finder.run(signal, first, blocks, false);
  return ok ? SONDE_OK : sonde_fail(SONDE_NO_MEMORY, "events: no memory for their positions");
}

int32_t sonde_event_finder_count(const sonde_event_finder* finder, int32_t row) {
  return finder->finder.events(row).count();
}

void sonde_event_finder_read(const sonde_event_finder* finder, int32_t row, double* positions) {
  const sonde::EventList& events = finder->finder.events(row);
  for (int32_t i = 0; i < events.count(); ++i) positions[i] = events.data()[i];
}

sonde_dio_tracker* sonde_dio_tracker_create(int32_t frames, int32_t sample_rate, double f0_floor, double f0_ceiling,
                                            double frame_period_ms, int32_t decimation, double tolerance) {
  sonde_dio_tracker* handle = sonde::create<sonde_dio_tracker>();
  sonde::DioOptions options = options_of(sample_rate, f0_floor, f0_ceiling, decimation);
  options.framePeriodMs = frame_period_ms;
  options.tolerance = tolerance;
  if (handle != nullptr && configure(*handle, options, frames)) return handle;
  sonde::destroy(handle);
  sonde_fail(SONDE_NO_MEMORY, "dio: no memory, or an option out of its range");
  return nullptr;
}

void sonde_dio_tracker_destroy(sonde_dio_tracker* tracker) { sonde::destroy(tracker); }

int32_t sonde_dio_tracker_take(sonde_dio_tracker* tracker, const double* positions, const int32_t* counts,
                               int32_t rows) {
  bool ok = true;
  for (int32_t row = 0; row < rows; ++row) {
    ok = tracker->tracker.take(row, positions, counts[row]) && ok;
    positions += counts[row];
  }
  tracker->tracker.settle();
  return ok ? SONDE_OK : sonde_fail(SONDE_NO_MEMORY, "dio: no memory for the intervals");
}

int32_t sonde_dio_tracker_finish(sonde_dio_tracker* tracker, double* f0) {
  return tracker->tracker.finish(f0) ? SONDE_OK : sonde_fail(SONDE_NO_MEMORY, "dio: no memory for the intervals");
}

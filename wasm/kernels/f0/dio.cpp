#include "dio.hpp"

#include <cmath>
#include <cstddef>

#include "../check.hpp"
#include "../memory.hpp"
#include "band-filter.hpp"
#include "decimate.hpp"
#include "top-bins.hpp"
#include "tracking.hpp"

namespace sonde {

namespace {

constexpr double kLn2 = 0.69314718055994529;
constexpr int kMostBands = 512;

bool is_valid(const DioOptions& o) {
  return o.sampleRate >= 1 && o.f0Floor >= 1 && o.f0Ceiling >= o.f0Floor && o.f0Ceiling <= 1e6 &&
         o.bandsPerOctave > 0 && o.bandsPerOctave <= 20 && o.framePeriodMs >= 0.001 && o.framePeriodMs <= 1e6 &&
         o.decimation >= 1 && o.decimation <= 12 && o.tolerance >= 0;
}

}  // namespace

int frame_count(int n, int sampleRate, double framePeriodMs) {
  const double frames = std::trunc(1000.0 * n / sampleRate / framePeriodMs) + 1;
  return frames >= 1 && frames < 2147483648.0 ? static_cast<int>(frames) : 0;
}

struct DioPlan {
  DioOptions options;
  /** After decimation, Hz. */
  double sampleRate = 0;
  int bands = 0;
  double edges[kMostBands] = {};
  BandFilterPlan filter;
};

struct Dio {
  const DioPlan* plan = nullptr;
  int frames = 0;
  SignalStretch signal = {};
  int block = 0;
  int blocks = 0;
  bool ok = true;
  Buffer<double> decimated;
  TopBins topBins;
  EventFinder finder;
  DioTracker tracker;

  bool configure(const DioPlan& plan, const double* x, int n);
  bool decimateFrom(const double* x, int n);
  bool findTopBins();
  void runBlock();
};

DioPlan* dio_plan_create(const DioOptions& options) {
  if (!is_valid(options)) return nullptr;
  DioPlan* plan = create<DioPlan>();
  if (plan == nullptr) return nullptr;
  plan->options = options;
  plan->sampleRate = static_cast<double>(options.sampleRate) / options.decimation;
  const double octaves = std::log(options.f0Ceiling / options.f0Floor) / kLn2;
  plan->bands = 1 + static_cast<int>(octaves * options.bandsPerOctave);
  check(plan->bands <= kMostBands, "dio: at most 512 bands");
  for (int k = 0; k < plan->bands; ++k) {
    plan->edges[k] = options.f0Floor * std::pow(2.0, (k + 1) / options.bandsPerOctave);
  }
  if (!plan->filter.configure(plan->sampleRate, plan->edges, plan->bands)) {
    destroy(plan);
    return nullptr;
  }
  return plan;
}

void dio_plan_destroy(DioPlan* plan) { destroy(plan); }

double running_sum(const double* x, int n, double before) {
  double total = before;
  for (int i = 0; i < n; ++i) total += x[i];
  return total;
}

bool dio_is_trackable(const DioOptions& o, int n) {
  const bool isLong = frame_count(n, o.sampleRate, o.framePeriodMs) > shortest_voiced(o.f0Floor, o.framePeriodMs);
  return isLong && (o.decimation == 1 || n >= kDecimateLeast);
}

const BandFilterPlan& dio_plan_filter(const DioPlan* plan) { return plan->filter; }

int dio_signal_length(int decimation, int n) { return 1 + n / decimation; }

DioTracking dio_plan_tracking(const DioPlan* plan, int frames) {
  const DioOptions& o = plan->options;
  const FrameAxis axis = {o.framePeriodMs, frames};
  return {plan->sampleRate, axis, plan->bands, plan->edges, o.f0Floor, o.f0Ceiling, o.tolerance};
}

bool Dio::configure(const DioPlan& of, const double* x, int n) {
  plan = &of;
  const DioOptions& o = of.options;
  frames = frame_count(n, o.sampleRate, o.framePeriodMs);
  check(n >= 1 && frames >= 1, "dio: at least one sample, and frames that can be counted");
  if (!dio_is_trackable(o, n)) return true;
  const int length = dio_signal_length(o.decimation, n);
  signal = {x, 0, n, n, length, 0.0};
  if (o.decimation > 1 && !decimateFrom(x, n)) return false;
  signal.mean = running_sum(signal.x, signal.given, 0.0) / length;
  if (!finder.configure(of.filter) || !tracker.configure(dio_plan_tracking(plan, frames))) return false;
  if (o.decimation > 1 && !findTopBins()) return false;
  blocks = (length - 1) / of.filter.step() + 1;
  return true;
}

bool Dio::decimateFrom(const double* x, int n) {
  Buffer<double> work;
  const int length = signal.length;
  if (!decimated.allocate(length) || !work.allocate(static_cast<std::size_t>(n) + 2 * kDecimateMargin)) return false;
  signal.given = decimate(x, n, plan->options.decimation, work.data(), decimated.data(), length);
  signal.count = signal.given;
  signal.x = decimated.data();
  return true;
}

bool Dio::findTopBins() {
  const DioPlan& of = *plan;
  TopBinsSum sum;
  Buffer<double> shares;
  if (!sum.configure(of.sampleRate, signal.length, signal.mean, of.edges, of.bands)) return false;
  if (!shares.allocate(static_cast<std::size_t>(kTopBinsFields) * of.bands)) return false;
  if (!topBins.configure(of.sampleRate, of.edges, of.bands)) return false;
  sum.take(signal.x, signal.given);
  sum.finish(shares.data());
  topBins.set(signal.length, shares.data());
  signal.topBins = &topBins;
  return true;
}

void Dio::runBlock() {
  ok = finder.run(signal, block, 1, block > 0) && ok;
  for (int row = 0; row < finder.rows(); ++row) {
    const EventList& events = finder.events(row);
    ok = tracker.take(row, events.data(), events.count()) && ok;
  }
  tracker.settle();
  ++block;
}

Dio* dio_create(const DioPlan* plan, const double* x, int n) {
  Dio* dio = create<Dio>();
  if (dio != nullptr && !dio->configure(*plan, x, n)) {
    destroy(dio);
    return nullptr;
  }
  return dio;
}

void dio_destroy(Dio* dio) { destroy(dio); }

int dio_frames(const Dio* dio) { return dio->frames; }

int dio_blocks_left(const Dio* dio) { return dio->blocks - dio->block; }

void dio_run(Dio* dio, int blocks) {
  for (int i = 0; i < blocks && dio->block < dio->blocks; ++i) dio->runBlock();
}

bool dio_finish(Dio* dio, double* f0) {
  check(dio->block == dio->blocks, "dio: finished before its last block");
  if (dio->blocks > 0) return dio->ok && dio->tracker.finish(f0);
  for (int i = 0; i < dio->frames; ++i) f0[i] = 0;
  return true;
}

}  // namespace sonde

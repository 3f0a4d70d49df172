#include "dio.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "../check.hpp"
#include "../memory.hpp"
#include "band-filter.hpp"
#include "decimate.hpp"
#include "intervals.hpp"
#include "top-bins.hpp"
#include "tracking.hpp"

namespace sonde {

namespace {

constexpr double kLn2 = 0.69314718055994529;
constexpr double kTiny = 1e-12;
constexpr double kWorst = 100000.0;
/** With fewer intervals of any kind, a band says nothing. */
constexpr int kLeastIntervals = 3;
constexpr int kMostBands = 512;

bool is_valid(const DioOptions& o) {
  return o.sampleRate >= 1 && o.f0Floor >= 1 && o.f0Ceiling >= o.f0Floor && o.f0Ceiling <= 1e6 &&
         o.bandsPerOctave > 0 && o.bandsPerOctave <= 20 && o.framePeriodMs >= 0.001 && o.framePeriodMs <= 1e6 &&
         o.decimation >= 1 && o.decimation <= 12 && o.tolerance >= 0;
}

double sum(const double* x, int n) {
  double total = 0;
  for (int i = 0; i < n; ++i) total += x[i];
  return total;
}

/** Mean and deviation of the four frequencies of one frame, as a candidate (0 when out of the band) and its score. */
double candidate(const double* const p[4], int frame, double edge, const DioOptions& options, double& score) {
  const double a = p[0][frame], b = p[1][frame], c = p[2][frame], d = p[3][frame];
  const double f = (a + b + c + d) / 4;
  const bool isInBand = f <= edge && f >= edge / 2 && f <= options.f0Ceiling && f >= options.f0Floor;
  if (!isInBand) {
    score = kWorst / kTiny;
    return 0;
  }
  const double deviation =
      std::sqrt(((a - f) * (a - f) + (b - f) * (b - f) + (c - f) * (c - f) + (d - f) * (d - f)) / 3);
  score = deviation / (f + kTiny);
  return f;
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
  FrameAxis axis = {};
  /** What is filtered: the sound, or its decimated form. `given` samples, and zeros up to `length`; less its mean. */
  const double* signal = nullptr;
  int given = 0;
  int length = 0;
  double mean = 0;
  int block = 0;
  int blocks = 0;
  Buffer<double> decimated;
  BandFilter filter;
  TopBins topBins;
  Buffer<BandEvents> events;
  /** The last two samples of each band. */
  Buffer<double> carry;
  /** Frequency per band, kind of event and frame, Hz. The first of each band's four rows ends as its candidates. */
  Buffer<double> frequencies;
  Buffer<double> best, score;

  bool configure(const DioPlan& plan, const double* x, int n);
  bool decimateFrom(const double* x, int n);
  void fillBlock(int first);
  void runBlock();
  void chooseBand(int band, double* candidates);
  double* row(int band, int kind) {
    return frequencies.data() + (4 * static_cast<std::size_t>(band) + kind) * axis.frames;
  }
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

bool Dio::configure(const DioPlan& of, const double* x, int n) {
  plan = &of;
  const DioOptions& o = of.options;
  axis = {o.framePeriodMs, frame_count(n, o.sampleRate, o.framePeriodMs)};
  check(n >= 1 && axis.frames >= 1, "dio: at least one sample, and frames that can be counted");
  length = 1 + n / o.decimation;
  const bool isTrackable = axis.frames > shortest_voiced(o.f0Floor, o.framePeriodMs);
  if (!isTrackable || (o.decimation > 1 && n < kDecimateLeast)) return true;
  signal = x;
  given = n;
  if (o.decimation > 1 && !decimateFrom(x, n)) return false;
  mean = sum(signal, given) / length;
  const std::size_t frames = axis.frames, bands = of.bands;
  if (!filter.configure(of.filter) || !events.allocate(bands) || !carry.allocate(2 * bands)) return false;
  // The rows together may be more than a size can say.
  if (frames > SIZE_MAX / sizeof(double) / (4 * bands)) return false;
  if (!frequencies.allocate(4 * bands * frames) || !best.allocate(frames) || !score.allocate(frames)) return false;
  for (int k = 0; k < of.bands; ++k) {
    for (int kind = 0; kind < 4; ++kind) events[k].of[kind].start(of.sampleRate, axis, row(k, kind));
  }
  if (o.decimation > 1) {
    if (!topBins.configure(of.sampleRate, signal, given, length, mean, of.edges, of.bands)) return false;
  }
  blocks = (length - 1) / of.filter.step() + 1;
  return true;
}

bool Dio::decimateFrom(const double* x, int n) {
  Buffer<double> work;
  if (!decimated.allocate(length) || !work.allocate(static_cast<std::size_t>(n) + 2 * kDecimateMargin)) return false;
  given = decimate(x, n, plan->options.decimation, work.data(), decimated.data(), length);
  signal = decimated.data();
  return true;
}

/** Samples first.. of the signal, less the mean; zeros outside it. */
void Dio::fillBlock(int first) {
  double* to = filter.input();
  for (int i = 0; i < plan->filter.blockSize(); ++i) {
    const int at = first + i;
    const bool isInside = at >= 0 && at < length;
    to[i] = isInside ? (at < given ? signal[at] : 0.0) - mean : 0.0;
  }
}

void Dio::runBlock() {
  const BandFilterPlan& filters = plan->filter;
  const int first = block * filters.step();
  const int count = length - first < filters.step() ? length - first : filters.step();
  fillBlock(first - filters.back());
  filter.transform();
  for (int band = 0; band < plan->bands;) {
    double* out[2];
    const int got = filter.filter(band, out);
    for (int i = 0; i < got; ++i, ++band) {
      double* s = out[i];
      if (plan->options.decimation > 1) topBins.add(band, s, first, count);
      double* last = carry.data() + 2 * band;
      s[-2] = last[0];
      s[-1] = last[1];
      events[band].scan(s, first, count);
      last[0] = s[count - 2];
      last[1] = s[count - 1];
    }
  }
  ++block;
}

/** Turns a band's four frequencies into candidates, and takes those that are better than what there is. */
void Dio::chooseBand(int band, double* candidates) {
  bool isSilent = false;
  for (Intervals& kind : events[band].of) {
    kind.finish();
    isSilent = isSilent || kind.count() < kLeastIntervals;
  }
  const double* const p[4] = {row(band, 0), row(band, 1), row(band, 2), row(band, 3)};
  for (int i = 0; i < axis.frames; ++i) {
    double its = kWorst / kTiny;
    const double f = isSilent ? 0.0 : candidate(p, i, plan->edges[band], plan->options, its);
    if (band == 0 || its < score[i]) {
      score[i] = its;
      best[i] = f;
    }
    candidates[i] = f;
  }
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

int dio_frames(const Dio* dio) { return dio->axis.frames; }

int dio_blocks_left(const Dio* dio) { return dio->blocks - dio->block; }

void dio_run(Dio* dio, int blocks) {
  for (int i = 0; i < blocks && dio->block < dio->blocks; ++i) dio->runBlock();
}

void dio_finish(Dio* dio, double* f0) {
  check(dio->block == dio->blocks, "dio: finished before its last block");
  const int frames = dio->axis.frames;
  if (dio->blocks == 0) {
    for (int i = 0; i < frames; ++i) f0[i] = 0;
    return;
  }
  const DioPlan& plan = *dio->plan;
  // Rows are written no later than read: band k's candidates go to row k, its frequencies are rows 4 k and on.
  for (int k = 0; k < plan.bands; ++k) {
    dio->chooseBand(k, dio->frequencies.data() + static_cast<std::size_t>(k) * frames);
  }
  const int shortest = shortest_voiced(plan.options.f0Floor, plan.options.framePeriodMs);
  const Tracking tracking = {frames, plan.bands, dio->frequencies.data(), shortest, plan.options.tolerance};
  track(tracking, dio->best.data(), dio->score.data(), f0);
}

}  // namespace sonde

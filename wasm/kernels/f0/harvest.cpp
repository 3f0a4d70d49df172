#include "harvest.hpp"

#include <cmath>
#include <cstddef>

#include "../check.hpp"
#include "../memory.hpp"
#include "decimate.hpp"
#include "dio.hpp"
#include "harvest-bank.hpp"
#include "harvest-contour.hpp"
#include "harvest-neighbours.hpp"
#include "harvest-refine.hpp"
#include "harvest-tracks.hpp"
#include "rounding.hpp"

namespace sonde {

namespace {

constexpr double kLn2 = 0.69314718055994529;
constexpr double kBandsPerOctave = 40;
constexpr int kMostBands = 1024;
/** Hz; the sound is decimated to about this rate. */
constexpr double kTargetRate = 8000;
constexpr int kLargestFactor = 12;
/** Samples that the sound is held at both ends, so that its first and last frames have a past and a future. */
constexpr double kHeld = 140;
/** ms between frames inside. */
constexpr double kPeriodMs = 1;

bool is_valid(const HarvestOptions& o) {
  return o.sampleRate >= 1 && o.f0Floor >= 1 && o.f0Ceiling >= o.f0Floor && o.f0Ceiling <= 1e6 &&
         o.framePeriodMs >= 0.001 && o.framePeriodMs <= 1e6;
}

int decimation(int sampleRate) {
  const int factor = round_away(sampleRate / kTargetRate);
  return factor < 1 ? 1 : factor > kLargestFactor ? kLargestFactor : factor;
}

}  // namespace

struct HarvestPlan {
  HarvestOptions options;
  int factor = 1;
  /** After decimation, Hz. */
  double sampleRate = 0;
  int bands = 0;
  double centres[kMostBands] = {};
  HarvestBankPlan bank;
};

/** A stretch of a stream that slides along: what nobody needs any more makes room for what comes. */
class Slide {
 public:
  bool append(const double* values, int count, double less, int keepFrom) {
    const int end = end_ + count, kept = keepFrom > start_ ? keepFrom : start_;
    if (end - start_ > static_cast<int>(held_.size())) {
      Buffer<double> larger;
      const int room = end - kept;
      const bool fits = room <= static_cast<int>(held_.size()) / 2;
      if (!fits && !larger.allocate(2 * static_cast<std::size_t>(room))) return false;
      double* to = fits ? held_.data() : larger.data();
      for (int i = kept; i < end_; ++i) to[i - kept] = held_[i - start_];
      if (!fits) held_ = static_cast<Buffer<double>&&>(larger);
      start_ = kept;
    }
    for (int i = 0; i < count; ++i) held_[end_ + i - start_] = values[i] - less;
    end_ = end;
    return true;
  }

  int start() const { return start_; }
  int end() const { return end_; }
  const double* data() const { return held_.data(); }
  double operator[](int at) const { return held_[at - start_]; }

 private:
  Buffer<double> held_;
  int start_ = 0;
  int end_ = 0;
};

struct Harvest {
  const HarvestPlan* plan = nullptr;
  int frames = 0;
  int innerFrames = 0;
  int n = 0;
  /** Samples that came, of this time and of both. */
  int taken = 0;
  double came = 0;
  bool isSecond = false;
  bool ok = true;
  BlockDecimation decimation;
  /** Samples of the decimated sound, their sum, and those around the block that is next, less the mean. */
  int length = 0;
  double sum = 0;
  Slide y;
  int block = 0;
  int blocks = 0;
  HarvestBank bank;
  /** The last two samples of each band. */
  Buffer<double> carry;
  HarvestTracks tracks;
  HarvestNeighbours neighbours;
  HarvestRefine refine;
  Buffer<double> slots;
  HarvestContour contour;
  int refined = 0;

  bool configure(const HarvestPlan& plan, int n);
  bool configureBands();
  bool begin();
  bool take(const double* x, int count);
  void decimated(const double* values, int count);
  int needed() const;
  bool bandBlock();
  void filterBlock(int first, int count);
  bool refineComplete();
};

HarvestPlan* harvest_plan_create(const HarvestOptions& options) {
  if (!is_valid(options)) return nullptr;
  HarvestPlan* plan = create<HarvestPlan>();
  if (plan == nullptr) return nullptr;
  plan->options = options;
  plan->factor = decimation(options.sampleRate);
  plan->sampleRate = static_cast<double>(options.sampleRate) / plan->factor;
  const double floor = options.f0Floor * 0.9, ceiling = options.f0Ceiling * 1.1;
  plan->bands = 1 + static_cast<int>(std::log(ceiling / floor) / kLn2 * kBandsPerOctave);
  check(plan->bands <= kMostBands, "harvest: at most 1024 bands");
  for (int k = 0; k < plan->bands; ++k) plan->centres[k] = floor * std::pow(2.0, (k + 1) / kBandsPerOctave);
  if (!plan->bank.configure(plan->sampleRate, plan->centres, plan->bands)) {
    destroy(plan);
    return nullptr;
  }
  return plan;
}

void harvest_plan_destroy(HarvestPlan* plan) { destroy(plan); }

bool Harvest::configure(const HarvestPlan& of, int samples) {
  plan = &of;
  n = samples;
  frames = frame_count(n, of.options.sampleRate, of.options.framePeriodMs);
  innerFrames = frame_count(n, of.options.sampleRate, kPeriodMs);
  check(n >= 1 && frames >= 1 && innerFrames >= 1, "harvest: at least one sample, and frames that can be counted");
  length = (n - 1) / of.factor + 1;
  blocks = (length - 1) / of.bank.step() + 1;
  return begin() && configureBands();
}

/** Before the sound comes, each time. */
bool Harvest::begin() {
  taken = 0;
  const int held = static_cast<int>(std::ceil(kHeld / plan->factor) * plan->factor);
  return plan->factor == 1 || decimation.configure(n, plan->factor, held);
}

bool Harvest::configureBands() {
  const HarvestOptions& o = plan->options;
  const TracksOptions options = {o.f0Floor,   o.f0Ceiling, plan->sampleRate,    plan->centres,
                                 plan->bands, innerFrames, plan->bank.step()};
  if (!tracks.configure(options) || !neighbours.configure(tracks, innerFrames)) return false;
  const int most = neighbours.most();
  return bank.configure(plan->bank) && carry.allocate(2 * static_cast<std::size_t>(plan->bands + 1)) &&
         refine.configure(plan->sampleRate, o.f0Floor, o.f0Ceiling, most) && slots.allocate(most) &&
         contour.configure(innerFrames, most);
}

bool Harvest::take(const double* x, int count) {
  check(count >= 0 && count <= n - taken, "harvest: more samples than the sound has");
  if (plan->factor > 1) {
    decimation.take(x, count, [this](const double* values, int some) { decimated(values, some); });
  } else {
    decimated(x, count);
  }
  taken += count;
  came += count;
  if (taken == n && !isSecond) {
    isSecond = true;
    ok = begin() && ok;
  }
  return ok;
}

void Harvest::decimated(const double* values, int count) {
  if (!isSecond) {
    for (int i = 0; i < count; ++i) sum += values[i];
    return;
  }
  // What the next block and the next frame look back to.
  const int back = block * plan->bank.step() - plan->bank.back();
  const int frame = static_cast<int>(refined * kPeriodMs / 1000 * plan->sampleRate) - refine.reach();
  ok = ok && y.append(values, count, sum / length, back < frame ? back : frame);
  while (ok && block < blocks && y.end() >= needed()) ok = bandBlock();
}

/** Samples that must be there before the next block is run: what its filters reach, and the frames that it completes. */
int Harvest::needed() const {
  const HarvestBankPlan& of = plan->bank;
  const int filters = of.blockSize() - of.back(), frames = of.step() + refine.reach();
  const double end = static_cast<double>(block) * of.step() + (filters > frames ? filters : frames);
  return end < length ? static_cast<int>(end) : length;
}

void Harvest::filterBlock(int first, int count) {
  double* to = bank.input();
  const int start = first - plan->bank.back();
  for (int i = 0; i < plan->bank.blockSize(); ++i) {
    const int at = start + i;
    to[i] = at >= 0 && at < length ? y[at] : 0.0;
  }
  bank.transform();
  for (int band = 0; band < plan->bands; band += 2) {
    double* out[2];
    bank.filter(band, out);
    for (int i = 0; i < 2 && band + i < plan->bands; ++i) {
      double* s = out[i];
      double* last = carry.data() + 2 * (band + i);
      s[-2] = last[0];
      s[-1] = last[1];
      tracks.scan(band + i, s, first, count);
      last[0] = s[count - 2];
      last[1] = s[count - 1];
    }
  }
}

bool Harvest::bandBlock() {
  const int step = plan->bank.step(), first = block * step;
  const int count = length - first < step ? length - first : step;
  const bool isLast = ++block == blocks;
  filterBlock(first, count);
  neighbours.take(tracks, tracks.advance(first + count, isLast));
  return refineComplete();
}

bool Harvest::refineComplete() {
  const RefineSource source = {y.data(), y.start(), y.end() - y.start(), length};
  for (; refined < neighbours.complete(); ++refined) {
    const int count = neighbours.gather(refined, slots.data());
    const double time = refined * kPeriodMs / 1000;
    const int kept = refine.refine(source, time, slots.data(), count, contour.reserve());
    if (!contour.commit(kept)) return false;
  }
  neighbours.forget(refined);
  return true;
}

Harvest* harvest_create(const HarvestPlan* plan, int n) {
  Harvest* harvest = create<Harvest>();
  if (harvest != nullptr && !harvest->configure(*plan, n)) {
    destroy(harvest);
    return nullptr;
  }
  return harvest;
}

void harvest_destroy(Harvest* harvest) { destroy(harvest); }

int harvest_frames(const Harvest* harvest) { return harvest->frames; }

double harvest_left(const Harvest* harvest) { return 2.0 * harvest->n - harvest->came; }

bool harvest_take(Harvest* harvest, const double* x, int count) { return harvest->take(x, count); }

bool harvest_finish(Harvest* harvest, double* f0) {
  check(harvest_left(harvest) == 0, "harvest: finished before its last sample");
  if (!harvest->contour.finish()) return false;
  const double* contour = harvest->contour.f0();
  const double periodMs = harvest->plan->options.framePeriodMs;
  for (int i = 0; i < harvest->frames; ++i) {
    const int at = periodMs == kPeriodMs ? i : round_away(i * periodMs / 1000 * 1000.0);
    f0[i] = contour[at < harvest->innerFrames ? at : harvest->innerFrames - 1];
  }
  return true;
}

}  // namespace sonde

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

struct Harvest {
  const HarvestPlan* plan = nullptr;
  int frames = 0;
  int innerFrames = 0;
  const double* x = nullptr;
  int n = 0;
  /** The decimated sound, less its mean. */
  Buffer<double> y;
  int length = 0;
  BlockDecimation decimation;
  int block = 0;
  int decimationBlocks = 0;
  int bandBlocks = 0;
  HarvestBank bank;
  /** The last two samples of each band. */
  Buffer<double> carry;
  HarvestTracks tracks;
  HarvestNeighbours neighbours;
  HarvestRefine refine;
  Buffer<double> slots;
  HarvestCandidates candidates;
  int refined = 0;

  bool configure(const HarvestPlan& plan, const double* x, int n);
  bool configureBands();
  void decimateBlock();
  void removeMean();
  bool bandBlock(int number);
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

bool Harvest::configure(const HarvestPlan& of, const double* sound, int samples) {
  plan = &of;
  x = sound;
  n = samples;
  frames = frame_count(n, of.options.sampleRate, of.options.framePeriodMs);
  innerFrames = frame_count(n, of.options.sampleRate, kPeriodMs);
  check(n >= 1 && frames >= 1 && innerFrames >= 1, "harvest: at least one sample, and frames that can be counted");
  length = (n - 1) / of.factor + 1;
  if (!y.allocate(length)) return false;
  const int held = static_cast<int>(std::ceil(kHeld / of.factor) * of.factor);
  if (of.factor > 1 && !decimation.configure(x, n, of.factor, held, y.data())) return false;
  decimationBlocks = of.factor > 1 ? decimation.blocks() : 1;
  bandBlocks = (length - 1) / of.bank.step() + 1;
  return configureBands();
}

bool Harvest::configureBands() {
  const HarvestOptions& o = plan->options;
  const TracksOptions options = {o.f0Floor,   o.f0Ceiling, plan->sampleRate,    plan->centres,
                                 plan->bands, innerFrames, plan->bank.step()};
  if (!tracks.configure(options) || !neighbours.configure(tracks, innerFrames)) return false;
  const int most = neighbours.most();
  return bank.configure(plan->bank) && carry.allocate(2 * static_cast<std::size_t>(plan->bands + 1)) &&
         refine.configure(plan->sampleRate, o.f0Floor, o.f0Ceiling, most) && slots.allocate(most) &&
         candidates.configure(innerFrames);
}

void Harvest::decimateBlock() {
  if (plan->factor > 1) {
    decimation.run();
  } else {
    for (int i = 0; i < n; ++i) y[i] = x[i];
  }
  if (block + 1 == decimationBlocks) removeMean();
}

void Harvest::removeMean() {
  double sum = 0;
  for (int i = 0; i < length; ++i) sum += y[i];
  const double mean = sum / length;
  for (int i = 0; i < length; ++i) y[i] -= mean;
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

bool Harvest::bandBlock(int number) {
  const int step = plan->bank.step(), first = number * step;
  const int count = length - first < step ? length - first : step;
  const bool isLast = number + 1 == bandBlocks;
  filterBlock(first, count);
  neighbours.take(tracks, tracks.advance(first + count, isLast));
  return refineComplete();
}

bool Harvest::refineComplete() {
  for (; refined < neighbours.complete(); ++refined) {
    const int count = neighbours.gather(refined, slots.data());
    Refined* to = candidates.reserve(count);
    if (to == nullptr) return false;
    const double time = refined * kPeriodMs / 1000;
    candidates.commit(refine.refine(y.data(), length, time, slots.data(), count, to));
  }
  neighbours.forget(refined);
  return true;
}

Harvest* harvest_create(const HarvestPlan* plan, const double* x, int n) {
  Harvest* harvest = create<Harvest>();
  if (harvest != nullptr && !harvest->configure(*plan, x, n)) {
    destroy(harvest);
    return nullptr;
  }
  return harvest;
}

void harvest_destroy(Harvest* harvest) { destroy(harvest); }

int harvest_frames(const Harvest* harvest) { return harvest->frames; }

int harvest_blocks_left(const Harvest* harvest) {
  return harvest->decimationBlocks + harvest->bandBlocks - harvest->block;
}

bool harvest_run(Harvest* harvest, int blocks) {
  for (int i = 0; i < blocks && harvest_blocks_left(harvest) > 0; ++i, ++harvest->block) {
    if (harvest->block < harvest->decimationBlocks) {
      harvest->decimateBlock();
    } else if (!harvest->bandBlock(harvest->block - harvest->decimationBlocks)) {
      return false;
    }
  }
  return true;
}

bool harvest_finish(Harvest* harvest, double* f0) {
  check(harvest_blocks_left(harvest) == 0, "harvest: finished before its last block");
  Buffer<double> contour;
  if (!contour.allocate(harvest->innerFrames) || !harvest->candidates.dropUnreliable()) return false;
  if (!harvest_contour(harvest->candidates, contour.data())) return false;
  const double periodMs = harvest->plan->options.framePeriodMs;
  for (int i = 0; i < harvest->frames; ++i) {
    const int at = periodMs == kPeriodMs ? i : round_away(i * periodMs / 1000 * 1000.0);
    f0[i] = contour[at < harvest->innerFrames ? at : harvest->innerFrames - 1];
  }
  return true;
}

}  // namespace sonde

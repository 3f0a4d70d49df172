#include "dio-tracker.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <new>

#include "event-scan.hpp"
#include "tracking.hpp"

namespace sonde {

namespace {

constexpr double kTiny = 1e-12;
/** Score of a frame without candidate. */
constexpr double kWorst = 100000.0 / kTiny;
/** With fewer intervals of any kind, a band says nothing. */
constexpr int kLeastIntervals = 3;
constexpr std::uint16_t kNoBand = 0xffff;
/** Frames extrapolated at a time after the last event. */
constexpr int kTail = 4096;

struct Candidate {
  /** Hz, 0 when out of the band. */
  double f;
  double score;
};

/** Mean and deviation of the four frequencies of one frame. */
Candidate candidate(double a, double b, double c, double d, double edge, const DioTracking& t) {
  const double f = (a + b + c + d) / 4;
  const bool isInBand = f <= edge && f >= edge / 2 && f <= t.f0Ceiling && f >= t.f0Floor;
  if (!isInBand) return {0, kWorst};
  const double deviation =
      std::sqrt(((a - f) * (a - f) + (b - f) * (b - f) + (c - f) * (c - f) + (d - f) * (d - f)) / 3);
  return {f, deviation / (f + kTiny)};
}

}  // namespace

DioTracker::~DioTracker() {
  if (intervals_ == nullptr) return;
  for (int row = 0; row < kEventKinds * tracking_.bands; ++row) intervals_[row].~Intervals();
  std::free(intervals_);
}

bool DioTracker::configure(const DioTracking& tracking) {
  tracking_ = tracking;
  const std::size_t frames = tracking.axis.frames, bands = tracking.bands;
  // The rows together may be more than a size can say.
  if (frames > SIZE_MAX / sizeof(double) / bands) return false;
  if (!settled_.allocate(bands) || !candidates_.allocate(bands * frames)) return false;
  if (!best_.allocate(frames) || !score_.allocate(frames) || !band_.allocate(frames)) return false;
  for (std::size_t i = 0; i < frames; ++i) {
    score_[i] = std::numeric_limits<double>::infinity();
    band_[i] = kNoBand;
  }
  intervals_ = static_cast<Intervals*>(std::malloc(sizeof(Intervals) * kEventKinds * bands));
  if (intervals_ == nullptr) return false;
  for (std::size_t row = 0; row < kEventKinds * bands; ++row) {
    (new (intervals_ + row) Intervals())->start(tracking.sampleRate, tracking.axis);
  }
  return true;
}

bool DioTracker::take(int row, const double* positions, int count) {
  for (int i = 0; i < count; ++i) {
    if (!intervals_[row].event(positions[i])) return false;
  }
  return true;
}

void DioTracker::settle() {
  for (int band = 0; band < tracking_.bands; ++band) {
    if (isHeard(band)) settleBand(band);
  }
}

bool DioTracker::isHeard(int band) const {
  const Intervals* of = intervals_ + kEventKinds * band;
  return std::all_of(of, of + kEventKinds, [](const Intervals& kind) { return kind.count() >= kLeastIntervals; });
}

/** The frames that all kinds of events know, as candidates. */
void DioTracker::settleBand(int band) {
  Intervals* of = intervals_ + kEventKinds * band;
  int known = of[0].known();
  for (int kind = 1; kind < kEventKinds; ++kind) known = std::min(known, of[kind].known());
  double* row = candidates_.data() + static_cast<std::size_t>(band) * tracking_.axis.frames;
  for (int i = settled_[band]; i < known; ++i) {
    const Candidate its = candidate(of[0].frequency(i), of[1].frequency(i), of[2].frequency(i), of[3].frequency(i),
                                    tracking_.edges[band], tracking_);
    row[i] = its.f;
    consider(band, i, its.f, its.score);
  }
  for (int kind = 0; kind < kEventKinds; ++kind) of[kind].forget(known);
  settled_[band] = known;
}

/** Bands come to a frame in any order: of equal scores, the lower band's counts. */
void DioTracker::consider(int band, int frame, double f, double its) {
  if (!(its < score_[frame] || (its == score_[frame] && band < band_[frame]))) return;
  score_[frame] = its;
  best_[frame] = f;
  band_[frame] = static_cast<std::uint16_t>(band);
}

bool DioTracker::finish(double* f0) {
  const int frames = tracking_.axis.frames;
  for (int band = 0; band < tracking_.bands; ++band) {
    if (!isHeard(band)) {
      for (int i = 0; i < frames; ++i) consider(band, i, 0.0, kWorst);
      continue;
    }
    settleBand(band);
    while (settled_[band] < frames) {
      const int until = std::min(settled_[band] + kTail, frames);
      for (int kind = 0; kind < kEventKinds; ++kind) {
        if (!intervals_[kEventKinds * band + kind].extend(until)) return false;
      }
      settleBand(band);
    }
  }
  const int shortest = shortest_voiced(tracking_.f0Floor, tracking_.axis.periodMs);
  const Tracking tracking = {frames, tracking_.bands, candidates_.data(), shortest, tracking_.tolerance};
  track(tracking, best_.data(), score_.data(), f0);
  return true;
}

}  // namespace sonde

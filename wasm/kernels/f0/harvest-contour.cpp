#include "harvest-contour.hpp"

#include <cmath>

namespace sonde {

namespace {

/** Largest relative step of the base contour. */
constexpr double kStep = 0.008;
/** Gaps of fewer frames are filled. */
constexpr int kGap = 9;
/** Hz by which a filled gap's ends are off: so the method is defined. */
constexpr double kGapOffset = 1;
/** Frames that the smoothing goes on with a section's first and last value. */
constexpr int kHold = 300;

/**
 * The next voiced section at `from` or after it. Frames 0 and n - 1 count as unvoiced.
 * @returns false when there is none
 */
bool next_section(const double* contour, int n, int from, Section& section) {
  int first = from > 1 ? from : 1;
  while (first < n - 1 && !(contour[first] > 0)) ++first;
  if (first >= n - 1) return false;
  int last = first;
  while (last + 1 < n - 1 && contour[last + 1] > 0) ++last;
  section = {first, last};
  return true;
}

void fill_gaps(double* contour, int frames) {
  Section before, after;
  if (!next_section(contour, frames, 0, before)) return;
  for (; next_section(contour, frames, before.last + 1, after); before = after) {
    const int gap = after.first - before.last - 1;
    if (gap >= kGap) continue;
    const double left = contour[before.last] + kGapOffset, right = contour[after.first] - kGapOffset;
    const double slope = (right - left) / (gap + 1.0);
    for (int j = 1; j <= gap; ++j) contour[before.last + j] = left + slope * j;
  }
}

/** Second-order low-pass, in place from `at` on in steps of 1 or -1. */
void low_pass(double* at, int n, int step) {
  double w1 = 0, w2 = 0;
  for (int i = 0; i < n; ++i, at += step) {
    const double w = *at + 1.7347257688092754 * w1 - 0.76600660094326412 * w2;
    *at = 0.0078202080334971724 * w + 0.015640416066994345 * w1 + 0.0078202080334971724 * w2;
    w2 = w1;
    w1 = w;
  }
}

/** @returns the last frame of the voiced stretch that begins at `first` */
int stretch_end(const double* contour, int frames, int first) {
  int last = first;
  while (last + 1 < frames && contour[last + 1] > 0) ++last;
  return last;
}

/** Smooths each section by itself, forwards and backwards, as if it went on with its ends' values. */
bool smooth(double* contour, int frames) {
  int longest = 0;
  for (int first = 0; first < frames; ++first) {
    if (!(contour[first] > 0)) continue;
    const int last = stretch_end(contour, frames, first);
    if (last - first + 1 > longest) longest = last - first + 1;
    first = last;
  }
  Buffer<double> work;
  if (!work.allocate(static_cast<std::size_t>(longest) + 2 * kHold)) return false;
  for (int first = 0; first < frames; ++first) {
    if (!(contour[first] > 0)) continue;
    const int last = stretch_end(contour, frames, first);
    const int length = last - first + 1 + 2 * kHold;
    for (int i = 0; i < length; ++i) {
      const int at = first + i - kHold;
      work[i] = contour[at < first ? first : at > last ? last : at];
    }
    low_pass(work.data(), length, 1);
    low_pass(work.data() + length - 1, length, -1);
    for (int i = first; i <= last; ++i) contour[i] = work[i - first + kHold];
    first = last;
  }
  return true;
}

}  // namespace

bool HarvestContour::configure(int frames, int most) {
  return candidates_.configure(frames, most) && result_.allocate(frames) &&
         sections_.configure(candidates_, result_.data());
}

bool HarvestContour::commit(int count) {
  if (!candidates_.commit(count)) return false;
  for (; followed_ < candidates_.known(); ++followed_) {
    if (!follow(followed_)) return false;
  }
  return true;
}

bool HarvestContour::follow(int frame) {
  twoBefore_ = before_;
  before_ = best_;
  best_ = 0;
  // The candidate with the best score, the first of equals.
  double score = 0;
  for (const Refined* each = candidates_.begin(frame); each != candidates_.end(frame); ++each) {
    if (each->score <= score) continue;
    score = each->score;
    best_ = each->f0;
  }
  // What neither continues the line of the two frames before nor the one before is dropped.
  if (frame >= 2 && best_ != 0) {
    const double reference = 2 * before_ - twoBefore_;
    const bool leavesLine = std::fabs((best_ - reference) / reference) > kStep;
    const bool leavesLast = std::fabs(best_ - before_) / before_ > kStep;
    if (!leavesLine || !leavesLast) return sections_.take(frame, best_, score);
  }
  return sections_.take(frame, 0, 0);
}

bool HarvestContour::finish() {
  sections_.finish();
  fill_gaps(result_.data(), candidates_.frames());
  return smooth(result_.data(), candidates_.frames());
}

}  // namespace sonde

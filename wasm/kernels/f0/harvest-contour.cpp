#include "harvest-contour.hpp"

#include <cmath>

#include "harvest-sections.hpp"

namespace sonde {

namespace {

/** Largest relative step of the base contour. */
constexpr double kStep = 0.008;
/** Sections with fewer frames after their first are dropped. */
constexpr int kShortest = 6;
/** Gaps of fewer frames are filled. */
constexpr int kGap = 9;
/** Hz by which a filled gap's ends are off: so the method is defined. */
constexpr double kGapOffset = 1;
/** Frames that the smoothing goes on with a section's first and last value. */
constexpr int kHold = 300;

/** Per frame the candidate with the best score, the first of equals. */
void choose_best(const HarvestCandidates& candidates, double* base) {
  for (int i = 0; i < candidates.frames(); ++i) {
    double best = 0;
    base[i] = 0;
    for (const Refined* each = candidates.begin(i); each != candidates.end(i); ++each) {
      if (each->score <= best) continue;
      best = each->score;
      base[i] = each->f0;
    }
  }
}

/** Drops what neither continues the line of the two frames before nor the one before. */
void drop_steps(const double* base, int frames, double* result) {
  for (int i = 0; i < frames; ++i) {
    result[i] = 0;
    if (i < 2 || base[i] == 0) continue;
    const double reference = 2 * base[i - 1] - base[i - 2];
    const bool leavesLine = std::fabs((base[i] - reference) / reference) > kStep;
    const bool leavesLast = std::fabs(base[i] - base[i - 1]) / base[i - 1] > kStep;
    if (!leavesLine || !leavesLast) result[i] = base[i];
  }
}

void drop_short(double* contour, int frames) {
  Section section;
  for (int at = 0; next_section(contour, frames, at, section); at = section.last + 1) {
    if (section.last - section.first >= kShortest) continue;
    for (int i = section.first; i <= section.last; ++i) contour[i] = 0;
  }
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

/** Smooths each section by itself, forwards and backwards, as if it went on with its ends' values. */
bool smooth(double* contour, int frames) {
  Buffer<double> work;
  if (!work.allocate(static_cast<std::size_t>(frames) + 2 * kHold)) return false;
  for (int first = 0; first < frames; ++first) {
    if (!(contour[first] > 0)) continue;
    int last = first;
    while (last + 1 < frames && contour[last + 1] > 0) ++last;
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

bool harvest_contour(const HarvestCandidates& candidates, double* f0) {
  const int frames = candidates.frames();
  Buffer<double> work;
  if (!work.allocate(frames)) return false;
  choose_best(candidates, f0);
  drop_steps(f0, frames, work.data());
  drop_short(work.data(), frames);
  if (!grow_sections(candidates, work.data(), f0)) return false;
  fill_gaps(f0, frames);
  return smooth(f0, frames);
}

}  // namespace sonde

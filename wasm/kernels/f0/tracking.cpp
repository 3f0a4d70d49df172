#include "tracking.hpp"

#include <cmath>

namespace sonde {

namespace {

constexpr double kTiny = 1e-12;

/** Step A: the best candidates without steep steps. */
void drop_jumps(const Tracking& t, double* base, double* a) {
  for (int i = 0; i < t.shortest; ++i) base[i] = base[t.frames - 1 - i] = 0;
  for (int i = 0; i < t.shortest; ++i) a[i] = 0;
  for (int i = t.shortest; i < t.frames; ++i) {
    const bool smooth = std::fabs((base[i] - base[i - 1]) / (kTiny + base[i])) < t.tolerance;
    a[i] = smooth ? base[i] : 0.0;
  }
}

/** Step B: frames with an unvoiced one within half the shortest stretch become unvoiced. */
void drop_short(const Tracking& t, const double* a, double* b) {
  const int half = (t.shortest - 1) / 2;
  int unvoiced = 0;
  for (int i = 0; i < 2 * half; ++i) unvoiced += a[i] == 0;
  for (int i = 0; i < t.frames; ++i) {
    const bool inside = i >= half && i < t.frames - half;
    if (inside) unvoiced += a[i + half] == 0;
    b[i] = inside && unvoiced > 0 ? 0.0 : a[i];
    if (inside) unvoiced -= a[i - half] == 0;
  }
}

/** The candidate of a frame that best continues the line through `past` and `current`, or 0. */
double pick(const Tracking& t, double current, double past, int frame) {
  const double reference = (3 * current - past) / 2;
  double chosen = t.candidates[frame];
  double least = std::fabs(reference - chosen);
  for (int k = 1; k < t.bands; ++k) {
    const double candidate = t.candidates[static_cast<long>(k) * t.frames + frame];
    const double distance = std::fabs(reference - candidate);
    if (distance < least) {
      least = distance;
      chosen = candidate;
    }
  }
  return std::fabs(1 - chosen / reference) > t.tolerance ? 0.0 : chosen;
}

/** Step C: every voiced stretch of b grows forwards, up to where the next one ends. */
void extend_forwards(const Tracking& t, const double* b, double* c) {
  for (int i = 0; i < t.frames; ++i) c[i] = b[i];
  int end = -1;
  for (int i = 1; i <= t.frames; ++i) {
    const bool ends = i < t.frames && b[i - 1] != 0 && b[i] == 0;
    if (!ends && i < t.frames) continue;
    const int limit = i - 1;
    for (int j = end; end >= 0 && j < limit; ++j) {
      c[j + 1] = pick(t, c[j], c[j - 1], j + 1);
      if (c[j + 1] == 0) break;
    }
    end = limit;
  }
}

/** Step D: every voiced stretch of b grows backwards in d, down to where the one before starts. */
void extend_backwards(const Tracking& t, const double* b, double* d) {
  int start = -1;
  for (int i = t.frames - 1; i >= 0; --i) {
    const bool starts = i > 0 && b[i - 1] == 0 && b[i] != 0;
    if (!starts && i > 0) continue;
    const int limit = starts ? i : 1;
    for (int j = start; j > limit; --j) {
      d[j - 1] = pick(t, d[j], d[j + 1], j - 1);
      if (d[j - 1] == 0) break;
    }
    start = i;
  }
}

}  // namespace

int shortest_voiced(double f0Floor, double framePeriodMs) {
  return static_cast<int>(0.5 + 1000.0 / framePeriodMs / f0Floor) * 2 + 1;
}

void track(const Tracking& t, double* best, double* work, double* f0) {
  if (t.frames <= t.shortest) {
    for (int i = 0; i < t.frames; ++i) f0[i] = 0;
    return;
  }
  drop_jumps(t, best, work);
  drop_short(t, work, best);
  extend_forwards(t, best, f0);
  extend_backwards(t, best, f0);
}

}  // namespace sonde

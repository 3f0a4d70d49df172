/**
 * Finds the events of a band: falling and rising zero crossings (kinds 0, 1), then peaks and dips (2, 3).
 */
#pragma once

#include "../simd.hpp"

namespace sonde {

/** Kinds of events in a band. */
inline constexpr int kEventKinds = 4;

namespace event_scan {

/** Where the line from `before` at `at` - 1 to `after` crosses zero, one sample late. */
inline double crossing(double before, double after, int at) { return at - before / (after - before); }

template <class Events>
inline void zero_crossing(Events& events, const double* s, int at) {
  const double before = s[-1], after = s[0];
  if (before > 0 && after <= 0) events.event(0, crossing(before, after, at));
  if (before < 0 && after >= 0) events.event(1, crossing(before, after, at));
}

template <class Events>
inline void turning_point(Events& events, const double* s, int at) {
  const double before = s[-1] - s[-2], after = s[0] - s[-1];
  if (before > 0 && after <= 0) events.event(2, crossing(before, after, at - 1));
  if (before < 0 && after >= 0) events.event(3, crossing(before, after, at - 1));
}

}  // namespace event_scan

/**
 * Reads samples s[0..count-1], which are number `first` and on; s[-1] and s[-2] are those before, where there are any.
 * Positions are one sample later than the geometric crossing, and a peak's are not shifted by the half sample that a
 * difference costs: so the method is defined.
 * @param events told of each by `event(kind, position)`, in the order of a kind's positions
 */
template <class Events>
void scan_events(Events& events, const double* s, int first, int count) {
  int i = 0;
  for (; i < count && first + i < 2; ++i) {
    if (first + i == 1) event_scan::zero_crossing(events, s + i, 1);
  }
  const F64x2 zero = splat2(0.0);
  for (; i + 1 < count; i += 2) {
    // A product that underflows to 0 costs a closer look, no more.
    const F64x2 a = load2(s + i - 2), b = load2(s + i - 1), c = load2(s + i);
    if (any_at_most2(b * c, zero)) {
      event_scan::zero_crossing(events, s + i, first + i);
      event_scan::zero_crossing(events, s + i + 1, first + i + 1);
    }
    if (any_at_most2((b - a) * (c - b), zero)) {
      event_scan::turning_point(events, s + i, first + i);
      event_scan::turning_point(events, s + i + 1, first + i + 1);
    }
  }
  for (; i < count; ++i) {
    event_scan::zero_crossing(events, s + i, first + i);
    event_scan::turning_point(events, s + i, first + i);
  }
}

}  // namespace sonde

#include "intervals.hpp"

#include "../simd.hpp"

namespace sonde {

namespace {

/** Where the line from `before` at `at` - 1 to `after` crosses zero, one sample late. */
inline double crossing(double before, double after, int at) { return at - before / (after - before); }

inline void zero_crossing(BandEvents& events, const double* s, int at) {
  const double before = s[-1], after = s[0];
  if (before > 0 && after <= 0) events.of[0].event(crossing(before, after, at));
  if (before < 0 && after >= 0) events.of[1].event(crossing(before, after, at));
}

inline void turning_point(BandEvents& events, const double* s, int at) {
  const double before = s[-1] - s[-2], after = s[0] - s[-1];
  if (before > 0 && after <= 0) events.of[2].event(crossing(before, after, at - 1));
  if (before < 0 && after >= 0) events.of[3].event(crossing(before, after, at - 1));
}

}  // namespace

void BandEvents::scan(const double* s, int first, int count) {
  int i = 0;
  for (; i < count && first + i < 2; ++i) {
    if (first + i == 1) zero_crossing(*this, s + i, 1);
  }
  const F64x2 zero = splat2(0.0);
  for (; i + 1 < count; i += 2) {
    // A product that underflows to 0 costs a closer look, no more.
    const F64x2 a = load2(s + i - 2), b = load2(s + i - 1), c = load2(s + i);
    if (any_at_most2(b * c, zero)) {
      zero_crossing(*this, s + i, first + i);
      zero_crossing(*this, s + i + 1, first + i + 1);
    }
    if (any_at_most2((b - a) * (c - b), zero)) {
      turning_point(*this, s + i, first + i);
      turning_point(*this, s + i + 1, first + i + 1);
    }
  }
  for (; i < count; ++i) {
    zero_crossing(*this, s + i, first + i);
    turning_point(*this, s + i, first + i);
  }
}

}  // namespace sonde

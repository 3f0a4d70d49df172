#pragma once

#include "../check.hpp"

namespace sonde {

/** The signal that frames are cut from, or as much of it as they need. */
struct FrameSource {
  /** samples start..start+count-1, finite */
  const double* x;
  /** of the whole signal, >= 1: beyond its ends it is continued by its first and last sample */
  int length;
  /** ms */
  double frame_period;
  int start = 0;
  int count = length;
};

/** A sample of the continued signal, which must be there. */
inline double sample_at(const FrameSource& source, long long n) {
  const long long inside = n < 0 ? 0 : n >= source.length ? source.length - 1 : n;
  const long long at = inside - source.start;
  check(at >= 0 && at < source.count, "a frame's samples are not all there");
  return source.x[at];
}

}  // namespace sonde

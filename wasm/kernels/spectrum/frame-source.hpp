#pragma once

namespace sonde {

/** The signal that frames are cut from. */
struct FrameSource {
  /** `[length]`, length >= 1, finite */
  const double* x;
  int length;
  /** ms */
  double frame_period;
};

}  // namespace sonde

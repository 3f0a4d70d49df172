/**
 * Windowed stretches of a signal around a frame, as CheapTrick and D4C cut them: symmetric window, a trace of noise so
 * that digital silence has a spectrum, and no mean.
 */
#pragma once

#include "frame-source.hpp"

namespace sonde {

/**
 * cos(angle * k) and sin(angle * k), k = 0..count-1, within some 1e-16 and what rounding the angle costs.
 * @param cosine,sine `[count + 1]`: one more is written for an odd count
 */
void rotation_table(double angle, int count, double* cosine, double* sine);

/** A window's values from its centre outwards, `[reach + 1]`, to both sides: `[2 reach + 1]`. @returns their sum */
double spread_window(const double* half, int reach, double* window);

/** A symmetric window over the samples origin - reach .. origin + reach. */
struct SegmentWindow {
  /** `[2 reach + 1]` */
  const double* values;
  int reach;
  double sum;
};

/**
 * v[i] = x[origin - reach + i] w[i] + amplitude * noise[i], then v[i] -= w[i] (sum v / sum w), i = 0..2 reach;
 * x is the source, continued by its first and last sample.
 * @param noise `[2 reach + 1]`
 * @param out `[2 reach + 1]`
 */
void cut_segment(const FrameSource& source, int origin, const SegmentWindow& window, double amplitude,
                 const double* noise, double* out);

}  // namespace sonde

/**
 * Windowed stretches of a signal around a frame, as CheapTrick and D4C cut them: symmetric window, a trace of noise so
 * that digital silence has a spectrum, and no mean.
 */
#pragma once

#include "frame-source.hpp"

namespace sonde {

/**
 * cos(angle * k) for k = 0..count-1.
 * @param out `[count + 1]`: one more is written for an odd count
 */
void cosine_table(double angle, int count, double* out);

/**
 * v[k] = x[origin + k] w[|k|] + amplitude * noise[k], then v[k] -= w[|k|] (sum v / sum w), for k = -reach..reach;
 * x is the source's, continued.
 * @param window `[reach + 1]`, from the centre outwards
 * @param noise,out `[2 reach + 1]`
 */
void cut_segment(const FrameSource& source, int origin, int reach, const double* window, double amplitude,
                 const double* noise, double* out);

}  // namespace sonde

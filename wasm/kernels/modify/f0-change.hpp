/**
 * Changes of an f0 contour. Unvoiced frames (0) stay unvoiced: nothing here gives a voice to a frame that had none.
 * `out` may be `f0` everywhere.
 */
#pragma once

namespace sonde {

/** 2^(semitones / 12). */
double semitone_ratio(double semitones);

/** f0 * ratio. @param ratio >= 0 */
void scale_f0(const double* f0, int frames, double ratio, double* out);

/** f0 + offset in voiced frames, Hz; a frame that would come to 0 or below is unvoiced. */
void shift_f0(const double* f0, int frames, double offset, double* out);

/** exp(mean(ln f0)) over the voiced frames, Hz; 0 where there are none. */
double geometric_mean_f0(const double* f0, int frames);

/** f0 / its geometric mean * target: the same melody elsewhere. All 0 where nothing is voiced. @param target >= 0, Hz */
void center_f0(const double* f0, int frames, double target, double* out);

}  // namespace sonde

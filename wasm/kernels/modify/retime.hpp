/**
 * Another number of frames over the same parameters: new times spread evenly over the old contour, f0 by a spline
 * through its voiced frames, envelope and aperiodicity bilinearly in time and frequency.
 */
#pragma once

namespace sonde {

/** out[i] = i * end / (count - 1), the last exactly `end`; 0 for a single one. Times in s. @param out `[count]` */
void spread_times(double end, int count, double* out);

/**
 * f0 at other times: a not-a-knot cubic through the voiced frames (piecewise linear through fewer than four), the first
 * and last voiced value beyond them, and 0 where the linearly interpolated 0/1 mask of unvoiced frames exceeds 0.5.
 * @param f0 Hz, `[frames]`, frames >= 1
 * @param frame_period ms
 * @param times s, `[count]`
 * @param out Hz, `[count]`, never negative
 * @returns false without memory
 */
bool retime_f0(const double* f0, int frames, double frame_period, const double* times, int count, double* out);

/** Consecutive rows of a longer matrix. */
struct MatrixRows {
  /** `[frames x bins]` */
  const double* values;
  int first_frame;
  int frames;
  int bins;
};

/**
 * The frame before `time`, 0..total-1: rows from it to the next (or only it, where it is the last) are what
 * `resample_rows` reads there.
 * @param frame_period ms
 */
int frame_before(double time, double frame_period, int total);

/**
 * Rows at other times and frequencies, bilinear on the grid of frames and bins, constant beyond its ends.
 * @param rows must hold the frames around all times
 * @param total frames of the whole matrix
 * @param frequency_ratio bin k of the result is read at bin k * frequency_ratio, > 0
 * @param times s, `[count]`
 * @param out `[count x bins]`
 */
void resample_rows(const MatrixRows& rows, int total, double frame_period, double frequency_ratio, const double* times,
                   int count, double* out);

}  // namespace sonde

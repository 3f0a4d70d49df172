/**
 * Edits of an f0 contour by hand: Hz per frame, 0 = unvoiced. A span is frames first..last, both in 0..frames-1 and
 * first <= last; nothing outside of it changes. Times are in s, the frame period in ms. What is interpolated or smoothed
 * is the logarithm of f0, so that a change sounds alike at every height. A run is as many voiced frames as follow each other.
 */
#pragma once

namespace sonde {

/** f0 * times / by, so that an octave up and down again is exactly nothing. @param times, by > 0 */
void rescale_f0(double* f0, int first, int last, double times, double by);

/** The span has no voice. */
void unvoice_f0(double* f0, int first, int last);

/**
 * The span has voice: an unvoiced frame gets what lies on a line between the voiced ones nearest to it on both sides,
 * inside or outside of the span, or the only one's f0.
 * @returns frames that stay unvoiced, because nothing in the contour is voiced
 */
int voice_f0(double* f0, int frames, int first, int last);

/**
 * Voiced frames of the span follow a line through anchors, constant before the first and after the last.
 * @param blend s: where a run goes on beyond the span, its frames inside come from the old f0 to the line within this time
 * @param times, hz `[count]`, count >= 1, times increasing, hz > 0
 */
void draw_f0(double* f0, int frames, double frame_period, int first, int last, double blend, const double* times,
             const double* hz, int count);

/** Most frames of a median. */
constexpr int kMostMedian = 31;

/**
 * Voiced frames of the span become the median of `width` frames around them, of fewer at the ends of their run.
 * @param width odd, 1..kMostMedian
 * @param out `[frames]`, not f0; all of it is written
 */
void median_f0(const double* f0, int frames, int first, int last, int width, double* out);

/**
 * Voiced frames of the span become the mean of the frames of their run under a Gaussian.
 * @param width of the Gaussian at half its height, ms, > 0
 * @param out as above
 */
void smooth_f0(const double* f0, int frames, double frame_period, int first, int last, double width, double* out);

/** Voiced frames of the span are brought into least..most. @returns how many were outside */
int limit_f0(double* f0, int first, int last, double least, double most);

}  // namespace sonde

/**
 * Edits of an f0 contour, of wasm/kernels/modify/f0-edit.hpp: f0 `[frames]` in Hz, 0 = unvoiced, frames first..last of it,
 * 0 <= first <= last < frames. Times in s, frame periods in ms.
 */
#ifndef SONDE_CONTOUR_H
#define SONDE_CONTOUR_H

#include "sonde_base.h"

/** f0 * times / by, in place. */
SONDE_API void sonde_contour_rescale(double* f0, int32_t first, int32_t last, double times, double by);

/** No voice in these frames, in place. */
SONDE_API void sonde_contour_unvoice(double* f0, int32_t first, int32_t last);

/** Voice in these frames, interpolated, in place. The number of those that stay unvoiced, as the whole contour is. */
SONDE_API int32_t sonde_contour_voice(double* f0, int32_t frames, int32_t first, int32_t last);

/** Voiced frames on a line through anchors times, hz `[count]`, count >= 1, times increasing; blend in s, >= 0; in place. */
SONDE_API void sonde_contour_draw(double* f0, int32_t frames, double frame_period, int32_t first, int32_t last,
                                  double blend, const double* times, const double* hz, int32_t count);

/** Median over `width` frames, odd, 1..31, into out `[frames]`, which is not f0. */
SONDE_API int32_t sonde_contour_median(const double* f0, int32_t frames, int32_t first, int32_t last, int32_t width,
                                       double* out);

/** Mean under a Gaussian of `width` ms, > 0, at half its height, into out `[frames]`, which is not f0. */
SONDE_API void sonde_contour_smooth(const double* f0, int32_t frames, double frame_period, int32_t first, int32_t last,
                                    double width, double* out);

/** Voiced frames into least..most, in place. The number of those that were outside. */
SONDE_API int32_t sonde_contour_limit(double* f0, int32_t first, int32_t last, double least, double most);

#endif

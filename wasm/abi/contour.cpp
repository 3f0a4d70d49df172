#include "../kernels/modify/f0-edit.hpp"

#include "message.hpp"
#include "sonde_contour.h"

void sonde_contour_rescale(double* f0, int32_t first, int32_t last, double times, double by) {
  sonde::rescale_f0(f0, first, last, times, by);
}

void sonde_contour_unvoice(double* f0, int32_t first, int32_t last) { sonde::unvoice_f0(f0, first, last); }

int32_t sonde_contour_voice(double* f0, int32_t frames, int32_t first, int32_t last) {
  return sonde::voice_f0(f0, frames, first, last);
}

void sonde_contour_draw(double* f0, int32_t frames, double frame_period, int32_t first, int32_t last, double blend,
                        const double* times, const double* hz, int32_t count) {
  sonde::draw_f0(f0, frames, frame_period, first, last, blend, times, hz, count);
}

int32_t sonde_contour_median(const double* f0, int32_t frames, int32_t first, int32_t last, int32_t width,
                             double* out) {
  if (width < 1 || width > sonde::kMostMedian || width % 2 == 0) {
    return sonde_fail(SONDE_BAD_ARGUMENT, "contour: a median is over an odd number of frames, 1 to 31");
  }
  sonde::median_f0(f0, frames, first, last, width, out);
  return SONDE_OK;
}

void sonde_contour_smooth(const double* f0, int32_t frames, double frame_period, int32_t first, int32_t last,
                          double width, double* out) {
  sonde::smooth_f0(f0, frames, frame_period, first, last, width, out);
}

int32_t sonde_contour_limit(double* f0, int32_t first, int32_t last, double least, double most) {
  return sonde::limit_f0(f0, first, last, least, most);
}

/**
 * The tables of D4C: sizes, band window, and where the output's bins lie between the bands.
 */
#pragma once

#include "../fft/padded-fft.hpp"
#include "../memory.hpp"
#include "d4c.hpp"

namespace sonde {

/** Hz; lower f0 are analysed as this one. */
inline constexpr double kD4cFloor = 47.0;
/** D4C's windows hold four periods. */
inline constexpr double kD4cPeriods = 4.0;
/** Between the centres of bands, and half a band's width, Hz. */
inline constexpr double kBandSpacing = 3000.0;
inline constexpr int kMaxBands = 5;

struct D4cPlan {
  ~D4cPlan() {
    padded_fft_plan_destroy(fft);
  }

  int sample_rate = 0;
  int output_fft_size = 0;
  int fft_size = 0;
  double noise_amplitude = 0.0;
  int bands = 0;
  /** bins on each side of a band's centre */
  int band_reach = 0;
  /** the last bin that a band reaches, and one more */
  int top = 0;
  /** bins that count as periodic */
  int periodic_bins = 0;
  /** Nuttall, `[2 band_reach + 1]`, and a zero that makes pairs */
  Buffer<double> band_window;
  /** output bins that belong to segment s of the knots: segment_end[s-1] .. segment_end[s]-1 */
  int segment_end[kMaxBands + 1] = {};
  /** of each output bin, between its two knots */
  Buffer<double> weight;
  PaddedFftPlan* fft = nullptr;
};

}  // namespace sonde

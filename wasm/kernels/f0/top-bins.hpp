/**
 * What the WORLD reference makes of the two highest bins of DIO's transform of the whole sound: both products
 * with a band's filter are replaced by one product of three factors. Without decimation nothing is left there to matter
 * (1e-10 Hz); a decimated sound reaches up to Nyquist, and the contour follows, by up to a frame's voicing at factor 12.
 * Contours of WORLD users who decimate rest on it, so it is added to what the filter bank, which does without that
 * transform, gives.
 */
#pragma once

#include "../memory.hpp"

namespace sonde {

/** One band's share: s[n] += (-1)^n (re cos p - im sin p + nyquist), p = -2 pi (n + delay) / size. */
struct TopBinsShare {
  double re;
  double im;
  double nyquist;
  int delay;
};

class TopBins {
 public:
  /**
   * @param sampleRate after decimation, Hz
   * @param signal `[given]`, of which `mean` is taken, then zeros less the mean up to `length`
   * @param edges upper edge of each band, Hz
   * @returns false without memory
   */
  bool configure(double sampleRate, const double* signal, int given, int length, double mean, const double* edges,
                 int bands);

  /** Adds a band's share to s[0..count-1], which are samples `first` and on. */
  void add(int band, double* s, int first, int count) const;

 private:
  int size_ = 0;
  Buffer<TopBinsShare> shares_;
};

}  // namespace sonde

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

/** exp(-j 2 pi n / size) at n, n + 1, ...: stepped, and exact every so often. */
class BinPhase {
 public:
  BinPhase() = default;
  BinPhase(long long n, int size);
  /** Of the next n. */
  void next(double& re, double& im);

 private:
  long long n_ = 0;
  int size_ = 1;
  double stepRe_ = 0, stepIm_ = 0;
  double re_ = 0, im_ = 0;
};

/** The two highest bins of a transform, of which the last is real for a real signal. */
class BinSum {
 public:
  BinSum() = default;
  /** Of a transform of `size`, beginning with position `start`, which may be negative down to -size. */
  BinSum(int start, int size) : at_(start), phase_(static_cast<long long>(start) + size, size) {}
  /** The value at the next position. */
  void add(double value);

  double re = 0, im = 0;
  double nyquist = 0;

 private:
  int at_ = 0;
  BinPhase phase_;
};

/** Numbers that say what a band gets: two parts of the bin below Nyquist, and Nyquist. */
constexpr int kTopBinsFields = 3;

/** Finds the shares of all bands in a signal that comes piece by piece. */
class TopBinsSum {
 public:
  /**
   * @param sampleRate after decimation, Hz
   * @param length samples of the signal: what is not taken of them is zeros at the end
   * @param mean what is taken from every sample
   * @param edges upper edge of each band, Hz; must outlive this
   * @returns false without memory
   */
  bool configure(double sampleRate, int length, double mean, const double* edges, int bands);
  /** The next samples. */
  void take(const double* x, int count);
  /** @param shares `[bands x kTopBinsFields]`, after the last sample */
  void finish(double* shares);

 private:
  double sampleRate_ = 0;
  int length_ = 0;
  double mean_ = 0;
  const double* edges_ = nullptr;
  int bands_ = 0;
  int size_ = 0;
  int taken_ = 0;
  BinSum signal_;
  /** Of the low-cut filter, whose bins are real. */
  double lowCutBelow_ = 0, lowCutNyquist_ = 0;
};

/** Adds the shares: s[n] += (-1)^n (re cos p - im sin p + nyquist), p = -2 pi (n + delay) / size. */
class TopBins {
 public:
  /** Parameters as above. @returns false without memory */
  bool configure(double sampleRate, const double* edges, int bands);
  /** Of a signal of `length` samples: shares `[bands x kTopBinsFields]`. */
  void set(int length, const double* shares);
  /** Adds a band's share to s[0..count-1], which are samples `first` and on. */
  void add(int band, double* s, int first, int count) const;

 private:
  double sampleRate_ = 0;
  double firstEdge_ = 0;
  int size_ = 1;
  Buffer<double> shares_;
  /** Samples, `[bands]`. */
  Buffer<int> delays_;
};

}  // namespace sonde

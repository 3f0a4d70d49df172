/**
 * Zero-phase decimation: a third-order low-pass (Chebyshev I, 0.05 dB ripple, cut-off 0.8 / factor of Nyquist) run
 * forwards and backwards over the signal, which is extended by 9 samples of odd reflection at both ends; then every
 * `factor`-th sample, on a grid anchored at the end of the signal.
 *
 * @source the decimation of WORLD (Morise, Yokomori, Ozawa 2016, IEICE Trans. E99-D(7)), after MATLAB's `decimate`
 */
#pragma once

#include "../memory.hpp"

namespace sonde {

/** Fewer samples than this cannot be reflected. */
constexpr int kDecimateLeast = 10;
/** Samples added at both ends. */
constexpr int kDecimateMargin = 9;

/**
 * @param x `[n]`, n >= 10
 * @param factor 2..12
 * @param work scratch `[n + 18]`; may not overlap x or y
 * @param y `[count]`: the first `count` values; those that the method does not give (some of the reflected tail are
 * given) are 0
 * @returns the number of values given, at most count
 */
int decimate(const double* x, int n, int factor, double* work, double* y, int count);

/** A third-order low-pass as it runs along a signal. */
class DecimateFilter {
 public:
  explicit DecimateFilter(int factor = 2);
  double next(double x) {
    const double w = x + a1_ * w1_ + a2_ * w2_ + a3_ * w3_;
    const double out = b0_ * w + b1_ * w1_ + b1_ * w2_ + b0_ * w3_;
    w3_ = w2_;
    w2_ = w1_;
    w1_ = w;
    return out;
  }

 private:
  double a1_, a2_, a3_, b0_, b1_;
  double w1_ = 0, w2_ = 0, w3_ = 0;
};

/**
 * The same of a stream, block by block, for a signal that is held at its first and last sample beyond its ends. Backwards,
 * each block begins so far after its end that nothing of the beginning is left.
 */
class BlockDecimation {
 public:
  /**
   * @param n samples of the signal, >= 1
   * @param factor 2..12
   * @param held samples at each end, a multiple of the factor, at least 9
   * @returns false without memory
   */
  bool configure(int n, int factor, int held);

  /**
   * Takes the next samples.
   * @param sink is given the next values on the grid, of which there are (n - 1) / factor + 1 without those of the held
   * samples: `sink(const double* values, int count)`
   */
  template <class Sink>
  void take(const double* x, int count, Sink&& sink) {
    if (count > 0 && taken_ == 0) hold(x[0], sink);
    for (int i = 0; i < count; ++i) put(x[i], sink);
    taken_ += count;
    if (taken_ < n_ || start_ >= length_) return;
    hold(x[count - 1], sink);
    while (start_ < length_) close(sink);
  }

 private:
  template <class Sink>
  void hold(double value, Sink&& sink) {
    for (int i = 0; i < lead_; ++i) put(value, sink);
  }

  template <class Sink>
  void put(double value, Sink&& sink) {
    kept_[filtered_ - start_] = forward_.next(value);
    ++filtered_;
    if (filtered_ - start_ == static_cast<int>(kept_.size())) close(sink);
  }

  template <class Sink>
  void close(Sink&& sink) {
    const int count = closeBlock();
    sink(values_.data(), count);
  }

  /** Runs the block backwards. @returns how many values it gives */
  int closeBlock();

  int n_ = 0;
  int factor_ = 0;
  int lead_ = 0;
  int length_ = 0;
  int taken_ = 0;
  int start_ = 0;
  int filtered_ = 0;
  DecimateFilter forward_;
  /** Forward-filtered, from the block's start on. */
  Buffer<double> kept_;
  Buffer<double> values_;
};

}  // namespace sonde

/**
 * DIO's filter bank by overlap-save: a block of sound in, the same stretch of every band out.
 */
#pragma once

#include <cstddef>

#include "../fft/fft.hpp"
#include "../memory.hpp"

namespace sonde {

/** Tables: read-only once made. */
class BandFilterPlan {
 public:
  BandFilterPlan() = default;
  BandFilterPlan(const BandFilterPlan&) = delete;
  BandFilterPlan& operator=(const BandFilterPlan&) = delete;
  ~BandFilterPlan();

  /**
   * @param sampleRate Hz
   * @param edges upper edge of each band, Hz, ascending
   * @returns false without memory
   */
  bool configure(double sampleRate, const double* edges, int bands);

  int bands() const { return bands_; }
  /** Input samples of one block. */
  int blockSize() const { return size_; }
  /** Samples of each band that a block yields. */
  int step() const { return size_ - back_ - ahead_; }
  /** Input samples of a block before the first that it yields. */
  int back() const { return back_; }

 private:
  friend class BandFilter;

  void makeKernel(int band, int taps, const double* lowCut, double* scratch);
  const double* re(int band) const { return kernels_.data() + 2 * static_cast<std::size_t>(band) * (size_ / 2 + 1); }
  const double* im(int band) const { return re(band) + size_ / 2 + 1; }

  int bands_ = 0;
  int size_ = 0;
  int back_ = 0;
  int ahead_ = 0;
  RealFftPlan* real_ = nullptr;
  FftPlan* complex_ = nullptr;
  /** Spectrum of each band's kernel, low-cut included, over the block size: bins 0..size/2 real, then imaginary. */
  Buffer<double> kernels_;
};

/** Scratch for one stream of blocks. */
class BandFilter {
 public:
  /** @param plan must outlive this. @returns false without memory */
  bool configure(const BandFilterPlan& plan);

  /** `[blockSize]`, to be filled before `transform`, which leaves it without use. */
  double* input() { return input_.data(); }
  void transform();
  /**
   * Filters the block with bands `band` and `band + 1`, or with the last alone.
   * @param out receives for each of them where its `step` samples begin; the two before may be overwritten
   * @returns how many bands there are, 1 or 2
   */
  int filter(int band, double* out[2]);

 private:
  void multiply(int band);
  void multiplyPair(int band);

  const BandFilterPlan* plan_ = nullptr;
  Buffer<double> input_;
  Buffer<double> re_, im_;
  Buffer<double> productRe_, productIm_;
};

}  // namespace sonde

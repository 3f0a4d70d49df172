/**
 * Harvest's filter bank by overlap-save: a block of sound in, the same stretch of every band out. A band is a Nuttall window
 * of four periods of its centre, modulated to it; the kernels are even, so that their spectra are real, and two bands come
 * from one complex transform.
 */
#pragma once

#include <cstddef>

#include "../fft/fft.hpp"
#include "../memory.hpp"

namespace sonde {

/** Tables: read-only once made. */
class HarvestBankPlan {
 public:
  HarvestBankPlan() = default;
  HarvestBankPlan(const HarvestBankPlan&) = delete;
  HarvestBankPlan& operator=(const HarvestBankPlan&) = delete;
  ~HarvestBankPlan();

  /**
   * @param sampleRate of what is filtered, Hz
   * @param centres of the bands, Hz, ascending
   * @returns false without memory
   */
  bool configure(double sampleRate, const double* centres, int bands);

  /** Input samples of one block. */
  int blockSize() const { return size_; }
  /** Samples of each band that a block yields. */
  int step() const { return size_ - 2 * margin_; }
  /** Input samples of a block before the first that it yields. */
  int back() const { return margin_; }

 private:
  friend class HarvestBank;

  void makeKernel(int band, double sampleRate, double centre, double* scratch, double* unused);
  const double* kernel(int band) const { return kernels_.data() + static_cast<std::size_t>(band) * (size_ / 2 + 1); }

  int bands_ = 0;
  int size_ = 0;
  int margin_ = 0;
  RealFftPlan* real_ = nullptr;
  FftPlan* complex_ = nullptr;
  /** Spectrum of each band's kernel over the block size, bins 0..size/2; a silent band more when they are odd. */
  Buffer<double> kernels_;
};

/** Scratch for one stream of blocks. */
class HarvestBank {
 public:
  /** @param plan must outlive this. @returns false without memory */
  bool configure(const HarvestBankPlan& plan);

  /** `[blockSize]`, to be filled before `transform`. */
  double* input() { return input_.data(); }
  void transform();
  /**
   * Filters the block with bands `band` (even) and `band + 1`, of which the last may not exist.
   * @param out receives for each of them where its `step` samples begin; the two before may be overwritten
   */
  void filter(int band, double* out[2]);

 private:
  void multiply(int band);

  const HarvestBankPlan* plan_ = nullptr;
  Buffer<double> input_;
  Buffer<double> re_, im_;
  Buffer<double> productRe_, productIm_;
};

}  // namespace sonde

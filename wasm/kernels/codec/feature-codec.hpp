/**
 * A few numbers for a frame's spectra: coefficients of the spectral envelope on a mel scale, much like a mel-cepstrum, and the
 * aperiodicity at multiples of 3 kHz. What is decoded is smoother than what was coded.
 *
 * @source Morise, Miyashita, Ozawa (2017), "Low-dimensional representation of spectral envelope without deterioration for
 * full-band speech analysis/synthesis system", Interspeech; numerical details of the WORLD vocoder
 */
#pragma once

#include "../fft/fft.hpp"
#include "../memory.hpp"

namespace sonde {

/** Where a query lies on a grid: between knot `knot` and the next, by so large a part. */
struct GridPlace {
  int knot;
  double part;
};

/** Tables and scratch for one sampling rate and FFT size. */
class FeatureCodec {
 public:
  FeatureCodec() = default;
  FeatureCodec(const FeatureCodec&) = delete;
  FeatureCodec& operator=(const FeatureCodec&) = delete;
  ~FeatureCodec();

  /** @param fftSize a power of two, at least 64. @returns false without memory */
  bool configure(int sampleRate, int fftSize);

  /** Values of a coded aperiodicity; none below 12 kHz. */
  int bands() const { return bands_; }
  /** The most coefficients that an envelope can be coded to. */
  int most() const { return points_ / 2 + 1; }

  /** @param envelope power, `[bins]`; @param coded `[count]`, 1..most() */
  void codeEnvelope(const double* envelope, int count, double* coded);
  void decodeEnvelope(const double* coded, int count, double* envelope);
  /** @param aperiodicity `[bins]`; @param coded dB, `[bands]` */
  void codeAperiodicity(const double* aperiodicity, double* coded) const;
  void decodeAperiodicity(const double* coded, double* aperiodicity) const;

 private:
  int sampleRate_ = 0;
  int fftSize_ = 0;
  /** Points of the mel scale. */
  int points_ = 0;
  int bands_ = 0;
  RealFftPlan* plan_ = nullptr;
  /** The mel scale's points between bins; the bins between the mel scale's points. */
  Buffer<GridPlace> pointPlaces_, binPlaces_;
  /** cos and sin of pi k / fftSize. */
  Buffer<double> cosine_, sine_;
  Buffer<double> logs_, values_, shuffled_, re_, im_, work_;
};

}  // namespace sonde

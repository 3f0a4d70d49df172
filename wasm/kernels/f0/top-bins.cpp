#include "top-bins.hpp"

#include <cstddef>

#include "../check.hpp"
#include "../fft/unit-root.hpp"
#include "filters.hpp"

namespace sonde {

namespace {

/** Samples between two exact phases. */
constexpr int kResync = 256;

/** The transform's length: a power of two above sound and filters. */
int transform_size(double sampleRate, double firstEdge, int length) {
  const int filters = 2 * low_cut_half(sampleRate) + 1 + 4 * static_cast<int>(1.0 + sampleRate / firstEdge / 2.0);
  int size = 1;
  while (size <= length + filters) size *= 2;
  return size;
}

}  // namespace

BinPhase::BinPhase(long long n, int size) : n_(n), size_(size) {
  const UnitRoot step = unit_root(1 % size, size), now = unit_root(n % size, size);
  stepRe_ = step.re, stepIm_ = step.im, re_ = now.re, im_ = now.im;
}

void BinPhase::next(double& re, double& im) {
  re = re_, im = im_;
  ++n_;
  if (n_ % kResync == 0) {
    const UnitRoot exact = unit_root(n_ % size_, size_);
    re_ = exact.re, im_ = exact.im;
    return;
  }
  re_ = re * stepRe_ - im * stepIm_;
  im_ = re * stepIm_ + im * stepRe_;
}

void BinSum::add(double value) {
  double wRe, wIm;
  phase_.next(wRe, wIm);
  const double v = (at_ & 1) != 0 ? -value : value;
  re += v * wRe;
  im -= v * wIm;
  nyquist += v;
  ++at_;
}

bool TopBinsSum::configure(double sampleRate, int length, double mean, const double* edges, int bands) {
  sampleRate_ = sampleRate, length_ = length, mean_ = mean, edges_ = edges, bands_ = bands;
  size_ = transform_size(sampleRate, edges[0], length);
  signal_ = BinSum(0, size_);
  taken_ = 0;
  const int half = low_cut_half(sampleRate);
  Buffer<double> lowCut;
  if (!lowCut.allocate(2 * static_cast<std::size_t>(half) + 1)) return false;
  make_low_cut(lowCut.data(), half);
  BinSum h(-half, size_);
  for (int i = 0; i <= 2 * half; ++i) h.add(lowCut[i]);
  lowCutBelow_ = h.re, lowCutNyquist_ = h.nyquist;
  return true;
}

void TopBinsSum::take(const double* x, int count) {
  check(count <= length_ - taken_, "top bins: more samples than the signal has");
  // A copy, so that the sums stay in registers.
  BinSum sum = signal_;
  for (int i = 0; i < count; ++i) sum.add(x[i] - mean_);
  signal_ = sum;
  taken_ += count;
}

void TopBinsSum::finish(double* shares) {
  const double zero = 0.0;
  while (taken_ < length_) take(&zero, 1);
  const double yRe = signal_.re * lowCutBelow_, yIm = signal_.im * lowCutBelow_;
  const double nyquist = signal_.nyquist * lowCutNyquist_;
  for (int k = 0; k < bands_; ++k, shares += kTopBinsFields) {
    const int taps = band_taps(sampleRate_, edges_[k]);
    BinSum w(0, size_);
    for (int i = 0; i < taps; ++i) w.add(nuttall(i, taps));
    const double rightRe = yRe * w.re - yIm * w.im, rightIm = yRe * w.im + yIm * w.re;
    const double takenRe = rightRe * nyquist, takenIm = rightIm * nyquist;
    shares[0] = 2 * (takenRe - rightRe) / size_;
    shares[1] = 2 * (takenIm - rightIm) / size_;
    shares[2] = (takenRe - nyquist * w.nyquist) / size_;
  }
}

bool TopBins::configure(double sampleRate, const double* edges, int bands) {
  sampleRate_ = sampleRate, firstEdge_ = edges[0];
  if (!shares_.allocate(static_cast<std::size_t>(kTopBinsFields) * bands) || !delays_.allocate(bands)) return false;
  for (int k = 0; k < bands; ++k) delays_[k] = band_taps(sampleRate, edges[k]) / 2;
  return true;
}

void TopBins::set(int length, const double* shares) {
  size_ = transform_size(sampleRate_, firstEdge_, length);
  for (std::size_t i = 0; i < shares_.size(); ++i) shares_[i] = shares[i];
}

void TopBins::add(int band, double* s, int first, int count) const {
  const double* share = shares_.data() + kTopBinsFields * band;
  BinPhase phase(static_cast<long long>(first) + delays_[band], size_);
  for (int i = 0; i < count; ++i) {
    double re, im;
    phase.next(re, im);
    const double value = share[0] * re - share[1] * im + share[2];
    s[i] += ((first + i) & 1) != 0 ? -value : value;
  }
}

}  // namespace sonde

#include "band-filter.hpp"

#include "../simd.hpp"
#include "filters.hpp"

namespace sonde {

namespace {

/** A block is so many times as long as the kernels, and then up to the next power of two. */
constexpr int kBlockPerKernel = 4;

}  // namespace

BandFilterPlan::~BandFilterPlan() {
  real_fft_plan_destroy(real_);
  fft_plan_destroy(complex_);
}

bool BandFilterPlan::configure(double sampleRate, const double* edges, int bands) {
  const int half = low_cut_half(sampleRate);
  const int longest = band_taps(sampleRate, edges[0]);
  bands_ = bands;
  // Two more than the kernel reaches back, for the samples that a caller may put there.
  back_ = longest / 2 + half + 2;
  ahead_ = longest / 2 + half;
  size_ = 256;
  while (size_ < kBlockPerKernel * (back_ + ahead_)) size_ *= 2;
  const std::size_t bins = size_ / 2 + 1;
  Buffer<double> scratch, lowCut;
  if (!scratch.allocate(size_) || !lowCut.allocate(2 * bins)) return false;
  if (!kernels_.allocate(2 * bins * bands)) return false;
  real_ = real_fft_plan_create(size_);
  complex_ = fft_plan_create(size_);
  if (real_ == nullptr || complex_ == nullptr) return false;
  Buffer<double> taps;
  if (!taps.allocate(2 * half + 1)) return false;
  make_low_cut(taps.data(), half);
  for (int i = -half; i <= half; ++i) scratch[i < 0 ? size_ + i : i] = taps[half + i];
  real_fft_forward(real_, scratch.data(), lowCut.data(), lowCut.data() + bins);
  for (int k = 0; k < bands; ++k) makeKernel(k, band_taps(sampleRate, edges[k]), lowCut.data(), scratch.data());
  return true;
}

/** The low-pass, brought to the middle of its taps, times the low-cut filter, whose spectrum is real. */
void BandFilterPlan::makeKernel(int band, int taps, const double* lowCut, double* scratch) {
  for (int i = 0; i < size_; ++i) scratch[i] = 0;
  for (int i = 0; i < taps; ++i) {
    const int at = i - taps / 2;
    scratch[at < 0 ? size_ + at : at] = nuttall(i, taps) / size_;
  }
  const int bins = size_ / 2 + 1;
  double* re = kernels_.data() + 2 * static_cast<std::size_t>(band) * bins;
  double* im = re + bins;
  real_fft_forward(real_, scratch, re, im);
  for (int k = 0; k < bins; ++k) {
    re[k] *= lowCut[k];
    im[k] *= lowCut[k];
  }
}

bool BandFilter::configure(const BandFilterPlan& plan) {
  plan_ = &plan;
  const std::size_t n = plan.size_, bins = n / 2 + 1;
  return input_.allocate(n) && re_.allocate(bins) && im_.allocate(bins) && productRe_.allocate(n) &&
         productIm_.allocate(2 * bins);
}

void BandFilter::transform() { real_fft_forward(plan_->real_, input_.data(), re_.data(), im_.data()); }

int BandFilter::filter(int band, double* out[2]) {
  if (band + 1 < plan_->bands_) {
    multiplyPair(band);
    // Parts exchanged: a forward transform is then the inverse.
    fft_complex(plan_->complex_, productIm_.data(), productRe_.data());
    out[0] = productRe_.data() + plan_->back_;
    out[1] = productIm_.data() + plan_->back_;
    return 2;
  }
  multiply(band);
  const double* product = productIm_.data();
  real_fft_inverse(plan_->real_, product, product + plan_->size_ / 2 + 1, productRe_.data(), input_.data());
  out[0] = productRe_.data() + plan_->back_;
  return 1;
}

void BandFilter::multiply(int band) {
  const int bins = plan_->size_ / 2 + 1;
  const double* gr = plan_->re(band);
  const double* gi = plan_->im(band);
  double* productRe = productIm_.data();
  double* productIm = productRe + bins;
  for (int k = 0; k < bins; ++k) {
    productRe[k] = re_[k] * gr[k] - im_[k] * gi[k];
    productIm[k] = re_[k] * gi[k] + im_[k] * gr[k];
  }
}

/** A + jB, where A and B are the products of the two bands, each half of a real signal's spectrum. */
void BandFilter::multiplyPair(int band) {
  const int n = plan_->size_, half = n / 2;
  const double *ar = plan_->re(band), *ai = plan_->im(band), *br = plan_->re(band + 1), *bi = plan_->im(band + 1);
  const double *yr = re_.data(), *yi = im_.data();
  double *zr = productRe_.data(), *zi = productIm_.data();
  for (int k = 0; k <= half; k += half) {
    zr[k] = yr[k] * ar[k];
    zi[k] = yr[k] * br[k];
  }
  // half - 1 is odd: the last pair of bins reaches Nyquist, where the products' imaginary parts are 0 as well.
  for (int k = 1; k < half; k += 2) {
    const F64x2 r = load2(yr + k), i = load2(yi + k);
    const F64x2 gr = load2(ar + k), gi = load2(ai + k), hr = load2(br + k), hi = load2(bi + k);
    const F64x2 pr = r * gr - i * gi, pi = r * gi + i * gr;
    const F64x2 qr = r * hr - i * hi, qi = r * hi + i * hr;
    store2(zr + k, pr - qi);
    store2(zi + k, pi + qr);
    store2(zr + n - k - 1, swap2(pr + qi));
    store2(zi + n - k - 1, swap2(qr - pi));
  }
}

}  // namespace sonde

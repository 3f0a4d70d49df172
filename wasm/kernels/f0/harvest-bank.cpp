#include "harvest-bank.hpp"

#include <cmath>

#include "../simd.hpp"
#include "filters.hpp"

namespace sonde {

namespace {

/** A block is so many times as long as the longest kernel, and then up to the next power of two. */
constexpr int kBlockPerKernel = 4;

/** A band's kernel reaches so many samples to both sides. */
int kernel_half(double sampleRate, double centre) { return round_away(sampleRate / centre * 2.0); }

}  // namespace

HarvestBankPlan::~HarvestBankPlan() {
  real_fft_plan_destroy(real_);
  fft_plan_destroy(complex_);
}

bool HarvestBankPlan::configure(double sampleRate, const double* centres, int bands) {
  bands_ = bands;
  // One sample on for the delay of the method, and one for the second of those that a caller may put there.
  margin_ = kernel_half(sampleRate, centres[0]) + 1;
  size_ = 256;
  while (size_ < kBlockPerKernel * 2 * margin_) size_ *= 2;
  const std::size_t bins = size_ / 2 + 1;
  Buffer<double> scratch, unused;
  if (!scratch.allocate(size_) || !unused.allocate(bins)) return false;
  if (!kernels_.allocate(bins * (bands + 1))) return false;
  real_ = real_fft_plan_create(size_);
  complex_ = fft_plan_create(size_);
  if (real_ == nullptr || complex_ == nullptr) return false;
  for (int k = 0; k < bands; ++k) makeKernel(k, sampleRate, centres[k], scratch.data(), unused.data());
  return true;
}

void HarvestBankPlan::makeKernel(int band, double sampleRate, double centre, double* scratch, double* unused) {
  const int half = kernel_half(sampleRate, centre);
  for (int i = 0; i < size_; ++i) scratch[i] = 0;
  // A band far above the sampling rate has no window, and says nothing.
  for (int i = 0; i <= half && half > 0; ++i) {
    const double tap = nuttall(half + i, 2 * half + 1) * std::cos(kTau * centre * i / sampleRate) / size_;
    scratch[i] = tap;
    scratch[i == 0 ? 0 : size_ - i] = tap;
  }
  real_fft_forward(real_, scratch, kernels_.data() + static_cast<std::size_t>(band) * (size_ / 2 + 1), unused);
}

bool HarvestBank::configure(const HarvestBankPlan& plan) {
  plan_ = &plan;
  const std::size_t n = plan.size_, bins = n / 2 + 1;
  return input_.allocate(n) && re_.allocate(bins) && im_.allocate(bins) && productRe_.allocate(n) &&
         productIm_.allocate(n);
}

void HarvestBank::transform() { real_fft_forward(plan_->real_, input_.data(), re_.data(), im_.data()); }

void HarvestBank::filter(int band, double* out[2]) {
  multiply(band);
  // Parts exchanged: a forward transform is then the inverse.
  fft_complex(plan_->complex_, productIm_.data(), productRe_.data());
  // The method takes its samples one late.
  out[0] = productRe_.data() + plan_->margin_ + 1;
  out[1] = productIm_.data() + plan_->margin_ + 1;
}

/** Y (A + jB), where A and B are the real spectra of two bands, over all bins of a real signal's Y. */
void HarvestBank::multiply(int band) {
  const int n = plan_->size_, half = n / 2;
  const double *a = plan_->kernel(band), *b = plan_->kernel(band + 1);
  const double *yr = re_.data(), *yi = im_.data();
  double *zr = productRe_.data(), *zi = productIm_.data();
  for (int k = 0; k <= half; k += half) {
    zr[k] = yr[k] * a[k];
    zi[k] = yr[k] * b[k];
  }
  // half - 1 is odd: the last pair of bins reaches Nyquist, where the imaginary part is 0 as well.
  for (int k = 1; k < half; k += 2) {
    const F64x2 r = load2(yr + k), i = load2(yi + k), g = load2(a + k), h = load2(b + k);
    const F64x2 rg = r * g, rh = r * h, ig = i * g, ih = i * h;
    store2(zr + k, rg - ih);
    store2(zi + k, ig + rh);
    store2(zr + n - k - 1, swap2(rg + ih));
    store2(zi + n - k - 1, swap2(rh - ig));
  }
}

}  // namespace sonde

#include "feature-codec.hpp"

#include <cmath>
#include <cstddef>

#include "../check.hpp"
#include "../fft/unit-root.hpp"

namespace sonde {

namespace {

/** Hz; the mel scale goes from the first to the second, or to half the sampling rate. */
constexpr double kFloor = 40;
constexpr double kCeiling = 20000;
/** Hz between the bands of the aperiodicity, and the highest. */
constexpr double kBandStep = 3000;
constexpr double kHighestBand = 15000;
/** dB at 0 Hz and at half the sampling rate. */
constexpr double kLowest = -60;
constexpr double kNearlyOne = 1e-12;
/** dB; a frame whose bands are above on average is noise. */
constexpr double kNoise = -0.5;
constexpr double kMelScale = 1127.01048;
constexpr double kMelCorner = 700;

double mel(double hz) { return kMelScale * std::log(hz / kMelCorner + 1); }
double hertz(double mel) { return kMelCorner * (std::exp(mel / kMelScale) - 1); }

/** Places ascending queries between ascending knots; those outside are extrapolated from the nearest two. */
template <class Knot, class Query>
void place(Knot knot, int knots, Query query, GridPlace* out, int count) {
  int at = 0;
  for (int i = 0; i < count; ++i) {
    const double q = query(i);
    while (at + 2 < knots && knot(at + 1) <= q) ++at;
    out[i] = {at, (q - knot(at)) / (knot(at + 1) - knot(at))};
  }
}

double take(const double* values, const GridPlace& at) {
  return values[at.knot] + at.part * (values[at.knot + 1] - values[at.knot]);
}

}  // namespace

FeatureCodec::~FeatureCodec() { real_fft_plan_destroy(plan_); }

bool FeatureCodec::configure(int sampleRate, int fftSize) {
  sampleRate_ = sampleRate;
  fftSize_ = fftSize;
  points_ = fftSize / 2;
  const double nyquist = sampleRate / 2.0, top = nyquist - kBandStep < kHighestBand ? nyquist - kBandStep : kHighestBand;
  bands_ = top > 0 ? static_cast<int>(top / kBandStep) : 0;
  plan_ = real_fft_plan_create(points_);
  const std::size_t n = points_;
  if (plan_ == nullptr || !pointPlaces_.allocate(n) || !binPlaces_.allocate(n + 1) || !cosine_.allocate(n) || !sine_.allocate(n) ||
      !logs_.allocate(n + 1) || !values_.allocate(n + 2) || !shuffled_.allocate(n) || !re_.allocate(n / 2 + 1) ||
      !im_.allocate(n / 2 + 1) || !work_.allocate(n)) {
    return false;
  }
  for (int k = 0; k < points_; ++k) {
    const UnitRoot root = unit_root(k, 2 * fftSize);
    cosine_[k] = root.re;
    sine_[k] = -root.im;
  }
  const double low = mel(kFloor), high = mel(nyquist < kCeiling ? nyquist : kCeiling);
  const auto point = [&](int i) { return (high - low) * i / points_ + low; };
  place([&](int k) { return mel(static_cast<double>(k) * sampleRate / fftSize); }, points_ + 1, point, pointPlaces_.data(),
        points_);
  const auto knot = [&](int j) { return j == 0 ? 0.0 : j > points_ ? nyquist : hertz(point(j - 1)); };
  place(knot, points_ + 2, [&](int k) { return static_cast<double>(k) * sampleRate / fftSize; }, binPlaces_.data(),
        points_ + 1);
  return true;
}

/**
 * A discrete cosine transform by way of a Fourier transform of the even points and then the odd ones backwards. Its phase is
 * turned the other way than it should be: so the method is defined.
 */
void FeatureCodec::codeEnvelope(const double* envelope, int count, double* coded) {
  check(count >= 1 && count <= most(), "codec: more coefficients than the envelope has");
  const int n = points_;
  for (int k = 0; k <= n; ++k) logs_[k] = std::log(envelope[k]);
  for (int i = 0; i < n / 2; ++i) {
    shuffled_[i] = take(logs_.data(), pointPlaces_[2 * i]);
    shuffled_[n / 2 + i] = take(logs_.data(), pointPlaces_[n - 1 - 2 * i]);
  }
  real_fft_forward(plan_, shuffled_.data(), re_.data(), im_.data());
  const double scale = std::sqrt(2.0) / n;
  coded[0] = re_[0] / n;
  for (int k = 1; k < count; ++k) coded[k] = (re_[k] * cosine_[k] - im_[k] * sine_[k]) * scale;
}

void FeatureCodec::decodeEnvelope(const double* coded, int count, double* envelope) {
  check(count >= 1 && count <= most(), "codec: more coefficients than an envelope has");
  const int n = points_;
  const double scale = std::sqrt(0.5);
  for (int k = 0; k <= n / 2; ++k) {
    const double c = k == 0 ? coded[0] : k < count ? coded[k] * scale : 0.0;
    re_[k] = c * cosine_[k];
    im_[k] = c * sine_[k];
  }
  // The bin at half the rate stands for itself alone.
  re_[n / 2] *= 2;
  real_fft_inverse(plan_, re_.data(), im_.data(), shuffled_.data(), work_.data());
  for (int i = 0; i < n / 2; ++i) {
    values_[1 + 2 * i] = shuffled_[i];
    values_[2 + 2 * i] = shuffled_[n - 1 - i];
  }
  values_[0] = values_[1];
  values_[n + 1] = values_[n];
  for (int k = 0; k <= n; ++k) envelope[k] = std::exp(take(values_.data(), binPlaces_[k]));
}

void FeatureCodec::codeAperiodicity(const double* aperiodicity, double* coded) const {
  const double step = static_cast<double>(sampleRate_) / fftSize_;
  for (int i = 0; i < bands_; ++i) {
    const double position = kBandStep * (i + 1) / step;
    const int at = static_cast<int>(position);
    const double before = 20 * std::log10(aperiodicity[at]);
    const double after = at < points_ ? 20 * std::log10(aperiodicity[at + 1]) : before;
    coded[i] = before + (after - before) * (position - at);
  }
}

void FeatureCodec::decodeAperiodicity(const double* coded, double* aperiodicity) const {
  double sum = 0;
  for (int i = 0; i < bands_; ++i) sum += coded[i];
  if (bands_ > 0 && sum / bands_ > kNoise) {
    for (int k = 0; k <= points_; ++k) aperiodicity[k] = 1 - kNearlyOne;
    return;
  }
  const double nyquist = sampleRate_ / 2.0, step = static_cast<double>(sampleRate_) / fftSize_;
  const auto knot = [&](int i) { return i > bands_ ? nyquist : kBandStep * i; };
  const auto value = [&](int i) { return i == 0 ? kLowest : i > bands_ ? -kNearlyOne : coded[i - 1]; };
  int at = 0;
  for (int k = 0; k <= points_; ++k) {
    const double frequency = step * k;
    while (at < bands_ && knot(at + 1) <= frequency) ++at;
    const double part = (frequency - knot(at)) / (knot(at + 1) - knot(at));
    const double level = value(at) + part * (value(at + 1) - value(at));
    aperiodicity[k] = std::pow(10.0, level / 20.0);
  }
}

}  // namespace sonde

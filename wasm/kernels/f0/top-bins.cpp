#include "top-bins.hpp"

#include <cstddef>

#include "../fft/unit-root.hpp"
#include "filters.hpp"

namespace sonde {

namespace {

/** Samples between two exact phases. */
constexpr int kResync = 256;

struct Complex {
  double re;
  double im;
};

Complex operator*(Complex a, Complex b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

/** exp(-j 2 pi n / size) at n, n + 1, ...: stepped, and exact every so often. */
class Phase {
 public:
  Phase(long long n, int size) : n_(n), size_(size), step_(root(1)), now_(root(n)) {}
  Complex next() {
    const Complex result = now_;
    ++n_;
    now_ = n_ % kResync == 0 ? root(n_) : now_ * step_;
    return result;
  }

 private:
  Complex root(long long n) const {
    const UnitRoot w = unit_root(n % size_, size_);
    return {w.re, w.im};
  }
  long long n_;
  int size_;
  Complex step_;
  Complex now_;
};

/** The two highest bins of a transform, of which the last is real for a real signal. */
struct Bins {
  Complex below;
  double nyquist;
};

/** Of value(0), value(1), ... value(n - 1) at positions `start` and on. */
template <class Value>
Bins top_bins(int start, int n, int size, Value value) {
  Bins sum = {{0, 0}, 0};
  Phase phase(start + size, size);
  for (int i = 0; i < n; ++i) {
    const Complex w = phase.next();
    const double v = ((start + i) & 1) != 0 ? -value(i) : value(i);
    sum.below.re += v * w.re;
    sum.below.im -= v * w.im;
    sum.nyquist += v;
  }
  return sum;
}

/** The transform's length: a power of two above sound and filters. */
int transform_size(double sampleRate, double firstEdge, int length) {
  const int filters = 2 * low_cut_half(sampleRate) + 1 + 4 * static_cast<int>(1.0 + sampleRate / firstEdge / 2.0);
  int size = 1;
  while (size <= length + filters) size *= 2;
  return size;
}

}  // namespace

bool TopBins::configure(double sampleRate, const double* signal, int given, int length, double mean,
                        const double* edges, int bands) {
  size_ = transform_size(sampleRate, edges[0], length);
  const int half = low_cut_half(sampleRate);
  Buffer<double> lowCut;
  if (!shares_.allocate(bands) || !lowCut.allocate(2 * static_cast<std::size_t>(half) + 1)) return false;
  make_low_cut(lowCut.data(), half);
  const Bins h = top_bins(-half, 2 * half + 1, size_, [&](int i) { return lowCut[i]; });
  Bins y = top_bins(0, length, size_, [&](int i) { return (i < given ? signal[i] : 0.0) - mean; });
  y.below = {y.below.re * h.below.re, y.below.im * h.below.re};
  y.nyquist *= h.nyquist;
  for (int k = 0; k < bands; ++k) {
    const int taps = band_taps(sampleRate, edges[k]);
    const Bins w = top_bins(0, taps, size_, [taps](int i) { return nuttall(i, taps); });
    const Complex right = y.below * w.below;
    const Complex taken = {right.re * y.nyquist, right.im * y.nyquist};
    shares_[k] = {2 * (taken.re - right.re) / size_, 2 * (taken.im - right.im) / size_,
                  (taken.re - y.nyquist * w.nyquist) / size_, taps / 2};
  }
  return true;
}

void TopBins::add(int band, double* s, int first, int count) const {
  const TopBinsShare& share = shares_[band];
  Phase phase(static_cast<long long>(first) + share.delay, size_);
  for (int i = 0; i < count; ++i) {
    const Complex w = phase.next();
    const double value = share.re * w.re - share.im * w.im + share.nyquist;
    s[i] += ((first + i) & 1) != 0 ? -value : value;
  }
}

}  // namespace sonde

#include "decimate.hpp"

#include "../check.hpp"

namespace sonde {

namespace {

struct Filter {
  double a1, a2, a3, b0, b1;
};

/** For factors 2..12. */
constexpr Filter kFilters[] = {
    {0.041156734567757189, -0.42599112459189636, 0.041037215479961225, 0.16797464681802227, 0.50392394045406674},
    {0.95039378983237421, -0.67429146741526791, 0.15412211621346475, 0.071221945171178636, 0.21366583551353591},
    {1.4499664446880227, -0.98943497080950582, 0.24578252340690215, 0.036710750339322612, 0.11013225101796784},
    {1.7610939654280557, -1.2554914843859768, 0.3237186507788215, 0.021334858522387423, 0.06400457556716227},
    {1.9715352749512141, -1.4686795689225347, 0.3893908434965701, 0.013469181309343825, 0.040407543928031475},
    {2.1225239019534703, -1.6395144861046302, 0.44469707800587366, 0.0090366882681608418, 0.027110064804482525},
    {2.2357462340187593, -1.7780899984041358, 0.49152555365968692, 0.0063522763407111993, 0.019056829022133598},
    {2.3236003491759578, -1.8921545617463598, 0.53148928133729068, 0.0046331164041389372, 0.013899349212416812},
    {2.3936475118069387, -1.9873904075111861, 0.5658879979027055, 0.0034818622251927556, 0.010445586675578267},
    {2.450743295230728, -2.06794904601978, 0.59574774438332101, 0.0026822508007163792, 0.0080467524021491377},
    {2.4981398605924205, -2.1368928194784025, 0.62187513816221485, 0.0021097275904709001, 0.0063291827714127002},
};

/** Filters in place, from `at` on in steps of 1 or -1. */
void run(const Filter& f, double* at, int n, int step) {
  double w1 = 0, w2 = 0, w3 = 0;
  for (int i = 0; i < n; ++i, at += step) {
    const double w = *at + f.a1 * w1 + f.a2 * w2 + f.a3 * w3;
    *at = f.b0 * w + f.b1 * w1 + f.b1 * w2 + f.b0 * w3;
    w3 = w2;
    w2 = w1;
    w1 = w;
  }
}

/** Samples of a block, and those after it that its way back begins with. */
constexpr int kBlock = 16384;
constexpr int kRunUp = 1024;

}  // namespace

int decimate(const double* x, int n, int factor, double* work, double* y, int count) {
  check(n >= kDecimateLeast, "decimate: at least 10 samples");
  check(factor >= 2 && factor <= 12, "decimate: a factor in 2..12");
  const int length = n + 2 * kDecimateMargin;
  for (int i = 0; i < kDecimateMargin; ++i) {
    work[i] = 2 * x[0] - x[kDecimateMargin - i];
    work[kDecimateMargin + n + i] = 2 * x[n - 1] - x[n - 2 - i];
  }
  for (int i = 0; i < n; ++i) work[kDecimateMargin + i] = x[i];

  const Filter& filter = kFilters[factor - 2];
  run(filter, work, length, 1);
  run(filter, work + length - 1, length, -1);

  const int first = n - factor * ((n - 1) / factor);
  int given = 0;
  for (int at = first; at < n + kDecimateMargin && given < count; at += factor) {
    y[given++] = work[at + kDecimateMargin - 1];
  }
  for (int i = given; i < count; ++i) y[i] = 0.0;
  return given;
}

DecimateFilter::DecimateFilter(int factor) {
  const Filter& f = kFilters[factor - 2];
  a1_ = f.a1, a2_ = f.a2, a3_ = f.a3, b0_ = f.b0, b1_ = f.b1;
}

bool BlockDecimation::configure(int n, int factor, int held) {
  check(n >= 1 && factor >= 2 && factor <= 12, "decimate: samples, and a factor in 2..12");
  n_ = n;
  factor_ = factor;
  // What is held is its own odd reflection.
  lead_ = held + kDecimateMargin;
  length_ = n + 2 * lead_;
  taken_ = start_ = filtered_ = 0;
  forward_ = DecimateFilter(factor);
  return kept_.allocate(kBlock + kRunUp) && values_.allocate(kBlock / factor + 1);
}

int BlockDecimation::closeBlock() {
  DecimateFilter backward(factor_);
  const int origin = lead_ + (n_ - 1) % factor_, blockEnd = start_ + kBlock;
  const int from = start_ < origin ? origin : start_, to = blockEnd < lead_ + n_ ? blockEnd : lead_ + n_;
  const int first = (from - origin + factor_ - 1) / factor_;
  int count = 0;
  for (int i = filtered_ - 1; i >= start_; --i) {
    const double out = backward.next(kept_[i - start_]);
    if (i < from || i >= to || (i - origin) % factor_ != 0) continue;
    const int k = (i - origin) / factor_ - first;
    values_[k] = out;
    if (count == 0) count = k + 1;
  }
  for (int i = 0; i < kRunUp; ++i) kept_[i] = kept_[kBlock + i];
  start_ = blockEnd;
  return count;
}

}  // namespace sonde

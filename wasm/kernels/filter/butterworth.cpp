#include "butterworth.hpp"

#include <cmath>

namespace sonde {

namespace {

constexpr double kPi = 3.14159265358979323846;
/** Twice the sampling rate of a design at 2 Hz: the bilinear transform is then (4 + s) / (4 - s). */
constexpr double kTwoRates = 4.0;

struct Complex {
  double re;
  double im;
};

double modulus(Complex z) { return std::hypot(z.re, z.im); }
Complex over(Complex a, Complex b) {
  const double d = b.re * b.re + b.im * b.im;
  return {(a.re * b.re + a.im * b.im) / d, (a.im * b.re - a.re * b.im) / d};
}
Complex root(Complex z) {
  const double r = modulus(z);
  const double re = std::sqrt((r + std::fabs(z.re)) / 2);
  if (re == 0.0) return {0.0, 0.0};
  const double im = z.im / (2 * re);
  if (z.re >= 0.0) return {re, im};
  return {std::fabs(im), z.im < 0.0 ? -re : re};
}

/** Poles with im > 0, which stand for their conjugates too, and real numbers; both in ascending order. */
struct Roots {
  Complex pairs[kMostFilterOrder];
  int pair_count = 0;
  double reals[2 * kMostFilterOrder + 2];
  int real_count = 0;

  void add_real(double x) {
    int at = real_count++;
    for (; at > 0 && reals[at - 1] > x; --at) reals[at] = reals[at - 1];
    reals[at] = x;
  }
  void add_pair(Complex z) {
    z.im = std::fabs(z.im);
    int at = pair_count++;
    for (; at > 0 && pairs[at - 1].re > z.re; --at) pairs[at] = pairs[at - 1];
    pairs[at] = z;
  }
  double take_real(int at) {
    const double x = reals[at];
    for (--real_count; at < real_count; ++at) reals[at] = reals[at + 1];
    return x;
  }
  Complex take_pair(int at) {
    const Complex z = pairs[at];
    for (--pair_count; at < pair_count; ++at) pairs[at] = pairs[at + 1];
    return z;
  }
};

struct Design {
  Roots poles;
  Roots zeros;
  double gain = 1.0;
};

/** Takes an analog pole through the bilinear transform; one with im != 0 brings its conjugate. */
void add_pole(Design* d, Complex s) {
  const Complex z = over({kTwoRates + s.re, s.im}, {kTwoRates - s.re, -s.im});
  const double distance = modulus({kTwoRates - s.re, -s.im});
  if (s.im != 0.0) {
    d->gain /= distance * distance;
    d->poles.add_pair(z);
  } else {
    d->gain /= kTwoRates - s.re;
    d->poles.add_real(z.re);
  }
}

double warped(double frequency, double sample_rate) { return kTwoRates * std::tan(kPi * frequency / sample_rate); }

/** The two poles that a band-pass has for each of the prototype's. `pole` has im >= 0. */
void add_band_poles(Design* d, Complex pole, double bandwidth, double center) {
  const Complex q = {pole.re * bandwidth / 2, pole.im * bandwidth / 2};
  const Complex r = root({q.re * q.re - q.im * q.im - center * center, 2 * q.re * q.im});
  const Complex plus = {q.re + r.re, q.im + r.im};
  const Complex minus = {q.re - r.re, q.im - r.im};
  if (pole.im != 0.0) {
    add_pole(d, plus);
    add_pole(d, minus);
  } else if (r.im != 0.0) {
    add_pole(d, plus);
  } else {
    add_pole(d, {plus.re, 0.0});
    add_pole(d, {minus.re, 0.0});
  }
}

Design design(FilterKind kind, int order, double low, double high, double sample_rate) {
  Design d;
  const double w1 = kind == FilterKind::kLowPass ? 0.0 : warped(low, sample_rate);
  const double w2 = kind == FilterKind::kHighPass ? 0.0 : warped(high, sample_rate);
  // Prototype poles of the upper half: -exp(j pi m / 2N) with m <= 0.
  for (int m = -order + 1; m <= 0; m += 2) {
    const double angle = kPi * m / (2 * order);
    const Complex p = {-std::cos(angle), m == 0 ? 0.0 : -std::sin(angle)};
    if (kind == FilterKind::kLowPass) add_pole(&d, {p.re * w2, p.im * w2});
    if (kind == FilterKind::kHighPass) add_pole(&d, over({w1, 0.0}, p));
    if (kind == FilterKind::kBandPass) add_band_poles(&d, p, w2 - w1, std::sqrt(w1 * w2));
  }
  for (int i = 0; i < order; ++i) {
    if (kind == FilterKind::kLowPass) d.gain *= w2;
    if (kind != FilterKind::kLowPass) d.gain *= kTwoRates;
    if (kind == FilterKind::kBandPass) d.gain *= w2 - w1;
    if (kind != FilterKind::kHighPass) d.zeros.add_real(-1.0);
    if (kind != FilterKind::kLowPass) d.zeros.add_real(1.0);
  }
  if (kind != FilterKind::kBandPass && order % 2 == 1) {
    d.poles.add_real(0.0);
    d.zeros.add_real(0.0);
  }
  return d;
}

int nearest_to_circle(const double* reals, int count) {
  int best = 0;
  for (int i = 1; i < count; ++i) {
    if (std::fabs(1 - std::fabs(reals[i])) < std::fabs(1 - std::fabs(reals[best]))) best = i;
  }
  return best;
}

double take_nearest_zero(Roots* zeros, Complex to) {
  int best = 0;
  const auto distance = [&](int i) { return modulus({to.re - zeros->reals[i], to.im}); };
  for (int i = 1; i < zeros->real_count; ++i) {
    if (distance(i) < distance(best)) best = i;
  }
  return zeros->take_real(best);
}

/** One section from the pole nearest to the circle, its partner, and the two zeros nearest to it. */
void take_section(Design* d, double* row) {
  Roots& poles = d->poles;
  int pair = 0;
  for (int i = 1; i < poles.pair_count; ++i) {
    if (std::fabs(1 - modulus(poles.pairs[i])) < std::fabs(1 - modulus(poles.pairs[pair]))) pair = i;
  }
  const int real = nearest_to_circle(poles.reals, poles.real_count);
  const bool is_pair = poles.pair_count > 0 &&
                       (poles.real_count == 0 || std::fabs(1 - modulus(poles.pairs[pair])) <=
                                                     std::fabs(1 - std::fabs(poles.reals[real])));
  Complex first;
  row[3] = 1.0;
  if (is_pair) {
    first = poles.take_pair(pair);
    row[4] = -2 * first.re;
    row[5] = first.re * first.re + first.im * first.im;
  } else {
    first = {poles.take_real(real), 0.0};
    const double second = poles.take_real(nearest_to_circle(poles.reals, poles.real_count));
    row[4] = -(first.re + second);
    row[5] = first.re * second;
  }
  const double z1 = take_nearest_zero(&d->zeros, first);
  const double z2 = take_nearest_zero(&d->zeros, first);
  row[0] = 1.0;
  row[1] = -(z1 + z2);
  row[2] = z1 * z2;
}

}  // namespace

int butterworth_sections(FilterKind kind, int order) {
  if (order < 1 || order > kMostFilterOrder) return 0;
  return kind == FilterKind::kBandPass ? order : (order + 1) / 2;
}

bool butterworth(FilterKind kind, int order, double low, double high, double sample_rate, double* sos) {
  const int sections = butterworth_sections(kind, order);
  const double top = sample_rate / 2;
  const bool low_fits = kind == FilterKind::kLowPass || (low > 0 && low < top);
  const bool high_fits = kind == FilterKind::kHighPass || (high > 0 && high < top);
  if (sections == 0 || !low_fits || !high_fits) return false;
  if (kind == FilterKind::kBandPass && !(low < high)) return false;
  Design d = design(kind, order, low, high, sample_rate);
  for (int i = sections - 1; i >= 0; --i) take_section(&d, sos + 6 * i);
  for (int i = 0; i < 3; ++i) sos[i] *= d.gain;
  return true;
}

}  // namespace sonde

#include "harvest-refine.hpp"

#include <cmath>

#include "../check.hpp"
#include "../fft/unit-root.hpp"
#include "../simd.hpp"
#include "filters.hpp"

namespace sonde {

namespace {

constexpr double kTiny = 1e-12;
constexpr double kLeastScore = 2.5;
constexpr int kSmallestTransform = 4;
/** Samples in `window_` before the window's first; in `sound_` before the first. */
constexpr int kWindowLead = 2;
constexpr int kSoundLead = 1;

/** Samples on each side of the middle of a window of three periods. */
int half_window(double rate, double f0) { return static_cast<int>(1.5 * rate / f0 + 1.0); }

/** Four times the largest power of two that is not above n. */
int transform_size(int n) {
  int size = 4;
  while (n >>= 1) size *= 2;
  return size;
}

/** Blackman window of the cosine of its angle: 0.42 + 0.5 cos p + 0.08 cos 2p. */
inline F64x2 blackman(F64x2 p) { return splat2(0.34) + p * (splat2(0.5) + splat2(0.16) * p); }

}  // namespace

bool HarvestRefine::configure(double sampleRate, double f0Floor, double f0Ceiling, int most) {
  rate_ = sampleRate;
  floor_ = f0Floor;
  ceiling_ = f0Ceiling;
  const int longest = half_window(sampleRate, f0Floor);
  reach_ = longest + 8;
  const int largest = transform_size(2 * longest + 1);
  const std::size_t length = 2 * static_cast<std::size_t>(longest) + 8;
  if (!roots_.allocate(4 * static_cast<std::size_t>(largest))) return false;
  for (int n = kSmallestTransform; n <= largest; n *= 2) {
    for (int i = 0; i < n; ++i) {
      const UnitRoot root = unit_root(i, n);
      roots_[2 * (n + i)] = root.re;
      roots_[2 * (n + i) + 1] = -root.im;
    }
  }
  for (Steps& steps : steps_) {
    // Doubling overshoots by one, and the window is made in pairs.
    if (!steps.cosine.allocate(longest + 6) || !steps.sine.allocate(longest + 6)) return false;
  }
  return window_.allocate(length) && sound_.allocate(length) && even_.allocate(length) && odd_.allocate(length) &&
         bins_.allocate(static_cast<std::size_t>(kHarmonics) * most) && halves_.allocate(most) &&
         refined_.allocate(most);
}

/**
 * cos and sin of 2 pi m / (2 half + 1), m = 0..half + 2, by doubling: each entry is a product of a few exact ones, so that
 * the error stays at some 1e-16.
 */
const HarvestRefine::Steps& HarvestRefine::stepsOf(int half) {
  Steps& steps = steps_[half % kRemembered];
  if (steps.half == half) return steps;
  steps.half = half;
  double *cosine = steps.cosine.data(), *sine = steps.sine.data();
  const int count = half + 3;
  const double turn = kTau / (2 * half + 1);
  cosine[0] = 1;
  sine[0] = 0;
  cosine[1] = std::cos(turn);
  sine[1] = std::sin(turn);
  for (int done = 2; done < count; done *= 2) {
    const F64x2 c = splat2(std::cos(turn * done)), s = splat2(std::sin(turn * done));
    for (int i = 0; i < done && done + i < count; i += 2) {
      const F64x2 a = load2(cosine + i), b = load2(sine + i);
      store2(cosine + done + i, a * c - b * s);
      store2(sine + done + i, b * c + a * s);
    }
  }
  return steps;
}

/** Windows the sound around `time`, `half` samples to both sides. */
void HarvestRefine::open(const RefineSource& source, double time, int half) {
  half_ = half;
  size_ = transform_size(2 * half + 1);
  seen_ = 0;
  // The order of operations is the method's: it decides where a frame falls between two samples.
  const int first = round_away((time + (-half) / rate_) * rate_ + 0.001) - 1;
  makeWindow(time * rate_ - (first + half));
  const int begin = first - source.start;
  if (begin >= kSoundLead && begin + 2 * half + 1 < source.count) {
    fold(source.y + begin);
    return;
  }
  const int last = source.length - 1;
  const auto held = [last](int at) { return at < 0 ? 0 : at > last ? last : at; };
  check(held(first) >= source.start && held(first + 2 * half) < source.start + source.count,
        "harvest: a sample outside the stretch");
  double* sound = sound_.data() + kSoundLead;
  for (int i = 0; i <= 2 * half; ++i) {
    sound[i] = source.y[held(first + i) - source.start];
  }
  fold(sound);
}

/** The window whose middle lies `shift` samples late. Beyond its ends it is 0, which its difference sees. */
void HarvestRefine::makeWindow(double shift) {
  const Steps& steps = stepsOf(half_);
  const double angle = kTau * shift / (2 * half_ + 1);
  const F64x2 c = splat2(std::cos(angle)), s = splat2(std::sin(angle));
  double* middle = window_.data() + kWindowLead + half_;
  for (int m = 1; m <= half_; m += 2) {
    const F64x2 along = load2(steps.cosine.data() + m) * c, across = load2(steps.sine.data() + m) * s;
    store2(middle + m, blackman(along + across));
    store2(middle - m - 1, swap2(blackman(along - across)));
  }
  *middle = first2(blackman(c));
  middle[half_ + 1] = middle[-half_ - 1] = 0;
}

/** Multiplies the sound by the window and by its difference, and folds both at the middle. */
void HarvestRefine::fold(const double* sound) {
  const double* w = window_.data() + kWindowLead;
  const F64x2 half = splat2(0.5);
  const double middle = sound[half_];
  store2(even_.data(), pair2(w[half_] * middle, (w[half_ - 1] - w[half_ + 1]) * 0.5 * middle));
  store2(odd_.data(), splat2(0.0));
  for (int m = 1; m <= half_; m += 2) {
    const double *late = w + half_ + m, *early = w + half_ - m - 1;
    const F64x2 later = load2(sound + half_ + m), earlier = load2(sound + half_ - m - 1);
    const F64x2 a = load2(late) * later, b = (load2(late - 1) - load2(late + 1)) * half * later;
    const F64x2 c = swap2(load2(early) * earlier);
    const F64x2 d = swap2((load2(early - 1) - load2(early + 1)) * half * earlier);
    store2(even_.data() + 2 * m, low2(a + c, b + d));
    store2(even_.data() + 2 * m + 2, high2(a + c, b + d));
    store2(odd_.data() + 2 * m, low2(a - c, b - d));
    store2(odd_.data() + 2 * m + 2, high2(a - c, b - d));
  }
}

/** Both spectra at some bins, their phase counted from the middle: sum of even cos, minus sum of odd sin. */
template <int count>
void HarvestRefine::measure(const int* numbers) {
  const double* roots = roots_.data() + 2 * static_cast<std::size_t>(size_);
  const int mask = size_ - 1;
  F64x2 re[count], im[count];
  int angle[count] = {};
  for (int b = 0; b < count; ++b) re[b] = im[b] = splat2(0.0);
  for (int m = 0; m <= half_; ++m) {
    const F64x2 even = load2(even_.data() + 2 * m), odd = load2(odd_.data() + 2 * m);
    for (int b = 0; b < count; ++b) {
      const double* root = roots + 2 * angle[b];
      re[b] = re[b] + even * splat2(root[0]);
      im[b] = im[b] - odd * splat2(root[1]);
      angle[b] = (angle[b] + numbers[b]) & mask;
    }
  }
  for (int i = 0; i < count; ++i) {
    const double a = first2(re[i]), b = first2(im[i]), c = second2(re[i]), d = second2(im[i]);
    const double power = a * a + b * b, slope = a * d - b * c;
    const double frequency = power == 0 ? 0.0 : numbers[i] * rate_ / size_ + slope / power * rate_ / kTau;
    bins_[seen_++] = {numbers[i], frequency, std::sqrt(power)};
  }
}

int HarvestRefine::harmonics(double candidate) const {
  const int below = static_cast<int>(rate_ / 2.0 / candidate);
  return below < kHarmonics ? below : kHarmonics;
}

int HarvestRefine::number(double candidate, int harmonic) const {
  return round_away(candidate * size_ / rate_ * harmonic);
}

const HarvestRefine::Bin* HarvestRefine::find(int number) const {
  for (int i = 0; i < seen_; ++i) {
    if (bins_[i].number == number) return &bins_[i];
  }
  return nullptr;
}

/** Measures the bins that the candidate needs and that are not there yet. */
void HarvestRefine::measureFor(double candidate) {
  int missing[kHarmonics];
  int count = 0;
  for (int j = 1; j <= harmonics(candidate); ++j) {
    const int its = number(candidate, j);
    if (find(its) == nullptr) missing[count++] = its;
  }
  int done = 0;
  if (count == kHarmonics) {
    measure<kHarmonics>(missing);
    return;
  }
  for (; done + 2 <= count; done += 2) measure<2>(missing + done);
  if (done < count) measure<1>(missing + done);
}

/** Instantaneous frequencies of the first harmonics, each divided by its number, weighted by amplitude. */
Refined HarvestRefine::evaluate(double candidate) const {
  const int count = harmonics(candidate);
  double sum = 0, weight = 0, error = 0;
  for (int j = 1; j <= count; ++j) {
    const Bin& bin = *find(number(candidate, j));
    sum += bin.amplitude * bin.frequency;
    weight += bin.amplitude * j;
    error += std::fabs((bin.frequency / j - candidate) / candidate);
  }
  return {sum / (weight + kTiny), 1 / (error / count + kTiny)};
}

int HarvestRefine::refine(const RefineSource& source, double time, const double* candidates, int count, Refined* out) {
  for (int i = 0; i < count; ++i) halves_[i] = half_window(rate_, candidates[i]);
  for (int i = 0; i < count; ++i) {
    const int half = halves_[i];
    if (half < 0) continue;
    open(source, time, half);
    for (int j = i; j < count; ++j) {
      if (halves_[j] != half) continue;
      halves_[j] = -1;
      measureFor(candidates[j]);
      refined_[j] = evaluate(candidates[j]);
    }
  }
  int held = 0;
  for (int i = 0; i < count; ++i) {
    const Refined& its = refined_[i];
    const bool holds = its.f0 >= floor_ && its.f0 <= ceiling_ && its.score >= kLeastScore;
    if (!holds) continue;
    int same = 0;
    while (same < held && out[same].f0 != its.f0) ++same;
    if (same == held) {
      out[held++] = its;
    } else if (its.score > out[same].score) {
      out[same].score = its.score;
    }
  }
  return held;
}

}  // namespace sonde

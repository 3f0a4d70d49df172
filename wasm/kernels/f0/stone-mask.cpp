#include "stone-mask.hpp"

#include <cmath>
#include <cstddef>

#include "../fft/unit-root.hpp"
#include "../memory.hpp"
#include "../simd.hpp"
#include "rounding.hpp"

namespace sonde {

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kTiny = 1e-12;
constexpr double kLowest = 40.0;
constexpr int kHarmonics = 6;
constexpr int kSmallestTransform = 4;

/** Samples on each side of the middle of a window of three periods. */
int half_window(int sampleRate, double f0) { return static_cast<int>(1.5 * sampleRate / f0 + 1.0); }

/** Four times the largest power of two that is not above n. */
int transform_size(int n) {
  int size = 4;
  while (n >>= 1) size *= 2;
  return size;
}

/** One bin: power, and the numerator of the phase's slope. */
struct Bin {
  int number;
  double power;
  double slope;
};

}  // namespace

struct StoneMaskPlan {
  int sampleRate = 0;
  int longestHalf = 0;
  /** cos(2 pi i / n), i = 0..n-1, begins at n, for every power of two n from 4 to the longest transform. */
  Buffer<double> cosines;
  /** i / sampleRate, i = -longestHalf..longestHalf. */
  Buffer<double> offsets;
};

StoneMaskPlan* stone_mask_plan_create(int sampleRate) {
  StoneMaskPlan* plan = create<StoneMaskPlan>();
  if (plan == nullptr) return nullptr;
  plan->sampleRate = sampleRate;
  const int half = plan->longestHalf = half_window(sampleRate, kLowest);
  const int largest = transform_size(2 * half + 1);
  if (!plan->cosines.allocate(2 * static_cast<std::size_t>(largest)) || !plan->offsets.allocate(2 * half + 1)) {
    destroy(plan);
    return nullptr;
  }
  for (int n = kSmallestTransform; n <= largest; n *= 2) {
    for (int i = 0; i < n; ++i) plan->cosines[n + i] = unit_root(i, n).re;
  }
  for (int i = -half; i <= half; ++i) plan->offsets[half + i] = static_cast<double>(i) / sampleRate;
  return plan;
}

void stone_mask_plan_destroy(StoneMaskPlan* plan) { destroy(plan); }

struct StoneMask {
  const StoneMaskPlan* plan = nullptr;
  /** cos and sin of the steps from the window's middle. */
  Buffer<double> stepCos, stepSin;
  /** The window by distance from its middle, in samples; the window and the sound in the order of the frame. */
  Buffer<double> byDistance, window, sound;
  /** Windowed sound (first lane) and with the window's difference (second), folded at the middle: sums, differences. */
  Buffer<double> even, odd;
  /** The frame's window: samples on each side, transform size, bins seen so far. */
  int half = 0;
  int size = 0;
  Bin bins[kHarmonics + 2] = {};
  int seen = 0;

  bool configure(const StoneMaskPlan& of);
  void steps();
  void windowByDistance(double shift);
  void place(const FrameSource& source, double time);
  void fold();
  Bin measure(int number) const;
  const Bin& bin(int number);
  double mean(double f0, int harmonics);
};

bool StoneMask::configure(const StoneMaskPlan& of) {
  plan = &of;
  const std::size_t length = 2 * static_cast<std::size_t>(of.longestHalf) + 1;
  // Doubling overshoots the half window; the window is read one sample beyond both ends.
  return stepCos.allocate(length + 3) && stepSin.allocate(length + 3) && byDistance.allocate(length + 4) &&
         window.allocate(length) && sound.allocate(length) && even.allocate(length + 1) && odd.allocate(length + 1);
}

/**
 * cos and sin of 2 pi m / (2 half + 1), m = 0..half + 2, by doubling: each entry is a product of a few exact ones, so that
 * the error stays at some 1e-16.
 */
void StoneMask::steps() {
  const int count = half + 3;
  const double turn = 2 * kPi / (2 * half + 1);
  stepCos[0] = 1;
  stepSin[0] = 0;
  stepCos[1] = std::cos(turn);
  stepSin[1] = std::sin(turn);
  for (int done = 2; done < count; done *= 2) {
    const F64x2 c = splat2(std::cos(turn * done)), s = splat2(std::sin(turn * done));
    for (int i = 0; i < done && done + i < count; i += 2) {
      const F64x2 a = load2(stepCos.data() + i), b = load2(stepSin.data() + i);
      store2(stepCos.data() + done + i, a * c - b * s);
      store2(stepSin.data() + done + i, b * c + a * s);
    }
  }
}

/**
 * Blackman window at distances -half - 2..half + 2 samples, its middle `shift` samples late:
 * 0.42 + 0.5 cos p + 0.08 cos 2p = 0.34 + 0.5 cos p + 0.16 cos^2 p.
 */
void StoneMask::windowByDistance(double shift) {
  const double angle = 2 * kPi * shift / (2 * half + 1);
  const double c = std::cos(angle), s = std::sin(angle);
  const auto blackman = [](double p) { return 0.34 + p * (0.5 + 0.16 * p); };
  double* middle = byDistance.data() + half + 2;
  for (int m = 0; m <= half + 2; ++m) {
    const double along = stepCos[m] * c, across = stepSin[m] * s;
    middle[m] = blackman(along + across);
    middle[-m] = blackman(along - across);
  }
}

/**
 * Looks up window and sound for every sample of the frame. Where the frame's time falls between two samples, rounding
 * decides which is taken, so one may come twice or be left out; the order of operations is the method's.
 */
void StoneMask::place(const FrameSource& source, double time) {
  const double rate = plan->sampleRate;
  const double* offset = plan->offsets.data() + plan->longestHalf;
  const int centre = round_away(time * rate);
  windowByDistance(time * rate - (centre - 1));
  const double* middle = byDistance.data() + half + 2;
  for (int i = -half; i <= half; ++i) {
    const int index = round_away((time + offset[i]) * rate);
    window[half + i] = middle[index - centre];
    sound[half + i] = sample_at(source, index - 1);
  }
}

/** Multiplies the sound by the window and by its difference, and folds both at the middle. */
void StoneMask::fold() {
  const double* w = window.data();
  const int last = 2 * half;
  const auto both = [&](int i) {
    const double before = i > 0 ? w[i - 1] : 0.0, after = i < last ? w[i + 1] : 0.0;
    return pair2(w[i] * sound[i], (before - after) / 2 * sound[i]);
  };
  store2(even.data(), both(half));
  store2(odd.data(), splat2(0.0));
  for (int m = 1; m <= half; ++m) {
    const F64x2 later = both(half + m), earlier = both(half - m);
    store2(even.data() + 2 * m, later + earlier);
    store2(odd.data() + 2 * m, later - earlier);
  }
}

/** Both spectra at one bin, their phase counted from the middle: sum of even cos, minus sum of odd sin. */
Bin StoneMask::measure(int number) const {
  const double* cosine = plan->cosines.data() + size;
  const int mask = size - 1, quarter = size / 4;
  F64x2 re = splat2(0.0), im = splat2(0.0);
  for (int m = 0, angle = 0; m <= half; ++m, angle = (angle + number) & mask) {
    re = re + load2(even.data() + 2 * m) * splat2(cosine[angle]);
    im = im - load2(odd.data() + 2 * m) * splat2(cosine[(angle - quarter) & mask]);
  }
  const double a = first2(re), b = first2(im), c = second2(re), d = second2(im);
  return {number, a * a + b * b, a * d - b * c};
}

const Bin& StoneMask::bin(int number) {
  for (int i = 0; i < seen; ++i) {
    if (bins[i].number == number) return bins[i];
  }
  bins[seen] = measure(number);
  return bins[seen++];
}

/** Instantaneous frequencies of the first harmonics, each divided by its number, weighted by amplitude. */
double StoneMask::mean(double f0, int harmonics) {
  const double rate = plan->sampleRate;
  double sum = 0, weight = 0;
  for (int j = 1; j <= harmonics; ++j) {
    const double position = f0 * size / rate * j;
    const int number = position < size / 2.0 ? round_away(position) : size / 2;
    const Bin& found = bin(number);
    const double amplitude = std::sqrt(found.power);
    const double frequency =
        found.power == 0 ? 0.0 : number * rate / size + found.slope / found.power * rate / 2 / kPi;
    sum += amplitude * frequency;
    weight += amplitude * j;
  }
  return sum / (weight + kTiny);
}

StoneMask* stone_mask_create(const StoneMaskPlan* plan) {
  StoneMask* stoneMask = create<StoneMask>();
  if (stoneMask != nullptr && !stoneMask->configure(*plan)) {
    destroy(stoneMask);
    return nullptr;
  }
  return stoneMask;
}

void stone_mask_destroy(StoneMask* stoneMask) { destroy(stoneMask); }

double stone_mask_refine(StoneMask* s, const FrameSource& source, double time, double f0) {
  const int rate = s->plan->sampleRate;
  const bool isInRange = f0 > kLowest && f0 <= rate / 12.0;
  if (!isInRange) return 0;
  s->half = half_window(rate, f0);
  s->size = transform_size(2 * s->half + 1);
  s->seen = 0;
  s->steps();
  s->place(source, time);
  s->fold();
  const double first = s->mean(f0, 2);
  const bool isPlausible = first > 0 && first <= 2 * f0;
  const double refined = isPlausible ? s->mean(first, kHarmonics) : 0.0;
  return std::fabs(refined - f0) <= 0.2 * f0 ? refined : f0;
}

}  // namespace sonde

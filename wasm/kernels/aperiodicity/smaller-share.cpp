#include "smaller-share.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>

#include "../elementary/bits.hpp"

namespace sonde {

namespace {

/** Classes of values by their distance below the largest, eight per octave; the last takes all that is farther. */
constexpr int kClasses = 256;
constexpr int kClassShift = 52 - 3;

/** Doubles that are not negative are in the order of their bits. */
std::int64_t bits_of(double x) {
  std::int64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

struct Classes {
  std::int64_t top;

  int of(double x) const {
    const std::int64_t below = (top - bits_of(x)) >> kClassShift;
    // NaN, which is above all numbers here, counts as far below.
    return below >= 0 && below < kClasses - 1 ? static_cast<int>(below) : kClasses - 1;
  }
  /** The largest value that can be in a class. */
  double end(int at) const {
    const std::int64_t bits = top - (static_cast<std::int64_t>(at) << kClassShift);
    double x;
    std::memcpy(&x, &bits, sizeof x);
    return x;
  }
};

/** Groups of values whose maxima are looked at. */
constexpr int kGroups = 64;

struct Range {
  double most;
  /** No more than the value number kGroups from above. */
  double least;
};

/** The largest value, and the smallest of the groups' largest: that many values are not below it. */
Range range_of(const double* values, int count) {
  alignas(16) double group[kGroups] = {};
  int i = 0;
  for (; i + kGroups <= count; i += kGroups) {
    for (int g = 0; g < kGroups; g += 2) store2(group + g, max2(load2(group + g), load2(values + i + g)));
  }
  for (int g = 0; i < count; ++i, ++g) group[g] = std::max(group[g], values[i]);
  F64x2 most = load2(group), least = most;
  for (int g = 2; g < kGroups; g += 2) {
    most = max2(most, load2(group + g));
    least = min2(least, load2(group + g));
  }
  return {std::max(first2(most), second2(most)), std::min(first2(least), second2(least))};
}

/** How many values not below `least` there are of each class. */
void count_classes(const Classes& classes, double least, const double* values, int count, int* population) {
  const F64x2 lower = splat2(least);
  const I64x2 all = splat_bits2(-1);
  int i = 0;
  for (; i + 1 < count; i += 2) {
    if (!any2(below2(load2(values + i), lower) ^ all)) continue;
    ++population[classes.of(values[i])];
    ++population[classes.of(values[i + 1])];
  }
  for (; i < count; ++i) ++population[classes.of(values[i])];
}

/** The values of a class into `out`. @returns their number */
int gather(const Classes& classes, int at, const double* values, int count, double* out) {
  const F64x2 high = splat2(classes.end(at));
  const F64x2 low = splat2(at < kClasses - 1 ? classes.end(at + 1) : -1.0);
  int found = 0;
  const auto take = [&](double x) {
    if (classes.of(x) == at) out[found++] = x;
  };
  int i = 0;
  for (; i + 1 < count; i += 2) {
    const F64x2 v = load2(values + i);
    // What is above the upper end is above the lower one, too: in the class is what is above one of them only.
    if (!any2(below2(low, v) ^ below2(high, v))) continue;
    take(values[i]);
    take(values[i + 1]);
  }
  for (; i < count; ++i) take(values[i]);
  return found;
}

/** A value, and how many are above it and equal to it. */
struct Rank {
  double value;
  int above;
  int equal;
};

/** The value that is number `rank` (from 1) of all in descending order. */
Rank find_rank(const double* values, int count, int rank, double* work) {
  const Range range = range_of(values, count);
  const Classes classes = {bits_of(range.most)};
  int population[kClasses] = {};
  // Most values are far too small to matter.
  count_classes(classes, rank <= kGroups ? range.least : 0.0, values, count, population);
  int at = 0, above = 0;
  while (above + population[at] < rank) above += population[at++];
  const int found = gather(classes, at, values, count, work);
  if (rank - above > found) return {std::numeric_limits<double>::quiet_NaN(), 0, 0};
  double* const wanted = work + (rank - above - 1);
  std::nth_element(work, wanted, work + found, [](double a, double b) { return a > b; });
  const double value = *wanted;
  int equal = 0;
  for (int i = 0; i < found; ++i) {
    above += work[i] > value ? 1 : 0;
    equal += work[i] == value ? 1 : 0;
  }
  return {value, above, equal};
}

/** Sums of what is below and what is above a threshold. */
struct Sums {
  double small;
  double large;
};

Sums split_sums(const double* values, int count, double at) {
  const F64x2 threshold = splat2(at);
  F64x2 small[2] = {splat2(0.0), splat2(0.0)}, large[2] = {splat2(0.0), splat2(0.0)};
  int i = 0;
  for (; i + 3 < count; i += 4) {
    for (int lane = 0; lane < 2; ++lane) {
      const F64x2 v = load2(values + i + 2 * lane);
      small[lane] = small[lane] + from_bits2(bits2(v) & below2(v, threshold));
      large[lane] = large[lane] + from_bits2(bits2(v) & below2(threshold, v));
    }
  }
  const F64x2 s = small[0] + small[1], l = large[0] + large[1];
  Sums sums = {first2(s) + second2(s), first2(l) + second2(l)};
  for (; i < count; ++i) {
    sums.small += values[i] < at ? values[i] : 0.0;
    sums.large += values[i] > at ? values[i] : 0.0;
  }
  return sums;
}

}  // namespace

double smaller_share(const double* values, int count, int largest, double* work) {
  const Rank rank = find_rank(values, count, largest, work);
  // Sum the small ones by themselves: they are too small to be found as a difference.
  const Sums sums = split_sums(values, count, rank.value);
  const int among_large = largest - rank.above;
  const double small = sums.small + (rank.equal - among_large) * rank.value;
  return small / (small + (sums.large + among_large * rank.value));
}

}  // namespace sonde

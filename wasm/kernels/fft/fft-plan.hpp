/**
 * What is behind the handle of a complex plan. Internal to this folder.
 */
#pragma once

#include <cstddef>
#include <cstdint>

#include "../memory.hpp"

namespace sonde {

constexpr int kMostPasses = 14;

/** One pass joins `radix` neighbouring sub-transforms of `span` points each into one. */
struct Pass {
  int radix;
  int span;
  std::size_t table;
};

struct FftPlan {
  int size = 0;
  int passes = 0;
  Pass pass[kMostPasses] = {};
  /** Twiddle factors in the order in which the passes read them; for sizes below a tile, the roots, interleaved. */
  Buffer<double> tables;
  /** reverse[m]: the bits of the tile number m backwards. */
  Buffer<std::int32_t> reverse;

  /** False when n is no power of two in 1..2^26, or without memory. */
  bool configure(int n);
  /** Runs passes 0..last on the points that they make one transform of; beyond the cache's size, part after part. */
  void join(double* re, double* im, int last) const;
  void finish(double* re, double* im) const {
    if (passes > 0) join(re, im, passes - 1);
  }
  /** Out of place: points re, im, re, im... to their transform in re, im. */
  void from_interleaved(const double* z, double* re, double* im) const;
};

/** Lays exp(-j 2 pi power k / n) for k and k + 1 as re re im im; returns where the next go. */
double* put_roots(double* at, int k, int power, int n);

inline bool is_power_of_two(int n) { return n > 0 && (n & (n - 1)) == 0; }

}  // namespace sonde

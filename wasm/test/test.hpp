/**
 * The little that the native tests need: titled tests, expectations that print where they failed, and arrays between
 * fences.
 */
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <random>
#include <vector>

namespace sonde_test {

inline int failures = 0;
inline const char* current = "";

/** Runs one test; its title is a sentence. */
template <class Body>
void test(const char* title, Body body) {
  current = title;
  body();
}

/** What main returns. */
inline int report() {
  if (failures > 0) std::printf("%d expectations failed\n", failures);
  return failures > 0 ? 1 : 0;
}

inline void expect(bool holds, const char* what, const char* file, int line) {
  if (holds) return;
  ++failures;
  std::printf("%s:%d: \"%s\": expected %s\n", file, line, current, what);
}

#define EXPECT(condition) sonde_test::expect((condition), #condition, __FILE__, __LINE__)

/** n doubles, NaN at first, between two fences of signalling bit patterns that nobody may touch. */
class Fenced {
 public:
  explicit Fenced(int n) : n_(n), all_(n + 2 * kFence, std::numeric_limits<double>::quiet_NaN()) {
    for (int i = 0; i < kFence; ++i) all_[i] = all_[kFence + n + i] = std::bit_cast<double>(pattern(i));
  }

  double* data() { return all_.data() + kFence; }
  double& operator[](int i) { return all_[kFence + i]; }
  int size() const { return n_; }

  bool fences_intact() const {
    for (int i = 0; i < kFence; ++i) {
      if (std::bit_cast<std::uint64_t>(all_[i]) != pattern(i)) return false;
      if (std::bit_cast<std::uint64_t>(all_[kFence + n_ + i]) != pattern(i)) return false;
    }
    return true;
  }

  bool all_finite() const {
    for (int i = 0; i < n_; ++i) {
      if (!std::isfinite(all_[kFence + i])) return false;
    }
    return true;
  }

 private:
  static constexpr int kFence = 64;
  static std::uint64_t pattern(int i) { return 0x7ff8dead00000000u + static_cast<std::uint64_t>(i); }

  int n_;
  std::vector<double> all_;
};

/** Seeded noise in -1..1. */
inline std::vector<double> noise(int n, unsigned seed) {
  std::mt19937_64 generator(seed);
  std::vector<double> x(n);
  for (double& each : x) each = static_cast<double>(generator() >> 11) * 0x1p-52 - 1.0;
  return x;
}

}  // namespace sonde_test

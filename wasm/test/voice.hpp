#pragma once

#include <cmath>
#include <vector>

namespace sonde_test {

constexpr double kPi = 3.14159265358979323846;

/** Ten harmonics of a steady f0, falling by 6 dB per octave. */
inline std::vector<double> voice(double f0, int sampleRate, int n) {
  std::vector<double> x(n);
  for (int i = 0; i < n; ++i) {
    for (int h = 1; h <= 10; ++h) x[i] += 0.2 * std::sin(2 * kPi * h * f0 * i / sampleRate) / h;
  }
  return x;
}

}  // namespace sonde_test

#include "scale.hpp"

#include <cmath>

namespace sonde {

namespace {

constexpr double kFrequency = 165.4;
constexpr double kPerMm = 0.06;

double onto(FrequencyScale scale, double frequency) {
  if (scale == FrequencyScale::kLog) return std::log(frequency);
  return scale == FrequencyScale::kGreenwood ? greenwood_place(frequency) : frequency;
}

double back(FrequencyScale scale, double value) {
  if (scale == FrequencyScale::kLog) return std::exp(value);
  return scale == FrequencyScale::kGreenwood ? greenwood_frequency(value) : value;
}

}  // namespace

double greenwood_place(double frequency) { return 1 / kPerMm * std::log10(frequency / kFrequency + 1); }

double greenwood_frequency(double place) { return kFrequency * (std::pow(10.0, kPerMm * place) - 1); }

void space_frequencies(FrequencyScale scale, double low, double high, int count, double shift, double* out) {
  const double first = onto(scale, low);
  const double last = onto(scale, high);
  const double step = (last - first) / (count - 1);
  for (int i = 0; i < count; ++i) {
    const double value = i == count - 1 ? last : first + i * step;
    if (shift == 0.0) {
      out[i] = back(scale, value);
    } else if (scale == FrequencyScale::kGreenwood) {
      out[i] = greenwood_frequency(value + shift);
    } else {
      out[i] = greenwood_frequency(greenwood_place(back(scale, value)) + shift);
    }
  }
}

void geometric_means(const double* f, int count, double* out) {
  for (int i = 0; i + 1 < count; ++i) out[i] = std::sqrt(f[i] * f[i + 1]);
}

}  // namespace sonde

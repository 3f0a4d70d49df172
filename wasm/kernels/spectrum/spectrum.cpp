#include "spectrum.hpp"

#include "../simd.hpp"

namespace sonde {

void power_of(const double* re, const double* im, int count, double* power) {
  int k = 0;
  for (; k + 1 < count; k += 2) {
    const F64x2 a = load2(re + k);
    const F64x2 b = load2(im + k);
    store2(power + k, a * a + b * b);
  }
  for (; k < count; ++k) power[k] = re[k] * re[k] + im[k] * im[k];
}

void correct_dc(double* spectrum, double f0, int sample_rate, int fft_size, double* work) {
  const int half = fft_size / 2;
  const int last = static_cast<int>(f0 * fft_size / sample_rate);
  const int replicas = (last < half ? last : half) + 1;
  const double spacing = static_cast<double>(sample_rate) / fft_size;
  for (int k = 0; k < replicas; ++k) {
    const double z = (k * spacing - f0) / -spacing;
    const int j = clamp_index(static_cast<long long>(z), half + 1);
    const double rise = j < half ? spectrum[j + 1] - spectrum[j] : 0.0;
    work[k] = spectrum[j] + rise * (z - j);
  }
  for (int k = 0; k < replicas; ++k) spectrum[k] += work[k];
}

namespace {

/** Running sum of the mirrored spectrum, the first `count` values: sequential, ascending, in double. */
void accumulate(const double* spectrum, int half, int margin, double spacing, int count, double* sums) {
  double sum = 0.0;
  int i = 0;
  const int middle = half + margin < count ? half + margin : count;
  for (; i < margin; ++i) sums[i] = sum += spectrum[margin - i] * spacing;
  for (; i < middle; ++i) sums[i] = sum += spectrum[i - margin] * spacing;
  for (; i < count; ++i) sums[i] = sum += spectrum[2 * half + margin - i] * spacing;
}

/**
 * The running sum between its knots: knot i lies at `origin + i * spacing`. All bins fall between the same two knots of
 * theirs, `offset` away, so pairs of them can be read side by side.
 */
struct SumReader {
  const double* sums;
  double origin;
  double spacing;
  int offset;

  F64x2 at(F64x2 frequency, int k) const {
    const F64x2 place = (frequency - splat2(origin)) / splat2(spacing);
    const F64x2 part = place - pair2(k + offset, k + offset + 1);
    const F64x2 knot = load2(sums + k + offset);
    return knot + (load2(sums + k + offset + 1) - knot) * part;
  }
};

}  // namespace

void smooth(const double* spectrum, double width, int sample_rate, int fft_size, int top, double* out, double* work) {
  const int half = fft_size / 2;
  if (width > 0.5 * sample_rate) width = 0.5 * sample_rate;
  const double bins = width * fft_size / sample_rate;
  int margin = static_cast<int>(bins) + 1;
  if (margin > half) margin = half;
  // The order of these operations is the reference's: in bins far below the total, the sums' last bits are the result,
  // and where between two of them it lies decides how it is rounded.
  const double spacing = static_cast<double>(sample_rate) / fft_size;
  const double origin = -(margin - 0.5) * sample_rate / fft_size;
  const SumReader low = {work, origin, spacing, static_cast<int>(margin - 0.5 - 0.5 * bins)};
  const SumReader high = {work, origin, spacing, static_cast<int>(margin - 0.5 + 0.5 * bins)};
  const int all = half + 2 * margin + 1, needed = top + high.offset + 3;
  accumulate(spectrum, half, margin, spacing, needed < all ? needed : all, work);
  const F64x2 to_unit = splat2(1.0 / fft_size), rate = splat2(sample_rate), scale = splat2(1.0 / width);
  const auto mean = [&](int k) {
    const F64x2 below = pair2(k, k + 1) * to_unit * rate - splat2(width / 2.0);
    return (high.at(below + splat2(width), k) - low.at(below, k)) * scale;
  };
  int k = 0;
  for (; k <= top && k < half; k += 2) store2(out + k, mean(k));
  if (k == half && top == half) out[half] = first2(mean(half));
}

}  // namespace sonde

/**
 * Level of a sound and what is done with it. Sounds come in blocks of any number, so that memory stays bounded.
 */
#pragma once

#include <cstdint>

namespace sonde {

/** Samples summed plainly before the pairwise tree begins. */
constexpr int kSquareSumLeaf = 512;

/**
 * Sum of squares by pairwise summation: the error grows with the logarithm of the length, not with the length.
 * The tree depends on the samples' places in the channel only, so any split into blocks gives the same bits.
 */
struct SquareSum {
  /** Sums of 2^k leaves, one per binary digit of `leaves`. */
  double partial[48];
  std::int64_t leaves;
  /** Of the channels finished. */
  double total;
  /** Samples, of all channels. */
  double count;
};

void square_sum_reset(SquareSum* sum);
/** @param n a multiple of kSquareSumLeaf, except in the last call of a channel */
void square_sum_add(SquareSum* sum, const double* x, int n);
/** Closes a channel: adds its tree to the total. */
void square_sum_end_channel(SquareSum* sum);
/** sqrt(total / count), 0 when nothing was added. */
double square_sum_rms(const SquareSum* sum);

/** Largest |x|, 0 for n = 0. NaN is passed over. */
double peak(const double* x, int n);

/** False if any sample is NaN or infinite. */
bool is_finite(const double* x, int n);

/** x * gain, in place. */
void scale(double* x, int n, double gain);

/** (x / divisor) * factor, in place, with both roundings. */
void divide_multiply(double* x, int n, double divisor, double factor);

/**
 * The factor that prevents clipping: 1 when m < 1, else 0.98 / m.
 * @source the VTServer protocol: output at or above full scale is brought to 0.98 of it
 */
double clipping_gain(double m);

}  // namespace sonde

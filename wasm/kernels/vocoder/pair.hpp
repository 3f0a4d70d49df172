/**
 * Two bands side by side, `[n x 2]` as in filter/sos.hpp: what happens to them between filters.
 */
#pragma once

#include "../level/level.hpp"

namespace sonde {

/** Sounds a and b `[n]`, which may be the same, into a pair. */
void pair_join(const double* a, const double* b, int n, double* out);

/** max(x, 0), or |x|, in place. */
void pair_rectify(double* x, int n, bool full_wave);

/** x times y, in place. */
void pair_multiply(double* x, const double* y, int n);

/** Sums of squares of both lanes; the rules of square_sum_add hold for n. */
void pair_add_squares(const double* x, int n, SquareSum* a, SquareSum* b);

/** mix += a / rms[0] * target[0], then b's; a lane whose rms is 0 adds nothing. @param mix `[n]` */
void pair_mix(const double* x, int n, const double rms[2], const double target[2], double* mix);

/**
 * out = sum over bands of weight times envelope, in the order of the bands.
 * @param envelopes pairs, each `stride` doubles after the last; the bands' pairs in order
 * @param first where to begin in each, samples
 * @param weights `[bands x 2]`, of each band in out's two lanes
 * @param out pair `[n x 2]`
 */
void pair_spread(const double* envelopes, int bands, long stride, int first, int n, const double* weights, double* out);

}  // namespace sonde

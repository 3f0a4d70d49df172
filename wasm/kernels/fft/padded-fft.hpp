/**
 * Transforms of short stretches that are zero padded to N: zeros are neither stored nor added.
 *
 * By the remainder of the bins modulo R = N / S, the transform of at most 2 S samples falls apart into R blocks:
 *
 *   X[R k + r] = sum over n < S of  w^(r n) (x[n] + w^(r S) x[n + S])  exp(-j 2 pi k n / S),    w = exp(-j 2 pi / N)
 *
 * each of them a transform of length S that stays in the first cache. For real x, block R - r is the mirror of block r,
 * and blocks 0 and R / 2 are the real transform of length 2 S. R is chosen by the number of samples: 8, 4 or 2.
 *
 * @source Markel (1971), IEEE Trans. Audio Electroacoust. 19(4): pruning; decimation in frequency, its first pass
 */
#pragma once

namespace sonde {

/** Tables for one N, read-only once made. */
struct PaddedFftPlan;

/** @param n a power of two in 64..2^26. @returns nullptr for another n, or without memory */
PaddedFftPlan* padded_fft_plan_create(int n);
/** Takes nullptr too. */
void padded_fft_plan_destroy(PaddedFftPlan* plan);

/** How `count` samples, 1..N, are transformed: R blocks of S bins. */
struct PaddedShape {
  int blocks;
  int size;
  /** Samples of room that the input must have, zero from `count` on: 2 S. */
  int room() const { return 2 * size; }
};
PaddedShape padded_shape(const PaddedFftPlan* plan, int count);

/**
 * Block r of complex samples x + j y.
 * @param x,y `[count]` and zeros up to `room()`
 * @param r 0..R-1
 * @param re,im `[S]`, must overlap nothing
 */
void padded_block(const PaddedFftPlan* plan, int count, const double* x, const double* y, int r, double* re, double* im);

/**
 * Power of bins 0..N/2 of real samples, block by block: bins 0, R/2, R .. N/2, then those of blocks 1 .. R/2 - 1, S of
 * each, where k in the upper half stands for the mirrored bin N - (R k + r).
 * @param x `[count]` and zeros up to `room()`
 * @param re,im scratch `[S + 1]`
 * @param power `[N/2 + 1]`
 */
void padded_power(const PaddedFftPlan* plan, int count, const double* x, double* re, double* im, double* power);

/** Brings bins that lie block by block, as above, into their order. @param blocks,out `[N/2 + 1]`, no overlap */
void padded_order(const PaddedShape& shape, const double* blocks, double* out);

}  // namespace sonde
